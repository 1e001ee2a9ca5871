/** A count since 1970 whose unit only its size tells: some downloads use seconds in one file and milliseconds in the next. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import { epochLabels, type Epoch } from '../../../../shared/domain/epoch.ts';
import { epochTime } from './epoch-time.ts';

/** Below 100,000,000,000 a count is in seconds (until the year 5138), below a thousand times that in milliseconds. */
const secondsBelow = 100_000_000_000;

export interface SizedTime { readonly time: EvidenceTime; readonly epoch: Epoch; readonly rule: string }

/** The time and the rule that was used; undated when the value is zero or no number. */
export function timeBySize(value: number | string | null): SizedTime {
  const size = Math.abs(Number(value));
  const epoch: Epoch = size < secondsBelow ? 'unix-seconds' : size < secondsBelow * 1000 ? 'unix-milliseconds' : 'unix-microseconds';
  const rule = `The stored time was read as ${epochLabels[epoch]}, by its size.`;
  if (value === null || !Number.isFinite(size) || size === 0) return { time: undated(value === null ? '' : String(value)), epoch, rule: '' };
  return { time: epochTime(value, epoch), epoch, rule };
}
