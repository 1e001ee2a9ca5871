/**
 * What rows of an import share: everything about an item but its time, its words and its place.
 * A chat of a million messages has a few dozen contexts; each row names its context by number.
 */
import type { Identifier, ItemDraft, Locator } from '../../../shared/domain/item.ts';

/** Roles of the parties to a thing, the same row after row; the others (who is looked up, who is mentioned) change with each row. */
const partyRoles: ReadonlySet<Identifier['role']> = new Set(['from', 'to', 'participant', 'operator', 'requester']);

/** What stands around the written time and the text in a verbatim row, when nothing else does. */
export interface Frame { readonly before: string; readonly between: string }

/** A longer frame is a row of its own kind, not something rows share. */
const frameLimit = 160;

/** What of an item its context repeats. Not the item itself: a context lives as long as the import, and with it would its words. */
type Shared = Pick<ItemDraft, 'from' | 'to' | 'kind' | 'direction' | 'status' | 'thread'> & { readonly time: Omit<ItemDraft['time'], 'written' | 'earliestMs' | 'latestMs'> };

export interface ItemContext {
  readonly draft: Shared;
  /** Null: undated. */
  readonly spanMs: number | null;
  /** '' when the row itself has to carry its locator. */
  readonly locatorType: Locator['type'] | '';
  readonly file: string;
  readonly part: string | null;
  readonly frame: Frame | null;
  readonly identifiers: readonly Identifier[];
}

function spanOf({ time }: ItemDraft): number | null {
  if (time.earliestMs === null || time.latestMs === null) {
    if (time.earliestMs !== time.latestMs) throw new RangeError('a time has both ends or none');
    return null;
  }
  return time.latestMs - time.earliestMs;
}

function partOf(locator: Locator): string | null {
  return locator.type === 'row' ? locator.sheet : locator.type === 'table' ? locator.table : null;
}

function frameOf({ verbatim, text, time }: ItemDraft): Frame | null {
  const { written } = time;
  if (text === '' || written === '' || !verbatim.endsWith(text)) return null;
  const head = verbatim.length - text.length;
  const at = verbatim.indexOf(written);
  const from = at + written.length;
  if (at < 0 || from > head || head - written.length > frameLimit) return null;
  return { before: verbatim.slice(0, at), between: verbatim.slice(from, head) };
}

/** How many of an item's identifiers its context carries: those of the parties, up to the first that is not a party's. */
function partyCount(identifiers: readonly Identifier[]): number {
  let count = 0;
  while (count < identifiers.length && partyRoles.has((identifiers[count] as Identifier).role)) count += 1; // within the length just tested
  return count;
}

/** The context of an item; with `framing`, what stands around time and text in its verbatim row is part of it. */
export function contextOf(draft: ItemDraft, framing: boolean): ItemContext {
  const { locator } = draft;
  const narrow = locator.type !== 'region';
  const { from, to, kind, direction, status, thread, time: { precision, zone, zoneBasis, zoneBasisBy, flags } } = draft;
  return {
    draft: { from, to, kind, direction, status, thread, time: { precision, zone, zoneBasis, zoneBasisBy, flags } }, spanMs: spanOf(draft), locatorType: narrow ? locator.type : '', part: partOf(locator), file: locator.type === 'file' || !narrow ? '' : locator.file,
    frame: framing ? frameOf(draft) : null, identifiers: draft.identifiers.slice(0, partyCount(draft.identifiers)),
  };
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}

/** Whether two identifiers are the same in every respect. */
export function sameIdentifier(one: Identifier, other: Identifier): boolean {
  return one === other
    || (one.normal === other.normal && one.written === other.written && one.kind === other.kind && one.role === other.role && one.certainty === other.certainty);
}

function sameIdentifiers(context: ItemContext, identifiers: readonly Identifier[]): boolean {
  const own = context.identifiers;
  if (identifiers.length < own.length) return false;
  for (let index = 0; index < own.length; index += 1) {
    if (!sameIdentifier(own[index] as Identifier, identifiers[index] as Identifier)) return false; // both at least that long
  }
  const next = identifiers[own.length];
  return next === undefined || !partyRoles.has(next.role);
}

function samePlace(context: ItemContext, locator: Locator): boolean {
  if (context.locatorType === '') return locator.type === 'region';
  if (context.locatorType !== locator.type) return false;
  return locator.type === 'file' || (locator.file === context.file && partOf(locator) === context.part);
}

function inFrame(frame: Frame, { verbatim, text, time: { written } }: ItemDraft): boolean {
  const { before, between } = frame;
  const from = before.length + written.length;
  const to = from + between.length;
  // Comparing slices is several times faster here than startsWith and endsWith (measured).
  return verbatim.length === to + text.length && verbatim.slice(to) === text && verbatim.slice(from, to) === between
    && verbatim.slice(before.length, from) === written && (before === '' || verbatim.slice(0, before.length) === before);
}

/** The lists of the last item that was found to have a context: another that carries the very same need not be compared. */
export type LastLists = Pick<ItemDraft, 'to' | 'identifiers'>;

/** Whether an item can be stored in this context. What the row holds besides is not looked at. */
export function hasContext(context: ItemContext, draft: ItemDraft, framing: boolean, last: LastLists): boolean {
  const known = context.draft;
  const { time } = draft;
  const knownTime = known.time;
  return draft.from === known.from && draft.kind === known.kind && draft.direction === known.direction && draft.status === known.status && draft.thread === known.thread
    && time.precision === knownTime.precision && time.zone === knownTime.zone && time.zoneBasis === knownTime.zoneBasis && time.zoneBasisBy === knownTime.zoneBasisBy
    && spanOf(draft) === context.spanMs && samePlace(context, draft.locator) && (draft.to === last.to || sameList(draft.to, known.to)) && sameList(time.flags, knownTime.flags)
    && (draft.identifiers === last.identifiers || sameIdentifiers(context, draft.identifiers)) && (context.frame === null ? !framing || frameOf(draft) === null : inFrame(context.frame, draft));
}

/** A text that two contexts share only when they are the same. */
export function contextKey(context: ItemContext): string {
  const { draft: { time, ...draft } } = context;
  return JSON.stringify([
    draft.from, draft.kind, draft.direction, draft.status, draft.thread, draft.to, time.precision, time.zone, time.zoneBasis, time.zoneBasisBy, time.flags,
    context.spanMs, context.locatorType, context.file, context.part, context.frame, context.identifiers,
  ]);
}
