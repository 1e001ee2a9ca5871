/** What stands over the lanes: how many contacts each has, the longest time without, and what went by the other channel meanwhile. */
import type { ReactNode } from 'react';
import type { Lane } from '../../../shared/contract/conversations.ts';
import { channelLabels, type Channel } from '../../../shared/domain/channel.ts';
import { formatDate, formatGap, formatItemClock } from '../../../shared/domain/display-time.ts';
import type { EvidenceTime } from '../../../shared/domain/evidence-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { patternOf, type Pattern } from '../../../shared/domain/pattern.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { formatCount } from '../../ui/progress-line.tsx';
import { goTo, useConversation } from './conversation-store.ts';

interface HeadProps { readonly zone: string; readonly onOpen: (filter: Partial<TimelineFilter>) => void }

const contacts = (count: number): string => `${formatCount(count)} ${count === 1 ? 'contact' : 'contacts'}`;
const opposite = (channel: Channel): Channel => (channel === 'official' ? 'personal' : 'official');

function dayAndTime(time: EvidenceTime, zone: string): string {
  return time.earliestMs === null ? 'no time' : `${formatDate(time.earliestMs, zone)} ${formatItemClock(time, zone)}`;
}

function ToRow({ contact, what, zone }: { readonly contact: { readonly itemId: ItemId; readonly time: EvidenceTime }; readonly what: string; readonly zone: string }): ReactNode {
  const when = dayAndTime(contact.time, zone);
  return <button type="button" className="lane-number" aria-label={`${what} ${when}: show it`} onClick={() => { void goTo(contact.itemId); }}>{when}</button>;
}

/** A number that opens the rows it counts. */
function Rows({ count, channel, pattern, children, onOpen }: { readonly count: number; readonly channel: Channel; readonly pattern: Partial<Pattern>; readonly children: string } & Pick<HeadProps, 'onOpen'>): ReactNode {
  const filter = useConversation((state) => state.lanes?.filter);
  if (count === 0 || filter === undefined) return <>{children}</>;
  return <button type="button" className="lane-number" aria-label={`${children}: show the rows`} onClick={() => onOpen({ ...filter, channels: [channel], pattern: patternOf({ counted: 'contacts', ...pattern }) })}>{children}</button>;
}

function Facts({ lane, zone, onOpen }: HeadProps & { readonly lane: Lane }): ReactNode {
  const { channel, longestGap: gap, oppositeAfterLast: after, first, last } = lane;
  const other = opposite(channel);
  if (first === null || last === null) return null;
  return (
    <>
      <p>{first.itemId === last.itemId ? <>On <ToRow contact={first} what="The only one" zone={zone} /></> : <><ToRow contact={first} what="First" zone={zone} /> to <ToRow contact={last} what="Last" zone={zone} /></>}</p>
      {gap === null ? null : (
        <p>Longest without: <strong>{formatGap(gap)}</strong>, <ToRow contact={gap.from} what="Begins" zone={zone} /> to <ToRow contact={gap.to} what="Ends" zone={zone} />
          {gap.opposite === null ? null : <>; meanwhile <Rows count={gap.opposite} channel={other} pattern={{ wholly: { fromMs: gap.fromMs, untilMs: gap.untilMs } }} onOpen={onOpen}>{`${formatCount(gap.opposite)} ${other}`}</Rows></>}
        </p>
      )}
      {after === null || after.count === 0 ? null : <p>After the last: <Rows count={after.count} channel={other} pattern={{ wholly: { fromMs: after.fromMs, untilMs: null } }} onOpen={onOpen}>{`${formatCount(after.count)} ${other}`}</Rows></p>}
    </>
  );
}

function LaneHead({ lane, zone, onOpen, children }: HeadProps & { readonly lane: Lane; readonly children?: ReactNode }): ReactNode {
  return (
    <section className={`lane-head ${lane.channel}`} aria-label={channelLabels[lane.channel]}>
      <h2>{channelLabels[lane.channel]}</h2>
      <p><Rows count={lane.contacts} channel={lane.channel} pattern={{}} onOpen={onOpen}>{contacts(lane.contacts)}</Rows>{lane.undated === 0 ? null : <>, <Rows count={lane.undated} channel={lane.channel} pattern={{ undated: true }} onOpen={onOpen}>{`${formatCount(lane.undated)} without a time`}</Rows></>}</p>
      <Facts lane={lane} zone={zone} onOpen={onOpen} />
      {children}
    </section>
  );
}

/** Whether anything is in the lane of what nobody has said, or said twice. */
export function hasUnsaid(lanes: readonly Lane[]): boolean {
  return lanes.some(({ channel, contacts: count, undated }) => (channel === 'not-said' || channel === 'disagree') && count + undated > 0);
}

export function LaneHeads({ zone, margin, onOpen, onSay }: HeadProps & { readonly margin: boolean; readonly onSay: () => void }): ReactNode {
  const lanes = useConversation((state) => state.lanes);
  if (lanes === null) return <p className="quiet lane-wait" role="status">Counting…</p>;
  const of = (channel: Channel): Lane | undefined => lanes.lanes.find((lane) => lane.channel === channel);
  const [official, personal, unsaid, disagree] = [of('official'), of('personal'), of('not-said'), of('disagree')];
  if (official === undefined || personal === undefined || unsaid === undefined || disagree === undefined) return null;
  const disagreeing = disagree.contacts + disagree.undated;
  return (
    <div className="lane-heads">
      {margin ? <section className="lane-head margin" aria-label="System accesses"><h2>System accesses</h2><p className="quiet">at their time</p></section> : null}
      <LaneHead lane={official} zone={zone} onOpen={onOpen} />
      <LaneHead lane={personal} zone={zone} onOpen={onOpen} />
      {hasUnsaid(lanes.lanes) ? (
        <LaneHead lane={unsaid} zone={zone} onOpen={onOpen}>
          {disagreeing === 0 ? null : <p>Statements disagree: <Rows count={disagree.contacts} channel="disagree" pattern={{}} onOpen={onOpen}>{contacts(disagreeing)}</Rows></p>}
          <p><button type="button" className="lane-number" onClick={onSay}>Say which is which…</button></p>
        </LaneHead>
      ) : null}
    </div>
  );
}
