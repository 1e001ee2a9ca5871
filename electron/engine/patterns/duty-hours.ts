/** Of each hour of the week, how much of it rosters speak of and how much was on duty: what the hour table is shaded by. */
import type { Patterns } from '../../../shared/contract/patterns.ts';
import { hourMs, hourNumber, hourOfDay, weekdayOfHour } from '../../../shared/domain/local-clock.ts';
import { offsetAt } from '../../../shared/domain/zone.ts';
import type { DutyTimes } from '../duty/duty-times.ts';

interface Span { readonly fromMs: number; readonly untilMs: number }

/** Overlapping spans joined, so that no instant counts twice; only what lies inside the limits. */
function joined(spans: readonly Span[], limits: Span): Span[] {
  const result: { fromMs: number; untilMs: number }[] = [];
  const inside = spans.map(({ fromMs, untilMs }) => ({ fromMs: Math.max(fromMs, limits.fromMs), untilMs: Math.min(untilMs, limits.untilMs) })).filter(({ fromMs, untilMs }) => untilMs > fromMs);
  for (const span of inside.sort((one, other) => one.fromMs - other.fromMs)) {
    const before = result.at(-1);
    if (before !== undefined && span.fromMs <= before.untilMs) before.untilMs = Math.max(before.untilMs, span.untilMs);
    else result.push({ ...span });
  }
  return result;
}

function spread(spans: readonly Span[], zone: string): Float64Array {
  const hours = new Float64Array(7 * 24);
  for (const { fromMs, untilMs } of spans) {
    for (let at = fromMs; at < untilMs;) {
      const local = at + offsetAt(zone, at);
      const next = Math.min(untilMs, at + hourMs - (((local % hourMs) + hourMs) % hourMs));
      const hour = hourNumber(zone, at);
      const cell = weekdayOfHour(hour) * 24 + hourOfDay(hour);
      hours[cell] = (hours[cell] as number) + next - at; // 7 × 24
      at = next;
    }
  }
  return hours;
}

/** Empty when no roster speaks of any hour between the two. */
export function dutyHours(duty: DutyTimes, zone: string, limits: Span): Patterns['dutyHours'] {
  const [known, on] = [spread(joined(duty.covered, limits), zone), spread(joined(duty.duties, limits), zone)];
  return [...known].map((knownMs, at) => ({ weekday: Math.floor(at / 24), hour: at % 24, onMs: on[at] as number, knownMs })).filter(({ knownMs }) => knownMs > 0); // of one length
}
