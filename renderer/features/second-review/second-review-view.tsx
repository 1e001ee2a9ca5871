/** Where a second reviewer differs from the first, side by side; where they agree; and what nobody has looked at a second time. */
import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import type { SecondReview } from '../../../shared/contract/assessing.ts';
import { assessmentLabels, type Assessment, type SecondView } from '../../../shared/domain/assessment.ts';
import { formatDate, formatInstant, formatItemClock } from '../../../shared/domain/display-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { everything, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, KeyCap, Select } from '../../ui/controls.tsx';
import { DisclosureMark, KindMark } from '../../ui/item-marks.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { chooseSecondReview, followSecondReview, leaveSecondReview, listSecondReview, loadSecondReview, moreOfSecondReview, useSecondReview, type SecondListing } from './second-review-store.ts';
import './second-review.css';

type Row = SecondReview['rows'][number];
const shownAs: Readonly<Record<SecondListing, SecondView>> = { differs: 'differs', agrees: 'agrees', waiting: 'none' };
const rowId = (itemId: ItemId): string => `second-${itemId}`;

function Said({ lead, entry, zone }: { readonly lead: string; readonly entry: Assessment; readonly zone: string }): ReactNode {
  return (
    <div className="second-said">
      <p><span className="quiet">{lead}</span> <span className={`assessment ${entry.state}`}>{assessmentLabels[entry.state].full}</span></p>
      <p className={entry.reasons === '' ? 'quiet' : 'wrap'}>{entry.reasons === '' ? 'No reasons given' : entry.reasons}</p>
      {entry.innocentExplanation === '' ? null : <p className="wrap"><span className="quiet">Innocent explanation weighed:</span> {entry.innocentExplanation}</p>}
      <p className="quiet second-who">{entry.author}, {formatInstant(Date.parse(entry.madeAt), zone)}</p>
    </div>
  );
}

function ReviewRow({ row, zone, chosen, index }: { readonly row: Row; readonly zone: string; readonly chosen: boolean; readonly index: number }): ReactNode {
  const shown = useShownName();
  const { item, first, seconds } = row;
  const ms = item.time.earliestMs;
  return (
    <div id={rowId(item.id)} role="row" aria-rowindex={index + 1} aria-selected={chosen} className={`second-row${chosen ? ' chosen' : ''}`} onMouseDown={() => chooseSecondReview(item.id)}>
      <div role="gridcell" className="second-item">
        <KindMark kind={item.kind} />
        <span className="second-when">{ms === null ? 'no time' : `${formatDate(ms, zone)} ${formatItemClock(item.time, zone)} ${zoneAbbreviation(zone, ms)}`}</span>
        <span className="quiet second-from">{shown(item.from)}</span>
        <bdi className="second-text">{item.text}</bdi>
        <DisclosureMark relevance={item.relevance} handling={item.handling} />
        <span className="quiet">{item.exhibitReference}</span>
      </div>
      <div role="gridcell" className="second-views">
        <Said lead="First" entry={first} zone={zone} />
        {seconds.length === 0 ? <p className="quiet second-said">No second reviewer yet</p> : seconds.map((second) => <Said key={second.author} lead={second.state === first.state ? 'Second agrees' : 'Second differs'} entry={second} zone={zone} />)}
      </div>
    </div>
  );
}

const emptyWords: Readonly<Record<SecondListing, readonly [string, string]>> = {
  differs: ['No differences', 'Where a second reviewer differs from the first, both stand here side by side. Nobody’s assessment overwrites another’s.'],
  agrees: ['No agreement recorded yet', 'A second reviewer works under a name of their own: Y agrees with the first assessment, N, P, U and O record their own.'],
  waiting: ['Nothing waits', 'Every assessed item has been looked at by a second reviewer, or none is assessed yet.'],
};

export function SecondReviewView({ zone, onShowItem, onSelect, onOpen }: {
  readonly zone: string;
  /** Shows a row on the timeline. */
  readonly onShowItem: (itemId: ItemId) => void;
  /** The row now chosen: the item pane follows it. */
  readonly onSelect: (itemId: ItemId | null) => void;
  /** Shows the rows a filter gives. */
  readonly onOpen: (filter: TimelineFilter) => void;
}): ReactNode {
  const { listing, rows, totals, chosen } = useSecondReview();
  useEffect(() => {
    void loadSecondReview();
    const stop = followSecondReview();
    return () => { stop(); leaveSecondReview(); };
  }, []);
  useEffect(() => { onSelect(chosen); }, [chosen, onSelect]);
  useEffect(() => { if (chosen !== null) document.getElementById(rowId(chosen))?.scrollIntoView({ block: 'nearest' }); }, [chosen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = rows.findIndex(({ item }) => item.id === chosen);
    const move = (to: number) => (): void => {
      const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
      if (next !== undefined) chooseSecondReview(next.item.id);
    };
    const acts: Readonly<Record<string, () => void>> = {
      j: move(at + 1), ArrowDown: move(at + 1), k: move(at - 1), ArrowUp: move(at - 1), PageDown: move(at + 5), PageUp: move(at - 5), Home: move(0), End: move(rows.length - 1),
      g: () => { if (chosen !== null) onShowItem(chosen); },
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const count = (key: SecondListing): string => (totals === null ? '' : ` (${formatCount(totals[key])})`);
  const [title, words] = emptyWords[listing];
  return (
    <main className="second-review" aria-label="Second review">
      <div>
        <h1>Second review</h1>
        <p className="quiet" role="status">{totals === null ? 'Looking…' : `${formatCount(totals.assessed)} ${totals.assessed === 1 ? 'item' : 'items'} assessed: second reviewers differ on ${formatCount(totals.differs)}, agree on ${formatCount(totals.agrees)}; ${formatCount(totals.waiting)} without a second.`}</p>
      </div>
      <div className="second-controls">
        <Select label="Listed" labelHidden value={listing} onChange={listSecondReview} choices={[{ value: 'differs', label: `Differences${count('differs')}` }, { value: 'agrees', label: `Agreed${count('agrees')}` }, { value: 'waiting', label: `Without a second reviewer${count('waiting')}` }]} />
        <Button onPress={() => onOpen({ ...everything, seconds: [shownAs[listing]] })}>Show on the timeline</Button>
        <p className="quiet second-keys"><KeyCap>J</KeyCap> <KeyCap>K</KeyCap> move <KeyCap>Y</KeyCap> agree <KeyCap>N</KeyCap> <KeyCap>P</KeyCap> <KeyCap>U</KeyCap> <KeyCap>O</KeyCap> your own <KeyCap>Enter</KeyCap> reasons <KeyCap>G</KeyCap> on the timeline</p>
      </div>
      {totals !== null && rows.length === 0 ? <div className="empty-state"><h2>{title}</h2><p>{words}</p></div> : null}
      <div role="grid" aria-label="Assessments side by side" aria-rowcount={totals?.total ?? rows.length} tabIndex={0} className="second-list" data-review-list="" aria-activedescendant={chosen === null ? undefined : rowId(chosen)} onKeyDown={onKeyDown}>
        {rows.map((row, index) => <ReviewRow key={row.item.id} row={row} zone={zone} chosen={row.item.id === chosen} index={index} />)}
      </div>
      {totals !== null && rows.length < totals.total ? <div><Button onPress={() => { void moreOfSecondReview(); }}>More</Button></div> : null}
    </main>
  );
}
