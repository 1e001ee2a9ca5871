/** One line of the timeline: a day, a stretch of quiet, the undated heading, or an item. */
import { memo, type ReactNode } from 'react';
import type { ItemRow, TimelineLine } from '../../../shared/contract/timeline.ts';
import { formatClock, formatDate, formatGap, formatItemClock, formatWeekday } from '../../../shared/domain/display-time.ts';
import { dutyLabels, type DutyState } from '../../../shared/domain/duty.ts';
import { anchorKindLabels } from '../../../shared/domain/anchor.ts';
import { marksIn } from '../../../shared/domain/search-marks.ts';
import { offsetAt, zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { useShownName, type ShownName } from '../../session/shown-names.ts';
import { AccountMark, AssessmentMark, DisclosureMark, KindMark, SecondMark } from '../../ui/item-marks.tsx';
import { Marked } from '../../ui/marked.tsx';
import { toggleStackOf } from './stacks.ts';
import { useTagName } from './tag-names.ts';
import { useTimeline } from './timeline-store.ts';

const noMarks: readonly string[] = [];
/** Characters of a row that are surely seen, and those kept before the first word marked. */
const farInto = 48;
const shownBefore = 20;

interface LineRowProps {
  readonly id: string;
  readonly row: number;
  readonly topPx: number;
  readonly line: TimelineLine | null;
  readonly zone: string;
  readonly asWritten: boolean;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly onSelect: (row: number, itemIndex: number, item: ItemRow, extend: boolean) => void;
}

/** `BST (UTC+1)` */
function zoneWithOffset(zone: string, ms: number): string {
  const hours = offsetAt(zone, ms) / 3_600_000;
  const name = zoneAbbreviation(zone, ms);
  return name === 'UTC' || name.startsWith('UTC') ? name : `${name} (UTC${hours < 0 ? '−' : '+'}${Math.abs(hours)})`;
}

/** When, of what kind where the title does not say, and about whom. */
function anchorInWords({ kind, title, time, personName }: Extract<TimelineLine, { type: 'anchor' }>, zone: string, shown: ShownName): string {
  const when = time.earliestMs === null ? '' : `${formatDate(time.earliestMs, zone)} ${formatItemClock(time, zone)} ${zoneAbbreviation(zone, time.earliestMs)}`;
  return [when, title === anchorKindLabels[kind] ? '' : anchorKindLabels[kind], personName === null ? '' : `about ${shown(personName)}`].filter((part) => part !== '').join(' · ');
}

function AnchorWords({ line, zone }: { readonly line: Extract<TimelineLine, { type: 'anchor' }>; readonly zone: string }): ReactNode {
  const shown = useShownName();
  return <><strong>{shown(line.title)}</strong> <span className="quiet">{anchorInWords(line, zone, shown)}</span></>;
}

/** Drawn again only when something of its own has changed: a key press must not draw the whole page of rows anew. */
export const LineRow = memo(function LineRow(props: LineRowProps): ReactNode {
  const { line, topPx, row } = props;
  const place = { style: { transform: `translateY(${topPx}px)` }, role: 'row', 'aria-rowindex': row + 1, id: props.id } as const;
  if (line === null) return <ItemLine {...props} place={place} line={null} />;
  switch (line.type) {
    case 'day': {
      // Noon, so that a day on which the clocks change is named by the zone most of it is in.
      const noonMs = line.startMs + 12 * 3_600_000;
      return (
        <div {...place} className="line day">
          <span role="rowheader"><strong>{formatWeekday(line.startMs, line.zone)} {formatDate(line.startMs, line.zone)}</strong> <span className="quiet">{zoneWithOffset(line.zone, noonMs)}{line.clockChange === null ? '' : ` · ${line.clockChange}`}</span></span>
        </div>
      );
    }
    case 'gap': return <div {...place} className="line gap"><span role="gridcell">{formatGap(line)}</span></div>;
    case 'undated': return <div {...place} className="line day"><span role="rowheader"><strong>No time stated</strong> <span className="quiet">these items borrow no time from others</span></span></div>;
    case 'anchor': return (
      <div {...place} className="line anchor">
        <span role="rowheader" title={`As stated: ${line.time.written} ${line.time.zone ?? ''}`}><i aria-hidden="true" /><span className="visually-hidden">Anchor: </span><AnchorWords line={line} zone={props.zone} /></span>
      </div>
    );
    case 'item': return <ItemLine {...props} place={place} line={line} />;
  }
});

function Clock({ item, zone, asWritten }: { readonly item: ItemRow; readonly zone: string; readonly asWritten: boolean }): ReactNode {
  const { time } = item;
  if (asWritten) return <span className="clock-written" title={time.written}>{time.written === '' ? '—' : time.written}</span>;
  if (time.earliestMs === null) return <span className="quiet" title={time.written}>{time.written === '' ? '—' : time.written}</span>;
  if (time.flags.includes('repeated-hour') && time.latestMs !== null) {
    return <span title="The clocks went back: this hour happened twice, and the source does not say which is meant.">{formatClock(time.earliestMs, zone, time.precision !== 'minute')} <span className="zone warned">{zoneAbbreviation(zone, time.earliestMs)} or {zoneAbbreviation(zone, time.latestMs)}</span></span>;
  }
  return <>{formatItemClock(time, zone)} <span className="zone">{zoneAbbreviation(zone, time.earliestMs)}{time.precision === 'minute' ? ', minute' : ''}</span></>;
}

/** Who to whom, as far as the row says. */
function parties(item: ItemRow, shown: ShownName): string {
  const names = item.to.map((name) => shown(name));
  const to = names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
  if (item.from === '' && to === '') return shown(item.thread);
  return to === '' ? shown(item.from) : `${shown(item.from)} → ${to}`;
}

function attachmentWord(item: ItemRow): string {
  if (item.kind === 'picture' || item.attachments.length === 0) return '';
  const [first] = item.attachments;
  const kind = first?.mediaType.split('/')[0] ?? '';
  const name = kind === 'image' ? 'picture' : kind === 'video' || kind === 'audio' ? kind : 'file';
  const state = first?.state === 'present' ? '' : ` ${first?.state ?? ''}`;
  return item.attachments.length > 1 ? `${item.attachments.length} files` : `${name}${state}`;
}

function Tag({ code }: { readonly code: string }): ReactNode {
  return <span className="tag">{useTagName(code)}</span>;
}

/** A row is one line: what was searched for must not lie beyond its end. */
function fromFirstMark(text: string, words: readonly string[]): string {
  const first = words.length === 0 ? undefined : marksIn(text, words)[0];
  if (first === undefined || first.from <= farInto) return text;
  const from = text.lastIndexOf(' ', first.from - shownBefore);
  return from <= 0 ? text : `…${text.slice(from)}`;
}

type ItemLineOfView = Extract<TimelineLine, { type: 'item' }>;
type Stack = NonNullable<ItemLineOfView['stack']>;

/** How many pictures of the day look alike. What is recorded of the row is of this picture only. */
function StackMark({ stack }: { readonly stack: Stack }): ReactNode {
  const { count, position, open, leadId } = stack;
  return (
    <button
      type="button" tabIndex={-1} className={`alike${open ? ' open' : ''}`} onClick={() => toggleStackOf(leadId)}
      title={open ? 'They look alike; look at each. Closes the stack (E)' : `${count - 1} more of this day look like it and lie under it; what is recorded here is of this one only. Opens the stack (E)`}
    >{open ? `${position} of ${count} alike` : `${count} alike`}</button>
  );
}

/** A row of an item; without a line, of one that is on its way: the same elements, empty, so that none are made while rows fly past. */
function ItemLine({ line, row, place, zone, asWritten, active, chosen, onSelect }: Omit<LineRowProps, 'line'> & {
  readonly line: ItemLineOfView | null; readonly place: Readonly<Record<string, unknown>>;
}): ReactNode {
  const shown = useShownName();
  const marks = useTimeline((state) => state.view?.marks ?? noMarks);
  const item = line?.item ?? null;
  const duty: DutyState = line?.duty ?? 'unknown';
  const who = item === null ? '' : parties(item, shown);
  const simultaneous = line?.simultaneous === true;
  return (
    <div
      {...place} className={`line item${item === null ? ' waiting' : ''}${item?.kind === 'note' ? ' note' : ''}${active ? ' active' : ''}${chosen ? ' chosen' : ''}`} aria-selected={chosen}
      onMouseDown={(event) => { if (line !== null) onSelect(row, line.itemIndex, line.item, event.shiftKey); }}
    >
      <span role="gridcell" className={`cell duty-edge ${duty}`} title={duty === 'unknown' ? undefined : dutyLabels[duty]}>{duty === 'unknown' ? '' : <span className="visually-hidden">{dutyLabels[duty]}</span>}</span>
      <span role="gridcell" className="cell time">{item === null ? <span className="visually-hidden">Loading</span> : <Clock item={item} zone={zone} asWritten={asWritten} />}</span>
      <span role="gridcell" className="cell same" title={simultaneous ? 'Same time as the row beside it; shown in the order of the source' : undefined}>{simultaneous ? '=' : ''}</span>
      <span role="gridcell" className="cell kind-cell">{item === null ? null : <KindMark kind={item.kind} />}</span>
      <span role="gridcell" className="cell who" title={who}>{who}</span>
      <span role="gridcell" className="cell text" dir="auto">{line === null ? null : <Words line={line} marks={marks} />}</span>
      <span role="gridcell" className="cell marks">{item === null ? null : <Marks item={item} />}</span>
      <span role="gridcell" className="cell exhibit">{item?.exhibitReference ?? ''}</span>
    </div>
  );
}

function Words({ line: { item, stack }, marks }: { readonly line: ItemLineOfView; readonly marks: readonly string[] }): ReactNode {
  const attached = attachmentWord(item);
  return (
    <>
      {item.status === 'live' || item.status === 'read' ? null : <span className="status">{item.status}</span>}
      {stack === null ? null : <StackMark stack={stack} />}
      {attached === '' ? null : <span className="attached">{attached}</span>}
      {item.handling === 'privileged' ? <span className="quiet">Not shown: privileged</span> : null}
      <bdi><Marked text={fromFirstMark(item.text, marks)} words={marks} /></bdi>
    </>
  );
}

function Marks({ item }: { readonly item: ItemRow }): ReactNode {
  const shownTags = item.tags.slice(0, 2);
  return (
    <>
      <AssessmentMark assessment={item.assessment} hasReasons={item.hasReasons} />
      <SecondMark second={item.second} />
      <AccountMark account={item.officersAccount} />
      <DisclosureMark relevance={item.relevance} handling={item.handling} />
      {shownTags.map((code) => <Tag key={code} code={code} />)}
      {item.tags.length > shownTags.length ? <span className="tag">+{item.tags.length - shownTags.length}</span> : null}
    </>
  );
}
