/** One line of a conversation: a day, a stretch of quiet, somebody's words, a reaction to them, or something the system wrote down. */
import type { CSSProperties, ReactNode } from 'react';
import type { BesideRow } from '../../../shared/contract/conversations.ts';
import type { ItemRow, TimelineLine } from '../../../shared/contract/timeline.ts';
import { formatDate, formatGap, formatItemClock, formatWeekday } from '../../../shared/domain/display-time.ts';
import type { DutyState } from '../../../shared/domain/duty.ts';
import { contactKinds, itemKindLabels } from '../../../shared/domain/item.ts';
import { startOfDay, zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { useShownName } from '../../session/shown-names.ts';
import { AccountMark, AssessmentMark, DisclosureMark, DutyMark, SecondMark } from '../../ui/item-marks.tsx';
import { Marked } from '../../ui/marked.tsx';
import { signOf, type ItemLineOfView } from './arrange.ts';

export type Side = 'officer' | 'other';
interface Showing { readonly item: ItemRow; readonly duty: DutyState; readonly zone: string; readonly beside: BesideRow | undefined; readonly chosen: boolean }

function clockOf({ time }: ItemRow, zone: string): string {
  return time.earliestMs === null ? 'no time' : `${formatItemClock(time, zone)} ${zoneAbbreviation(zone, time.earliestMs)}`;
}

function When({ item, zone }: { readonly item: ItemRow; readonly zone: string }): ReactNode {
  return <span className="said-when" title={`As written: ${item.time.written}`}>{clockOf(item, zone)}</span>;
}

function attachedWord({ mediaType, name, state }: ItemRow['attachments'][number]): string {
  const kind = mediaType.split('/')[0] ?? '';
  return `${kind === 'image' ? 'picture' : kind === 'video' || kind === 'audio' ? kind : 'file'}${name === '' ? '' : ` ${name}`}${state === 'present' ? '' : ` (${state})`}`;
}

/** By which channel, where somebody has said it; on what that rests, of the row that is chosen. */
function ChannelMark({ beside, chosen, inLane }: { readonly beside: BesideRow | undefined; readonly chosen: boolean; readonly inLane: boolean }): ReactNode {
  const shown = useShownName();
  if (beside === undefined || beside.because === '') return null;
  const because = shown(beside.because);
  if (chosen) return <span className="said-channel">{because}</span>;
  if (beside.channel === 'disagree') return <span className="said-channel" title={because}>statements disagree</span>;
  return inLane ? null : <span className={`said-channel ${beside.channel}`} title={because}>{beside.channel}</span>;
}

function Marks({ item, duty, source, beside, chosen, inLane }: Omit<Showing, 'zone'> & { readonly source: boolean; readonly inLane: boolean }): ReactNode {
  const shown = useShownName();
  return (
    <span className="said-marks">
      {source ? <span className="quiet">{item.exhibitReference}{item.thread === '' ? '' : ` · ${shown(item.thread)}`}</span> : null}
      {item.status === 'live' || item.status === 'read' ? null : <span className="said-status">{item.status}</span>}
      {contactKinds.includes(item.kind) ? <ChannelMark beside={beside} chosen={chosen} inLane={inLane} /> : null}
      <DutyMark duty={duty} />
      <AssessmentMark assessment={item.assessment} hasReasons={item.hasReasons} />
      <SecondMark second={item.second} />
      <AccountMark account={item.officersAccount} />
      <DisclosureMark relevance={item.relevance} handling={item.handling} />
      {item.tags.length === 0 ? null : <span className="quiet">{item.tags.length} {item.tags.length === 1 ? 'tag' : 'tags'}</span>}
    </span>
  );
}

function Words({ item, marks, reactions }: { readonly item: ItemRow; readonly marks: readonly string[]; readonly reactions: readonly string[] }): ReactNode {
  return (
    <>
      {item.text === '' ? null : <bdi className="wrap"><Marked text={item.text} words={marks} />{item.textCut ? '…' : ''}</bdi>}
      {item.attachments.map((attachment, index) => <span key={`${attachment.name} ${index}`} className="said-file">{attachedWord(attachment)}</span>)}
      {reactions.length === 0 ? null : <span className="said-kept"><span className="visually-hidden">Reactions: </span>{reactions.map((reaction) => <bdi key={reaction}>{reaction}</bdi>)}</span>}
    </>
  );
}

interface LineProps {
  readonly line: TimelineLine; readonly beside: BesideRow | undefined;
  /** The message the row is drawn on as a reaction, and what belongs to that. */
  readonly reactionTo: ItemLineOfView | null; readonly messageBeside: BesideRow | undefined;
  /** Reactions kept with the message itself that are no rows of their own. */
  readonly reactions: readonly string[];
  readonly zone: string; readonly id: string; readonly chosen: boolean; readonly side: Side;
  /** In lanes of official and personal contact. */
  readonly lanes: boolean;
  /** A system access beside the conversation, and no row of it. */
  readonly inMargin: boolean;
  /** Says of each row which exhibit and thread it is from. */
  readonly source: boolean; readonly marks: readonly string[]; readonly style: CSSProperties; readonly onChoose: () => void;
}

/** The lane a contact stands in; everything else spans them. */
function columnOf({ item, lanes, beside, inMargin }: { readonly item: ItemRow; readonly lanes: boolean; readonly beside: BesideRow | undefined; readonly inMargin: boolean }): string {
  if (inMargin) return 'in-margin';
  if (!lanes || !contactKinds.includes(item.kind)) return 'in-stream';
  return beside?.channel === 'official' || beside?.channel === 'personal' ? `in-${beside.channel}` : 'in-unsaid';
}

function Reaction({ line: { item, duty }, to, beside, zone, chosen, column, side, id, style, lanes, onChoose }: {
  readonly line: ItemLineOfView; readonly to: ItemRow; readonly column: string; readonly lanes: boolean;
} & Pick<LineProps, 'beside' | 'zone' | 'chosen' | 'side' | 'id' | 'style' | 'onChoose'>): ReactNode {
  const shown = useShownName();
  const { earliestMs } = item.time;
  const sameDay = earliestMs !== null && to.time.earliestMs !== null && startOfDay(zone, earliestMs) === startOfDay(zone, to.time.earliestMs);
  return (
    <div id={id} role="option" aria-selected={chosen} style={style} className={`said reaction ${column} ${side}${chosen ? ' chosen' : ''}`} onMouseDown={onChoose}>
      <span className="visually-hidden">Reaction to {shown(to.from)}: {to.text}. </span>
      <bdi className="said-sign">{signOf(item.text)}</bdi> <span className="said-who">{shown(item.from)}</span> <When item={item} zone={zone} />
      {sameDay || earliestMs === null ? null : <span className="quiet">{formatDate(earliestMs, zone)}</span>}
      <Marks item={item} duty={duty} source={false} beside={beside} chosen={chosen} inLane={lanes} />
    </div>
  );
}

function ItemBubble(props: LineProps & { readonly line: ItemLineOfView }): ReactNode {
  const shown = useShownName();
  const { line, beside, reactionTo, messageBeside, reactions, zone, id, chosen, side, lanes, inMargin, source, marks, style, onChoose } = props;
  const { item, duty } = line;
  const column = columnOf({ item: reactionTo?.item ?? item, lanes, inMargin, beside: reactionTo === null ? beside : messageBeside });
  if (beside?.closed === true) {
    return (
      <div id={id} role="option" aria-selected={chosen} style={style} className={`said between closed in-stream${chosen ? ' chosen' : ''}`} onMouseDown={onChoose}>
        <div className="said-head"><span className="said-who">Closed: a row of the third-party conversation “{shown(item.thread)}” in {item.exhibitReference}</span><When item={item} zone={zone} /></div>
      </div>
    );
  }
  if (reactionTo !== null) return <Reaction line={line} to={reactionTo.item} beside={beside} zone={zone} chosen={chosen} column={column} side={side} id={id} style={style} lanes={lanes} onChoose={onChoose} />;
  const words = item.kind === 'message' || item.kind === 'note' || item.kind === 'account';
  const standing = words || column === 'in-official' || column === 'in-personal' || column === 'in-unsaid' ? side : 'between';
  const gone = item.status === 'deleted' || item.status === 'unsent' ? ' gone' : '';
  return (
    <div id={id} role="option" aria-selected={chosen} style={style} className={`said ${standing} ${item.kind} ${column}${chosen ? ' chosen' : ''}${gone}`} onMouseDown={onChoose}>
      <div className="said-head"><span className="said-who">{words ? shown(item.from) : `${itemKindLabels[item.kind].one}${item.from === '' ? '' : `: ${shown(item.from)}`}`}</span><When item={item} zone={zone} /></div>
      <div className="said-words"><Words item={item} marks={marks} reactions={reactions} /></div>
      <Marks item={item} duty={duty} source={source || item.kind === 'access'} beside={beside} chosen={chosen} inLane={lanes} />
    </div>
  );
}

export function ConversationLine(props: LineProps): ReactNode {
  const { line, zone, style } = props;
  const apart = { role: 'option', 'aria-selected': false, 'aria-disabled': true, style } as const;
  switch (line.type) {
    case 'day': {
      const noonMs = line.startMs + 12 * 3_600_000;
      return <div {...apart} className="said-day"><strong>{formatWeekday(line.startMs, line.zone)} {formatDate(line.startMs, line.zone)}</strong> <span className="quiet">{zoneAbbreviation(line.zone, noonMs)}{line.clockChange === null ? '' : ` · ${line.clockChange}`}</span></div>;
    }
    case 'gap': return <div {...apart} className="said-gap quiet">{formatGap(line)}</div>;
    case 'anchor': return <div {...apart} className="said-day said-anchor"><strong>{line.title}</strong> <span className="quiet">{line.time.earliestMs === null ? '' : `${formatDate(line.time.earliestMs, zone)} ${formatItemClock(line.time, zone)}`}</span></div>;
    case 'undated': return <div {...apart} className="said-day"><strong>No time stated</strong></div>;
    case 'item': return <ItemBubble {...props} line={line} />;
  }
}

