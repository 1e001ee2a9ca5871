/** The counts of the Patterns view, in one pass over the rows of a filter. */
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Patterns } from '../../../shared/contract/patterns.ts';
import type { Direction, ItemKind } from '../../../shared/domain/item.ts';
import { officialTag } from '../../../shared/domain/pattern.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { DutyTimes } from '../duty/duty-times.ts';
import { importers } from '../importers/registry.ts';
import type { CallContext } from '../rpc/handler.ts';
import { transcriptionFormat } from '../review/written-down.ts';
import { readDetails } from '../store/case-details.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { longestOrderedMs } from '../timeline/pattern-sql.ts';
import { Buckets, ClockTable, hoursOf } from './clock-counts.ts';
import { conversationStarts } from './conversation-starts.ts';
import { eachCountedRow, noneOfBoth, Tally, undatedOf, type Counted, type CountedRow } from './counted-rows.ts';
import { dutyHours } from './duty-hours.ts';
import { Silence } from './silence.ts';

type Asked = CommandRequest<'patterns.summary'>;
const eachOf = <T>(make: (counted: Counted) => T): Readonly<Record<Counted, T>> => ({ contacts: make('contacts'), accesses: make('accesses') });

/** Everything that is summed, row by row. */
class Counts {
  readonly dated = noneOfBoth();
  firstMs: number | null = null;
  lastMs: number | null = null;
  readonly buckets: Buckets;
  readonly clock = eachOf(() => new ClockTable());
  readonly local = eachOf(() => new ClockTable());
  readonly duty = eachOf(() => ({ on: 0, off: 0, unknown: 0 }));
  readonly kinds = new Tally<ItemKind>();
  readonly directions = new Tally<Direction>();
  readonly sources = new Tally<string>();
  readonly messages = new Tally<string>();
  readonly silence = new Silence();
  official = 0;
  unordered = 0;
  readonly #zone: string;
  readonly #localZone: string;
  readonly #dutyTimes: DutyTimes;
  readonly #officialRows: ReadonlySet<number>;

  constructor(db: CaseDatabase, { per, zone }: Asked, localZone: string, dutyTimes: DutyTimes) {
    this.#zone = zone;
    this.#localZone = localZone;
    this.buckets = new Buckets(per, zone);
    this.#dutyTimes = dutyTimes;
    this.#officialRows = new Set(db.prepare<[string], { row_id: number }>(`SELECT row_id FROM (${rowsOfItems('SELECT item_id FROM current_tag WHERE tag = ?')})`).all(officialTag).map((row) => row.row_id));
  }

  add({ rowId, earliestMs, latestMs, context }: CountedRow): void {
    const { counted } = context;
    this.dated[counted] += 1;
    this.firstMs ??= earliestMs;
    this.lastMs = Math.max(this.lastMs ?? latestMs, latestMs);
    const hours = hoursOf(this.#zone, earliestMs, latestMs);
    this.buckets.add(counted, hours);
    this.clock[counted].add(hours);
    this.local[counted].add(this.#localZone === this.#zone ? hours : hoursOf(this.#localZone, earliestMs, latestMs));
    this.duty[counted][this.#dutyTimes.at(earliestMs, latestMs)] += 1;
    if (counted === 'accesses') return;
    this.kinds.add(context.kind);
    this.directions.add(context.direction);
    this.sources.add(context.source);
    if (this.#officialRows.has(rowId)) this.official += 1;
    if (context.kind !== 'event') {
      if (context.thread !== '' && latestMs - earliestMs <= longestOrderedMs) this.messages.add(context.from);
      else this.unordered += 1;
    }
    this.silence.add(rowId, earliestMs, latestMs);
  }
}

function sourcesOf(db: CaseDatabase, sources: Tally<string>): Patterns['sources'] {
  const exhibit = db.prepare<[number], { reference: string; description: string }>('SELECT reference, description FROM exhibit WHERE exhibit_id = ?');
  return sources.list().map(([key, count]) => {
    const [exhibitId, format, file] = JSON.parse(key) as [Patterns['sources'][number]['exhibitId'], string, string | null];
    const { reference = '', description = '' } = exhibit.get(exhibitId) ?? {};
    return { exhibitId, reference, description, readAs: format === transcriptionFormat ? 'Written down from a picture' : importers.find(({ id }) => id === format)?.label ?? format, file, count };
  });
}

/** Counts contacts and accesses inside a filter. Throws `invalid_input` for a zone nobody knows, `cancelled`. */
export async function patterns(db: CaseDatabase, input: Asked, call: CallContext): Promise<Patterns> {
  const { zone, per, silenceMs } = input;
  if (!isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this machine knows. Use a name such as Europe/London, UTC, or an offset such as +01:00.`);
  const filter = { ...input.filter, pattern: null };
  const localZone = readDetails(db).displayZone;
  const dutyTimes = new DutyTimes(db);
  const counts = new Counts(db, input, localZone, dutyTimes);
  await eachCountedRow(db, filter, call, (row) => counts.add(row));
  const { firstMs, lastMs } = counts;
  return {
    filter, zone, localZone, per, silenceMs, dated: counts.dated, undated: undatedOf(db, filter), firstMs, lastMs,
    buckets: counts.buckets.list(), unbucketed: counts.buckets.outside,
    clock: eachOf((counted) => counts.clock[counted].table), night: eachOf((counted) => counts.local[counted].night),
    dutyHours: firstMs === null || lastMs === null ? [] : dutyHours(dutyTimes, zone, { fromMs: firstMs, untilMs: lastMs }),
    duty: counts.duty,
    kinds: counts.kinds.list().map(([kind, count]) => ({ kind, count })),
    directions: counts.directions.list().map(([direction, count]) => ({ direction, count })),
    sources: sourcesOf(db, counts.sources),
    official: { official: counts.official, other: counts.dated.contacts - counts.official },
    starts: { ...conversationStarts(db, filter, silenceMs, counts.messages), unordered: counts.unordered },
    ...counts.silence.read(db),
  };
}
