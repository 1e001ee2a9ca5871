/** One line of a conversation: a day, a stretch of quiet, somebody's words, or something the system wrote down. */
import type { ReactNode } from 'react';
import type { ItemRow, TimelineLine } from '../../../shared/contract/timeline.ts';
import { formatDate, formatGap, formatItemClock, formatWeekday } from '../../../shared/domain/display-time.ts';
import type { DutyState } from '../../../shared/domain/duty.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { useShownName } from '../../session/shown-names.ts';
import { AccountMark, AssessmentMark, DisclosureMark, DutyMark, SecondMark } from '../../ui/item-marks.tsx';
import { Marked } from '../../ui/marked.tsx';

export type Side = 'officer' | 'other';

function When({ item, zone }: { readonly item: ItemRow; readonly zone: string }): ReactNode {
  const { time } = item;
  return <span className="said-when" title={`As written: ${time.written}`}>{time.earliestMs === null ? 'no time' : `${formatItemClock(time, zone)} ${zoneAbbreviation(zone, time.earliestMs)}`}</span>;
}

function attachedWord({ mediaType, name, state }: ItemRow['attachments'][number]): string {
  const kind = mediaType.split('/')[0] ?? '';
  return `${kind === 'image' ? 'picture' : kind === 'video' || kind === 'audio' ? kind : 'file'}${name === '' ? '' : ` ${name}`}${state === 'present' ? '' : ` (${state})`}`;
}

function Marks({ item, duty, channel }: { readonly item: ItemRow; readonly duty: DutyState; readonly channel: boolean }): ReactNode {
  const shown = useShownName();
  return (
    <span className="said-marks">
      {channel ? <span className="quiet">{item.exhibitReference}{item.thread === '' ? '' : ` · ${shown(item.thread)}`}</span> : null}
      {item.status === 'live' || item.status === 'read' ? null : <span className="said-status">{item.status}</span>}
      <DutyMark duty={duty} />
      <AssessmentMark assessment={item.assessment} hasReasons={item.hasReasons} />
      <SecondMark second={item.second} />
      <AccountMark account={item.officersAccount} />
      <DisclosureMark relevance={item.relevance} handling={item.handling} />
      {item.tags.length === 0 ? null : <span className="quiet">{item.tags.length} {item.tags.length === 1 ? 'tag' : 'tags'}</span>}
    </span>
  );
}

function Words({ item, marks }: { readonly item: ItemRow; readonly marks: readonly string[] }): ReactNode {
  return (
    <>
      {item.text === '' ? null : <bdi className="wrap"><Marked text={item.text} words={marks} />{item.textCut ? '…' : ''}</bdi>}
      {item.attachments.map((attachment, index) => <span key={`${attachment.name} ${index}`} className="said-file">{attachedWord(attachment)}</span>)}
    </>
  );
}

export function ConversationLine({ line, zone, id, chosen, side, channel, marks, onChoose }: {
  readonly line: TimelineLine; readonly zone: string; readonly id: string; readonly chosen: boolean; readonly side: Side;
  /** Says of each row which exhibit and thread it is from. */
  readonly channel: boolean; readonly marks: readonly string[]; readonly onChoose: () => void;
}): ReactNode {
  const shown = useShownName();
  switch (line.type) {
    case 'day': {
      const noonMs = line.startMs + 12 * 3_600_000;
      return <div role="option" aria-selected={false} aria-disabled className="said-day"><strong>{formatWeekday(line.startMs, line.zone)} {formatDate(line.startMs, line.zone)}</strong> <span className="quiet">{zoneAbbreviation(line.zone, noonMs)}{line.clockChange === null ? '' : ` · ${line.clockChange}`}</span></div>;
    }
    case 'gap': return <div role="option" aria-selected={false} aria-disabled className="said-gap quiet">{formatGap(line)}</div>;
    case 'anchor': return <div role="option" aria-selected={false} aria-disabled className="said-day"><strong>{shown(line.title)}</strong> <span className="quiet">{line.time.earliestMs === null ? '' : `${formatDate(line.time.earliestMs, zone)} ${formatItemClock(line.time, zone)}`}</span></div>;
    case 'undated': return <div role="option" aria-selected={false} aria-disabled className="said-day"><strong>No time stated</strong></div>;
    case 'item': {
      const { item, duty } = line;
      const words = item.kind === 'message' || item.kind === 'note' || item.kind === 'account';
      const place = words ? side : 'between';
      return (
        <div id={id} role="option" aria-selected={chosen} className={`said ${place} ${item.kind}${chosen ? ' chosen' : ''}${item.status === 'deleted' || item.status === 'unsent' ? ' gone' : ''}`} onMouseDown={onChoose}>
          <div className="said-head"><span className="said-who">{words ? shown(item.from) : `${itemKindLabels[item.kind].one}${item.from === '' ? '' : `: ${shown(item.from)}`}`}</span><When item={item} zone={zone} /></div>
          <div className="said-words"><Words item={item} marks={marks} /></div>
          <Marks item={item} duty={duty} channel={channel} />
        </div>
      );
    }
  }
}
