/** One recorded position as an item, whatever format it came in. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Field, ItemDraft, Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import { setAside } from '../events/event-item.ts';
import type { SourceRow } from '../importer.ts';
import { epochTime } from '../time/epoch-time.ts';
import { placeWrittenTime, type TimeRules } from '../time/place-written-time.ts';
import { readWrittenTime } from '../time/written-time.ts';

interface Place { readonly locator: Locator; readonly verbatim: string }

export interface TrackPoint extends Place {
  readonly type: 'point';
  /** `location` unless the row gives no position: then it happened (`event`) or is about the account (`note`). */
  readonly kind: 'location' | 'event' | 'note';
  /** Names the row to a reader. */
  readonly shown: string;
  /** Decimal degrees as text; '' when the row gives none. */
  readonly latitude: string;
  readonly longitude: string;
  readonly accuracy: string;
  readonly source: string;
  /** A written time, or a count of milliseconds since 1970. */
  readonly time: string;
  readonly timeIsCount: boolean;
  /** The end of a stay or journey, written as `time` is; '' when there is none. */
  readonly ends: string;
  readonly name: string;
  /** Named values beside the ones above. */
  readonly fields: readonly Field[];
  readonly remarks: readonly string[];
}

export interface TrackFault extends Place { readonly type: 'fault'; readonly code: QuarantinedRow['code']; readonly reason: string }
export type TrackRow = TrackPoint | TrackFault;

export const noPoint = {
  type: 'point', kind: 'location', latitude: '', longitude: '', accuracy: '', source: '', time: '', timeIsCount: false, ends: '', name: '', fields: [], remarks: [],
} as const satisfies Partial<TrackPoint>;

type Placed = { readonly ok: true; readonly time: EvidenceTime; readonly remarks: readonly string[] } | { readonly ok: false; readonly code: QuarantinedRow['code']; readonly reason: string };

function placed(written: string, isCount: boolean, rules: TimeRules): Placed {
  if (written === '') return { ok: true, time: undated(), remarks: ['This row gives no time.'] };
  if (!isCount) return placeWrittenTime({ written, storedByExcel: false }, rules);
  const time = epochTime(written, 'unix-milliseconds');
  return { ok: true, time, remarks: time.earliestMs === null ? ['This row gives no time.'] : [] };
}

/** Whether a row's time cannot be placed before a person says which clock it uses. */
export function withoutZone(row: TrackRow): row is TrackPoint {
  if (row.type === 'fault' || row.timeIsCount) return false;
  return [row.time, row.ends].some((written) => {
    const reading = written === '' ? null : readWrittenTime(written);
    return reading !== null && reading.offset === null && reading.date.kind !== 'epoch';
  });
}

function positionRemarks({ latitude, longitude, kind }: TrackPoint): string[] {
  if (latitude === '' && longitude === '') return kind === 'location' ? ['This row gives no position.'] : [];
  const [north, east] = [Number(latitude), Number(longitude)];
  if (latitude === '' || longitude === '' || !Number.isFinite(north) || !Number.isFinite(east)) return ['The position cannot be read as decimal degrees; it is kept as written.'];
  if (Math.abs(north) > 90 || Math.abs(east) > 180) return ['The position lies outside the earth (latitude beyond 90 or longitude beyond 180 degrees); it is kept as written.'];
  return north === 0 && east === 0 ? ['The position is 0, 0, which programs often write when they have none.'] : [];
}

const isoUtc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** The item of a row, or the row set aside. Every row gives exactly one result. */
export function trackItem(row: TrackRow, rules: TimeRules): SourceRow {
  if (row.type === 'fault') return setAside(row.locator, row.code, row.reason, row.verbatim);
  const start = placed(row.time, row.timeIsCount, rules);
  if (!start.ok) return setAside(row.locator, start.code, `${row.shown}: ${start.reason}`, row.verbatim);
  const end = row.ends === '' ? null : placed(row.ends, row.timeIsCount, rules);
  const endMs = end?.ok === true ? end.time.earliestMs : null;
  const backwards = endMs !== null && start.time.earliestMs !== null && endMs < start.time.earliestMs;
  const position = row.latitude === '' && row.longitude === '' ? '' : `${row.latitude}, ${row.longitude}`;
  const value = (name: string, held: string): Field[] => (held === '' ? [] : [{ name, value: held }]);
  const item: ItemDraft = {
    kind: row.kind, direction: 'none', from: '', to: [], thread: '', status: 'live', locator: row.locator, verbatim: row.verbatim, attachments: [], identifiers: [],
    time: backwards ? { ...start.time, flags: [...start.time.flags, 'contradicts-itself'] } : start.time,
    text: [row.name, position].filter((part) => part !== '').join(' · '),
    fields: [
      ...value('Latitude', row.latitude), ...value('Longitude', row.longitude), ...value('Accuracy', row.accuracy), ...value('Source', row.source),
      ...(endMs === null ? value('Ends', row.ends) : value('Ends', isoUtc(endMs))), ...row.fields.filter((field) => field.value !== ''),
    ],
    remarks: [
      ...row.remarks, ...positionRemarks(row), ...start.remarks,
      ...(row.ends !== '' && endMs === null ? [`The end “${row.ends.slice(0, 60)}” cannot be read as a time; it is kept as written.`] : []), ...(backwards ? ['The row ends before it begins.'] : []),
    ],
  };
  return { type: 'item', item };
}
