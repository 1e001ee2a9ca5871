/** Charts of counts as SVG and tables: drawn in the document itself, so that their words are text and their lines stay sharp. */
import type { Patterns } from '../../../../shared/contract/patterns.ts';
import { formatDate } from '../../../../shared/domain/display-time.ts';
import { weekdayNames, weekdaysInOrder } from '../../../../shared/domain/local-clock.ts';
import { escapeHtml } from '../timeline/markup.ts';
import { count } from './case-matter.ts';

type Counted = 'contacts' | 'accesses';
export const countedWords: Readonly<Record<Counted, string>> = { contacts: 'Contacts', accesses: 'System accesses' };
const colours: Readonly<Record<Counted, string>> = { contacts: '#3f6d94', accesses: '#5b3f8c' };

/** Room for words of 18 over, between and under the bars: a bundle may ask for large type, and words that are cut off say nothing. */
const chart = { width: 1_000, bars: 76, words: 20, gap: 34 } as const;

/** Bars per day or week, contacts over accesses, on one line of time. */
export function overTimeSvg({ buckets, zone, per }: Patterns): string {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return '';
  const whole = Math.max(1, last.untilMs - first.startMs);
  const across = (ms: number): number => ((ms - first.startMs) / whole) * chart.width;
  const row = (counted: Counted, top: number): string => {
    const most = Math.max(1, ...buckets.map((bucket) => bucket[counted]));
    const bars = buckets.filter((bucket) => bucket[counted] > 0).map((bucket) => {
      const [x, height] = [across(bucket.startMs), (bucket[counted] / most) * chart.bars];
      return `<rect x="${x.toFixed(2)}" y="${(top + chart.bars - height).toFixed(2)}" width="${Math.max(0.8, across(bucket.untilMs) - x - 0.3).toFixed(2)}" height="${height.toFixed(2)}" fill="${colours[counted]}"/>`;
    });
    return `<text x="0" y="${top - 4}">${countedWords[counted]}, at most ${count(most)} a ${per}</text>${bars.join('')}<line x1="0" x2="${chart.width}" y1="${top + chart.bars}" y2="${top + chart.bars}" stroke="#111" stroke-width="0.6"/>`;
  };
  const tops = [chart.words, chart.words + chart.bars + chart.gap];
  const foot = (tops[1] ?? 0) + chart.bars;
  const ticks = Array.from({ length: 7 }, (_, tick) => first.startMs + (whole * tick) / 6).map((ms, tick) =>
    `<text x="${across(ms).toFixed(1)}" y="${foot + 16}" text-anchor="${tick === 0 ? 'start' : tick === 6 ? 'end' : 'middle'}">${formatDate(Math.min(ms, last.untilMs - 1), zone)}</text>`);
  return `<svg class="chart" viewBox="0 0 ${chart.width} ${foot + chart.words + 2}" role="img">${row('contacts', tops[0] ?? 0)}${row('accesses', tops[1] ?? 0)}${ticks.join('')}</svg>`;
}

/** Hours of the week: a number in each, darker the more; a line under hours on duty for most of the time known. */
export function clockTable(patterns: Patterns, counted: Counted): string {
  const { cells, unplaced } = patterns.clock[counted];
  const counts = new Map(cells.map(({ weekday, hour, count: of }) => [weekday * 24 + hour, of]));
  const duty = new Map(patterns.dutyHours.map(({ weekday, hour, onMs, knownMs }) => [weekday * 24 + hour, knownMs === 0 ? 0 : onMs / knownMs]));
  const mostly = (share: number): boolean => share >= 0.5;
  const most = Math.max(1, ...counts.values());
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const rows = weekdaysInOrder.map((weekday) => `<tr><th scope="row">${weekdayNames[weekday]}</th>${hours.map((hour) => {
    const of = counts.get(weekday * 24 + hour) ?? 0;
    const shade = of === 0 ? 0 : 0.12 + 0.5 * (of / most);
    const onDuty = mostly(duty.get(weekday * 24 + hour) ?? 0);
    return `<td class="hour${onDuty ? ' duty' : ''}" style="background: rgba(${counted === 'contacts' ? '63, 109, 148' : '91, 63, 140'}, ${shade.toFixed(2)})">${of === 0 ? '' : count(of)}</td>`;
  }).join('')}</tr>`);
  return `<h2>${countedWords[counted]} by hour and weekday</h2><table class="clock"><colgroup><col class="weekday"></colgroup><thead><tr><th></th>${hours.map((hour) => `<th scope="col">${String(hour).padStart(2, '0')}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>
    <p class="note small">By the clock of ${escapeHtml(patterns.zone)}. ${[...duty.values()].some(mostly) ? 'A line under an hour: on duty for at least half of what is known of it.' : 'No hour of the week was on duty for half or more of what is known.'}${unplaced === 0 ? '' : ` Left out, since they can lie in more than one hour: ${count(unplaced)}.`}</p>`;
}

export const patternStyles = `
svg.chart { width: 100%; height: auto; display: block; margin: 6pt 0; }
svg.chart text { font: 11px 'Noto Sans', Arial, sans-serif; fill: #333; }
table.clock { break-inside: avoid; }
table.clock th { padding: 1pt 3pt; font-size: 8.6pt; border: 0; font-weight: 600; }
table.clock thead th { text-align: center; }
table.clock col.weekday { width: 24mm; }
table.clock tbody th { text-align: left; vertical-align: middle; }
table.clock td.hour { text-align: center; padding: 2pt 0; border: 0.4pt solid #ccc; font-size: 8.6pt; }
table.clock td.duty { border-bottom: 1.4pt solid #1d7a3c; }
.splits { columns: 2; column-gap: 14pt; margin-top: 14pt; }
.splits section { break-inside: avoid; margin: 0 0 14pt; }
.splits h2 { margin-top: 0; }
.splits th + th, .splits td.number { text-align: right; }
.splits col + col { width: 24mm; }
table + p.note { margin-top: 3pt; }
`;
