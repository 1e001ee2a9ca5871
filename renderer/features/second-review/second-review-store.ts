/** Assessed items as the second review lists them. A row stays where it is while it is worked on, whatever it has become. */
import { create } from 'zustand';
import type { SecondReview } from '../../../shared/contract/assessing.ts';
import { secondViewOf } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';

export type SecondListing = 'differs' | 'agrees' | 'waiting';
const pageLength = 100;

interface SecondReviewState {
  readonly listing: SecondListing;
  readonly rows: SecondReview['rows'];
  readonly totals: Omit<SecondReview, 'rows'> | null;
  readonly chosen: ItemId | null;
}
export const useSecondReview = create<SecondReviewState>()(() => ({ listing: 'differs', rows: [], totals: null, chosen: null }));

/** Only the answer to the latest question is shown. */
let asking = 0;

async function fetchRows(offset: number): Promise<void> {
  asking += 1;
  const mine = asking;
  const page = await attempt(engine.call('review.second', { listing: useSecondReview.getState().listing, offset, limit: pageLength }));
  if (mine !== asking || page === null) return;
  const { rows: fetched, ...totals } = page;
  useSecondReview.setState(({ rows, chosen }) => {
    const all = offset === 0 ? fetched : [...rows, ...fetched];
    return { rows: all, totals, chosen: all.some(({ item }) => item.id === chosen) ? chosen : all[0]?.item.id ?? null };
  });
}

export const loadSecondReview = (): Promise<void> => fetchRows(0);
export const moreOfSecondReview = (): Promise<void> => fetchRows(useSecondReview.getState().rows.length);

export function listSecondReview(listing: SecondListing): void {
  useSecondReview.setState({ listing, rows: [], totals: null, chosen: null });
  void loadSecondReview();
}

export function chooseSecondReview(chosen: ItemId): void {
  useSecondReview.setState({ chosen });
}

/** The item the review keys act on. */
export function chosenInSecondReview(): ItemId | null {
  return useSecondReview.getState().chosen;
}

/** Leaves the view; coming back finds the row chosen, among rows asked for anew. */
export function leaveSecondReview(): void {
  asking += 1;
}

export function forgetSecondReview(): void {
  asking += 1;
  useSecondReview.setState({ rows: [], totals: null, chosen: null });
}

async function refreshRows(itemIds: readonly ItemId[]): Promise<void> {
  const shown = new Set(itemIds);
  for (const { item: { id } } of useSecondReview.getState().rows.filter(({ item }) => shown.has(item.id))) {
    const detail = await attempt(engine.call('items.get', { itemId: id }));
    if (detail === null) continue;
    const { assessment: standing, secondAssessments: seconds } = detail;
    useSecondReview.setState(({ rows }) => ({
      rows: rows.map((row) => (row.item.id === id ? { ...row, first: standing ?? { ...row.first, state: 'not-assessed' }, seconds, item: { ...row.item, second: secondViewOf(standing, seconds) } } : row)),
    }));
  }
  const page = await attempt(engine.call('review.second', { listing: useSecondReview.getState().listing, limit: 1 }));
  if (page === null) return;
  const { rows: _rows, ...totals } = page;
  useSecondReview.setState({ totals });
}

/** Follows what changes in the case. Returns what stops it. */
export function followSecondReview(): () => void {
  return engine.on('case.changed', ({ what, itemIds }) => {
    if (what === 'review') void (itemIds.length === 0 ? loadSecondReview() : refreshRows(itemIds));
    else if (what === 'items' || what === 'exhibits') void loadSecondReview();
  });
}
