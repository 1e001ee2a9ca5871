/** When a chat, a snap or a friendship was made. `Created(microseconds)` is named for a unit it does not hold: it is in milliseconds. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { countOf, wordOf, type JsonObject } from '../json/values.ts';
import { epochTime } from '../time/epoch-time.ts';
import { placeWrittenTime, type PlacedTime } from '../time/place-written-time.ts';

export interface Created { readonly time: EvidenceTime; readonly remarks: readonly string[]; readonly counted: string | null }
export type CreatedOutcome = Created | { readonly code: QuarantinedRow['code']; readonly reason: string };

const notRecorded = /^(?:N\/A|null)?$/i;

/** A time such as `2023-01-01 10:00:00 UTC`; without a zone beside it, it cannot be placed. */
export function writtenUtc(written: string): PlacedTime {
  if (notRecorded.test(written)) return { ok: true, time: undated(written), remarks: ['This row gives no time.'] };
  return placeWrittenTime({ written, storedByExcel: false }, { order: null, zone: null, storedSeconds: true });
}

/** The finer count where there is one, checked against the written time; else the written time. */
export function createdTime(entry: JsonObject): CreatedOutcome {
  const placed = writtenUtc(wordOf(entry['Created']));
  const stored = countOf(entry['Created(microseconds)']);
  const fine = epochTime(stored, 'unix-milliseconds');
  if (stored === null || fine.earliestMs === null) return placed.ok ? { time: placed.time, remarks: placed.remarks, counted: null } : placed;
  if (!placed.ok || placed.time.earliestMs === null) return { time: fine, remarks: ['The time is the stored count, read as milliseconds since 1970; the written time cannot be read.'], counted: null };
  const agrees = (ms: number): boolean => Math.abs(ms - (placed.time.earliestMs ?? ms)) < 1000;
  if (agrees(fine.earliestMs)) return { time: fine, remarks: [], counted: null };
  const finer = epochTime(stored, 'unix-microseconds');
  if (finer.earliestMs !== null && agrees(finer.earliestMs)) return { time: finer, remarks: ['The stored count was read as microseconds since 1970, because only so it agrees with the written time.'], counted: null };
  return {
    time: { ...placed.time, flags: [...placed.time.flags, 'contradicts-itself'] },
    remarks: [`The written time and the stored count ${stored} disagree; the written time is used.`], counted: 'The written time and the stored count disagree; the written time is used',
  };
}
