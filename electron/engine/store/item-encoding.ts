/**
 * Items as they are stored: contexts, narrow rows and the words they are found by, gathered into
 * batches of plain values that can cross to another thread. Nothing here touches the database.
 */
import { hash } from 'node:crypto';
import type { Attachment, Identifier, ItemDraft, Locator, QuarantinedRow } from '../../../shared/domain/item.ts';
import { describeLocator } from '../../../shared/domain/item.ts';
import type { ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import { contextWords, rowText } from '../timeline/search-words.ts';
import { contextKey, contextOf, hasContext, type ItemContext, type LastLists } from './item-context.ts';
import { RowPacker, type PackedRows } from './packed-rows.ts';

/** Where undated items sort: after everything that has a time. */
export const undatedSortMs = Number.MAX_SAFE_INTEGER;

/** The same row of the same bytes always has the same id: 32 hexadecimal digits. */
export function deriveItemId(exhibitSha256: Sha256, locator: Locator): ItemId {
  return hash('sha256', `${exhibitSha256}\n${locator.type}\n${describeLocator(locator)}`).slice(0, 32) as ItemId; // the form ids have
}

/** A context as the database stores it: the values of `contextColumns`. */
export interface StoredContext {
  readonly values: readonly (string | number | null)[];
  readonly identifiers: readonly Identifier[];
  readonly words: string;
}

export const contextColumns = [
  'kind', 'direction', 'from_name', 'to_names', 'thread', 'status', 'span_ms', 'precision', 'zone', 'zone_basis', 'zone_basis_by', 'time_flags',
  'locator_type', 'file', 'part', 'verbatim_before', 'verbatim_between', 'identifiers',
] as const;

/** What is attached to one row of a batch. */
export interface Attached {
  readonly row: number;
  readonly itemId: ItemId;
  readonly attachments: readonly Attachment[];
  /** False for what a person wrote down of a picture: the file it names is the picture's own. */
  readonly bringsFiles: boolean;
}

export interface RowBatch {
  /** Contexts first met in this batch; their numbers go on from those before. */
  readonly contexts: readonly StoredContext[];
  /** Times, texts, places and words of the rows, packed: handed to another thread without being copied. */
  readonly rows: PackedRows;
  readonly identifiers: readonly { readonly row: number; readonly identifier: Identifier }[];
  readonly attached: readonly Attached[];
  readonly setAside: readonly QuarantinedRow[];
}

function storedContext(context: ItemContext): StoredContext {
  const { draft, frame } = context;
  const { time } = draft;
  return {
    values: [
      draft.kind, draft.direction, draft.from, JSON.stringify(draft.to), draft.thread, draft.status, context.spanMs, time.precision, time.zone, time.zoneBasis, time.zoneBasisBy,
      JSON.stringify(time.flags), context.locatorType, context.file, context.part, frame?.before ?? null, frame?.between ?? null, JSON.stringify(context.identifiers),
    ],
    identifiers: context.identifiers,
    words: contextWords(draft, context.identifiers),
  };
}

/** What a row says of its place, beside its context; null when the row carries its whole locator. */
function placeOf(locator: Locator): string | number | null {
  switch (locator.type) {
    case 'file': return locator.file;
    case 'line': return locator.line;
    case 'row': return locator.row;
    case 'table': return locator.rowid;
    case 'xml': return locator.id;
    case 'json': return locator.path;
    case 'page': return locator.page;
    case 'region': return null;
  }
}

/** What most rows have none of; null when this one has none either. */
function restOf(context: ItemContext, draft: ItemDraft): string | null {
  const { fields, attachments, remarks, locator } = draft;
  const shared = context.identifiers.length;
  if (fields.length + attachments.length + remarks.length === 0 && draft.identifiers.length === shared && context.locatorType !== '') return null;
  return JSON.stringify({
    ...(context.locatorType === '' ? { locator } : {}),
    ...(fields.length > 0 ? { fields } : {}), ...(attachments.length > 0 ? { attachments } : {}),
    ...(draft.identifiers.length > shared ? { identifiers: draft.identifiers.slice(shared) } : {}), ...(remarks.length > 0 ? { remarks } : {}),
  });
}

interface NumberedContext { readonly context: ItemContext; readonly number: number }
interface RecentContext { readonly known: NumberedContext; last: LastLists }

/** Contexts last used are tried first: neighbouring rows are mostly of a few. */
const recentLimit = 6;
/** Contexts known by key; the longest unused are forgotten by as many at once. One met again after that is stored again, which changes nothing but size. */
const knownLimit = 10_000;

/** Frames pay when many rows share one. An import that keeps making new contexts goes on without frames. */
const framesTried = 256;
const rowsAFrame = 8;

/** Encodes the rows of one import. Make one for each run. */
export class ItemEncoder {
  readonly #sha256: Sha256;
  #known = new Map<string, NumberedContext>();
  #knownBefore = new Map<string, NumberedContext>();
  readonly #recent: RecentContext[] = [];
  #count = 0;
  #added = 0;
  #framing = true;
  readonly #packer = new RowPacker();
  #contexts: StoredContext[] = [];
  #identifiers: { row: number; identifier: Identifier }[] = [];
  #attached: Attached[] = [];
  #setAside: QuarantinedRow[] = [];

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** Items and set-aside rows since the last `take`. */
  get size(): number {
    return this.#packer.count + this.#setAside.length;
  }

  #remembered(draft: ItemDraft): NumberedContext {
    const context = contextOf(draft, this.#framing);
    const key = contextKey(context);
    const known = this.#known.get(key) ?? this.#knownBefore.get(key);
    if (known !== undefined) return this.#remember(key, known);
    // A context of its own: the draft's strings may be parts of longer ones, which would be kept with them.
    const numbered = { context: JSON.parse(JSON.stringify(context)) as ItemContext, number: this.#count };
    this.#count += 1;
    if (this.#count >= framesTried && this.#count * rowsAFrame > this.#added) this.#framing = false;
    this.#contexts.push(storedContext(numbered.context));
    return this.#remember(key, numbered);
  }

  #remember(key: string, numbered: NumberedContext): NumberedContext {
    if (this.#known.size >= knownLimit) {
      this.#knownBefore = this.#known;
      this.#known = new Map();
    }
    this.#known.set(key, numbered);
    return numbered;
  }

  #context(draft: ItemDraft): NumberedContext {
    const recent = this.#recent;
    for (const candidate of recent) {
      if (!hasContext(candidate.known.context, draft, this.#framing, candidate.last)) continue;
      if (candidate.last.identifiers !== draft.identifiers) candidate.last = { to: draft.to, identifiers: draft.identifiers };
      return candidate.known;
    }
    const known = this.#remembered(draft);
    recent.unshift({ known, last: { to: draft.to, identifiers: draft.identifiers } });
    if (recent.length > recentLimit) recent.pop();
    return known;
  }

  /** Adds an item to the batch. Returns its id. */
  add(draft: ItemDraft): ItemId {
    const { context, number } = this.#context(draft);
    const { time, locator } = draft;
    const itemId = deriveItemId(this.#sha256, locator);
    const row = this.#packer.count;
    const place = placeOf(locator);
    const plain = this.#packer.add({
      context: number, sortMs: time.earliestMs ?? undatedSortMs, place: typeof place === 'number' ? place : null, byte: 'byte' in locator ? locator.byte : null,
    }, itemId, time.written, draft.text);
    const verbatim = context.frame === null ? draft.verbatim : null;
    const rest = restOf(context, draft);
    if (typeof place === 'string' || verbatim !== null || rest !== null) this.#packer.addOwn({ place: typeof place === 'string' ? place : null, verbatim, rest });
    const shared = context.identifiers.length;
    if (!plain || draft.identifiers.length > shared || draft.fields.length + draft.attachments.length > 0) {
      this.#packer.addWords(rowText(draft, shared));
      for (let index = shared; index < draft.identifiers.length; index += 1) this.#identifiers.push({ row, identifier: draft.identifiers[index] as Identifier }); // within the length
    }
    if (draft.attachments.length > 0) this.#attached.push({ row, itemId, attachments: draft.attachments, bringsFiles: locator.type !== 'region' });
    this.#added += 1;
    return itemId;
  }

  setAside(row: QuarantinedRow): void {
    this.#setAside.push(row);
  }

  /** What has been added since the last time, as a batch; the next one begins empty. */
  take(): RowBatch {
    const batch = { contexts: this.#contexts, rows: this.#packer.take(), identifiers: this.#identifiers, attached: this.#attached, setAside: this.#setAside };
    this.#contexts = [];
    this.#identifiers = [];
    this.#attached = [];
    this.#setAside = [];
    return batch;
  }
}
