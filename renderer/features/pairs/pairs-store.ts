/** Accesses with the contacts near them, as the window holds them: what was asked for, the rows so far, and which row is chosen. */
import { create } from 'zustand';
import type { AccessWithContacts, PairListing, PairsPage } from '../../../shared/contract/pairs.ts';
import { secondViewOf } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { PairDecision, PairWindow } from '../../../shared/domain/pairing.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';

const pageLength = 50;
const contactsShown = 5;
/** All that are shown of one access when a person asks for them. */
const contactsAtMost = 500;

export interface PairsAsked { readonly window: PairWindow; readonly listing: PairListing; readonly sort: 'closeness' | 'time' }
/** An access, or one of its contacts. */
export interface PairChoice { readonly accessId: ItemId; readonly contactId: ItemId | null }

interface PairsState {
  readonly asked: PairsAsked;
  readonly rows: readonly AccessWithContacts[];
  readonly totals: Omit<PairsPage, 'rows'> | null;
  readonly loading: boolean;
  readonly chosen: PairChoice | null;
}

const day = 86_400_000;
export const usePairs = create<PairsState>()(() => ({
  asked: { window: { beforeMs: day, afterMs: 7 * day }, listing: 'with-contact', sort: 'closeness' }, rows: [], totals: null, loading: false, chosen: null,
}));

/** Only the answer to the latest question is shown. */
let asking = 0;

async function fetchRows(offset: number, limit: number): Promise<void> {
  asking += 1;
  const mine = asking;
  usePairs.setState({ loading: true });
  const page = await attempt(engine.call('pairs.list', { ...usePairs.getState().asked, contacts: contactsShown, offset, limit }));
  if (mine !== asking) return;
  if (page === null) { usePairs.setState({ loading: false }); return; }
  const { rows: fetched, ...totals } = page;
  usePairs.setState(({ rows, chosen }) => {
    const all = offset === 0 ? fetched : [...rows, ...fetched];
    const stillThere = chosen !== null && all.some(({ item }) => item.id === chosen.accessId);
    const [first] = all;
    return { rows: all, totals, loading: false, chosen: stillThere ? chosen : first === undefined ? null : { accessId: first.item.id, contactId: null } };
  });
}

export function loadPairs(): Promise<void> {
  return fetchRows(0, Math.max(pageLength, Math.min(usePairs.getState().rows.length, 200)));
}
export function morePairs(): Promise<void> {
  return fetchRows(usePairs.getState().rows.length, pageLength);
}
export function askPairs(change: Partial<PairsAsked>): void {
  usePairs.setState(({ asked }) => ({ asked: { ...asked, ...change }, rows: [], totals: null, chosen: null }));
  void loadPairs();
}
export function choosePair(chosen: PairChoice): void {
  usePairs.setState({ chosen });
}
/** The item the review keys act on. */
export function chosenInPairs(): ItemId | null {
  const { chosen } = usePairs.getState();
  return chosen === null ? null : chosen.contactId ?? chosen.accessId;
}
/** Leaves the view; coming back finds the row chosen, among rows asked for anew. */
export function leavePairs(): void {
  asking += 1;
  usePairs.setState({ loading: false });
}

export function forgetPairs(): void {
  asking += 1;
  usePairs.setState({ rows: [], totals: null, loading: false, chosen: null });
}

/** One access anew, with all its contacts when asked for. */
export async function refreshAccess(accessId: ItemId, all = false): Promise<void> {
  const known = usePairs.getState().rows.find(({ item }) => item.id === accessId)?.contacts.length ?? 0;
  const page = await attempt(engine.call('pairs.list', { ...usePairs.getState().asked, accessId, contacts: all ? contactsAtMost : Math.max(contactsShown, known) }));
  const [fresh] = page?.rows ?? [];
  if (fresh !== undefined) usePairs.setState(({ rows }) => ({ rows: rows.map((row) => (row.item.id === accessId ? fresh : row)) }));
}

/** Null when it was refused; the person has been told. */
export async function decide(accessId: ItemId, contactId: ItemId, decision: PairDecision | null, reason = ''): Promise<unknown> {
  const done = await attempt(engine.call('pairs.decide', { accessId, contactId, decision, reason }));
  if (done !== null) await refreshAccess(accessId);
  return done;
}

/** Marks of rows that were assessed or tagged meanwhile. */
async function refreshMarks(itemIds: readonly ItemId[]): Promise<void> {
  const { rows } = usePairs.getState();
  const shown = itemIds.filter((id) => rows.some(({ item, contacts }) => item.id === id || contacts.some((contact) => contact.item.id === id)));
  for (const id of shown.slice(0, 200)) {
    const detail = await attempt(engine.call('items.get', { itemId: id }));
    if (detail === null) continue;
    const first = detail.assessment;
    const marks = {
      tags: detail.tags, assessment: first?.state ?? 'not-assessed' as const, hasReasons: (first?.reasons ?? '') !== '', second: secondViewOf(first, detail.secondAssessments),
      relevance: detail.disclosure?.relevance ?? 'not-set' as const, handling: detail.disclosure?.handling ?? 'normal' as const, officersAccount: detail.accounts.findLast(({ whose }) => whose === 'officer')?.text ?? '',
    };
    const marked = <T extends { readonly item: AccessWithContacts['item'] }>(entry: T): T => (entry.item.id === id ? { ...entry, item: { ...entry.item, ...marks } } : entry);
    usePairs.setState((state) => ({ rows: state.rows.map((row) => ({ ...marked(row), contacts: row.contacts.map(marked) })) }));
  }
}

/** Follows what changes in the case. Returns what stops it. */
export function followPairs(): () => void {
  return engine.on('case.changed', ({ what, itemIds }) => {
    if (what === 'review') void (itemIds.length === 0 ? loadPairs() : refreshMarks(itemIds));
    else if (what === 'people' || what === 'anchors' || what === 'duty' || what === 'items' || what === 'exhibits') void loadPairs();
  });
}
