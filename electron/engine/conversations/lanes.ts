/** Contacts by channel, in lanes: how many, the longest time without, and what happened by the other channel meanwhile. */
import type { Lane, Lanes } from '../../../shared/contract/conversations.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { channels, type Channel } from '../../../shared/domain/channel.ts';
import { gapBetween } from '../../../shared/domain/display-time.ts';
import { patternOf } from '../../../shared/domain/pattern.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { CallContext } from '../rpc/handler.ts';
import { filterConditions } from '../timeline/filter-sql.ts';
import { readRows } from '../timeline/read-rows.ts';
import { ChannelReading } from './channel-reading.ts';

interface Contact { readonly rowId: number; readonly fromMs: number; /** The first instant after. */ readonly untilMs: number }
interface Gap { readonly from: Contact; readonly to: Contact }

const opposites: Readonly<Partial<Record<Channel, Channel>>> = { official: 'personal', personal: 'official' };

/** Contacts of one channel in order of their first instant. */
class LaneCounts {
  readonly contacts: Contact[] = [];
  undated = 0;
  latest: Contact | null = null;
  gap: Gap | null = null;

  add(contact: Contact): void {
    const { latest, gap } = this;
    // Measured from whatever surely lasted longest: a day without a clock is contact for the whole of it.
    const silentMs = latest === null ? 0 : contact.fromMs - latest.untilMs;
    if (latest !== null && silentMs > 0 && (gap === null || silentMs > gap.to.fromMs - gap.from.untilMs)) this.gap = { from: latest, to: contact };
    if (latest === null || contact.untilMs > latest.untilMs) this.latest = contact;
    this.contacts.push(contact);
  }

  /** Contacts surely inside a span. */
  within(fromMs: number, untilMs: number): number {
    return this.contacts.filter((contact) => contact.fromMs >= fromMs && contact.untilMs <= untilMs).length;
  }
}

const rowsALook = 20_000;

async function readLanes(db: CaseDatabase, filter: TimelineFilter, call: CallContext): Promise<ReadonlyMap<Channel, LaneCounts>> {
  const lanes = new Map(channels.map((channel) => [channel, new LaneCounts()]));
  const reading = new ChannelReading(db);
  for (const undated of [false, true]) {
    const { where, values } = filterConditions(db, { ...filter, includeUndated: undated, pattern: patternOf({ counted: 'contacts', undated }) });
    const rows = db.prepare<(string | number)[], [number, number, number, number]>(`SELECT row_id, context_id, sort_ms, latest_ms FROM item WHERE ${where} ORDER BY sort_ms, row_id`).raw();
    let done = 0;
    for (const [rowId, contextId, fromMs, untilMs] of rows.iterate(...values)) {
      const lane = lanes.get(reading.of(rowId, contextId).channel);
      if (undated && lane !== undefined) lane.undated += 1;
      else lane?.add({ rowId, fromMs, untilMs });
      done += 1;
      if (done % rowsALook !== 0) continue;
      await new Promise((resolve) => { setImmediate(resolve); });
      if (call.signal.aborted) throw new PlumblineError('cancelled', 'Counting was stopped.');
      call.report({ stage: 'Counting contacts by channel', done, total: null, unit: 'rows' });
    }
  }
  return lanes;
}

/** Throws what a filter throws, and `cancelled`. */
export async function lanesOf(db: CaseDatabase, asked: TimelineFilter, call: CallContext): Promise<Lanes> {
  const filter: TimelineFilter = { ...asked, channels: [], pattern: null };
  const lanes = await readLanes(db, filter, call);
  const counted = [...lanes.values()];
  const rows = readRows(db, counted.flatMap(({ contacts, latest, gap }) => [contacts[0], latest, gap?.from, gap?.to].flatMap((contact) => (contact == null ? [] : [contact.rowId]))));
  const told = (contact: Contact): NonNullable<Lane['first']> => {
    const row = rows.get(contact.rowId);
    if (row === undefined) throw new Error(`row ${contact.rowId} was counted and is not there`);
    return { itemId: row.id, time: row.time };
  };
  return {
    filter,
    lanes: [...lanes].map(([channel, { contacts, undated, latest, gap }]): Lane => {
      const [first] = contacts;
      // Where nothing is said to be of the other channel, none of it meanwhile would say too much.
      const other = opposites[channel] === undefined ? undefined : lanes.get(opposites[channel]);
      const opposite = other === undefined || other.contacts.length === 0 ? undefined : other;
      const [from, to] = gap === null ? [null, null] : [told(gap.from), told(gap.to)];
      const length = from === null ? null : gapBetween(from.time, to.time);
      return {
        channel, contacts: contacts.length, undated, first: first === undefined ? null : told(first), last: latest === null ? null : told(latest),
        longestGap: gap === null || from === null || length === null ? null : { ...length, from, to, fromMs: gap.from.untilMs, untilMs: gap.to.fromMs, opposite: opposite?.within(gap.from.untilMs, gap.to.fromMs) ?? null },
        oppositeAfterLast: latest === null || opposite === undefined ? null : { fromMs: latest.untilMs, count: opposite.within(latest.untilMs, Infinity) },
      };
    }),
  };
}
