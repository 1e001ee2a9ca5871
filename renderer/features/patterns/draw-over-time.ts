/** Contacts above, accesses below, each to its own scale, over one line of time with the anchors across both. */
import { anchorSpan, type Anchor } from '../../../shared/domain/anchor.ts';
import { formatDate } from '../../../shared/domain/display-time.ts';
import { hourNumber, startOfUnit, unitOfHour } from '../../../shared/domain/local-clock.ts';
import type { Patterns } from '../../../shared/contract/patterns.ts';
import type { Area, Palette } from './picture.ts';

type Bucket = Patterns['buckets'][number];
export type Counted = 'contacts' | 'accesses';
interface Panel { readonly counted: Counted; readonly top: number; readonly height: number; readonly most: number }

const labelRow = 15;
const mostLabelRows = 4;
const axis = 18;
const between = 10;
const plainHeight = 196;

interface Asked { readonly patterns: Pick<Patterns, 'buckets' | 'zone' | 'per'>; readonly anchors: readonly Anchor[] }

/** Anchors between the beginning of the first day or week and the end of the last. */
function inside({ patterns: { buckets }, anchors }: Asked): readonly Anchor[] {
  const [from, until] = [buckets[0]?.startMs ?? 0, buckets.at(-1)?.untilMs ?? 0];
  return anchors.filter((anchor) => anchorSpan(anchor).fromMs >= from && anchorSpan(anchor).fromMs < until);
}
const labelRowsOf = (asked: Asked): number => Math.min(mostLabelRows, inside(asked).length);

/** In pixels: the names of anchors stand above the bars. */
export function overTimeHeight(asked: Asked): number {
  return plainHeight + labelRowsOf(asked) * labelRow;
}

/** Where things stand, for drawing and for pointing at them. */
export class OverTime {
  readonly #buckets: readonly Bucket[];
  readonly #area: Area;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly panels: readonly Panel[];

  constructor(buckets: readonly Bucket[], area: Area, labelRows: number) {
    this.#buckets = buckets;
    this.#area = area;
    this.fromMs = buckets[0]?.startMs ?? 0;
    this.untilMs = Math.max(this.fromMs + 1, buckets.at(-1)?.untilMs ?? 1);
    const most = (counted: Counted): number => buckets.reduce((highest, bucket) => Math.max(highest, bucket[counted]), 0);
    const top = area.y + labelRow * labelRows;
    const room = area.y + area.height - axis - top - between;
    const both = (['contacts', 'accesses'] as const).map((counted) => ({ counted, most: most(counted) }));
    const shares = both.some((panel) => panel.most === 0) ? both.map((panel) => (panel.most === 0 ? 0.1 : 0.9)) : [0.64, 0.36];
    let y = top;
    this.panels = both.map((panel, index) => {
      const height = room * (shares[index] ?? 0);
      const placed = { ...panel, top: y, height };
      y += height + between;
      return placed;
    });
  }

  x(ms: number): number {
    return this.#area.x + ((ms - this.fromMs) / (this.untilMs - this.fromMs)) * this.#area.width;
  }

  /** The day or week nearest a point, and which of the two panels it is in; null away from any. */
  at(x: number, y: number): { readonly bucket: Bucket; readonly counted: Counted } | null {
    const reach = 4;
    let nearest: Bucket | null = null;
    let distance = reach;
    for (const bucket of this.#buckets) {
      const [left, right] = [this.x(bucket.startMs), this.x(bucket.untilMs)];
      const away = x < left ? left - x : x > right ? x - right : 0;
      if (away < distance || (away === 0 && distance === 0)) {
        nearest = bucket;
        distance = away;
      }
    }
    const [first, second] = this.panels;
    if (nearest === null || first === undefined || second === undefined) return null;
    return { bucket: nearest, counted: y < second.top ? first.counted : second.counted };
  }
}

function drawPanel(context: CanvasRenderingContext2D, layout: OverTime, buckets: readonly Bucket[], panel: Panel, palette: Palette, area: Area): void {
  const base = panel.top + panel.height;
  context.fillStyle = panel.counted === 'contacts' ? palette.contacts : palette.accesses;
  for (const bucket of buckets) {
    const count = bucket[panel.counted];
    if (count === 0) continue;
    const [left, right] = [layout.x(bucket.startMs), layout.x(bucket.untilMs)];
    const width = right - left;
    // One row must still be seen beside a hundred, and one day among years.
    const tall = Math.max(2, (count / panel.most) * (panel.height - 2));
    context.fillRect(left, base - tall, Math.max(1, width - (width >= 5 ? 1 : 0)), tall);
  }
  context.fillStyle = palette.firm;
  context.fillRect(area.x, base, area.width, 1);
  context.fillStyle = palette.quiet;
  context.font = `400 11px ${palette.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  const words = panel.most === 0 ? `no ${panel.counted === 'contacts' ? 'contacts' : 'system accesses'}` : `${panel.counted === 'contacts' ? 'contacts' : 'system accesses'}, at most ${panel.most}`;
  const wide = context.measureText(words).width;
  context.globalAlpha = 0.85;
  context.fillStyle = palette.panel;
  context.fillRect(area.x, panel.top - 1, wide + 6, 14);
  context.globalAlpha = 1;
  context.fillStyle = palette.quiet;
  context.fillText(words, area.x + 2, panel.top - 1);
}

function drawAnchors(context: CanvasRenderingContext2D, layout: OverTime, anchors: readonly Anchor[], palette: Palette, area: Area): void {
  const free = Array.from({ length: Math.min(mostLabelRows, anchors.length) }, () => -Infinity);
  context.font = `400 11px ${palette.font}`;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  const labels = anchors.map((anchor) => {
    const x = layout.x(anchorSpan(anchor).fromMs);
    const text = cut(context, anchor.title, Math.min(190, area.x + area.width - x - 6));
    const width = context.measureText(text).width;
    const row = free.findIndex((end) => end < x - 4);
    if (row >= 0) free[row] = x + width + 10;
    return { x, text, width, row, top: area.y + Math.max(0, row) * labelRow };
  });
  context.fillStyle = palette.anchor;
  for (const { x, top } of labels) context.fillRect(Math.round(x), top, 1, area.y + area.height - axis - top);
  for (const { x, text, width, row, top } of labels) {
    if (row < 0 || text === '…') continue;
    context.fillStyle = palette.panel;
    context.fillRect(Math.round(x) + 1, top, width + 6, labelRow - 1);
    context.fillStyle = palette.anchor;
    context.fillText(text, x + 4, top + 1);
  }
}

function cut(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let shown = text;
  while (shown.length > 1 && context.measureText(`${shown}…`).width > room) shown = shown.slice(0, -1);
  return `${shown}…`;
}

export function drawOverTime(context: CanvasRenderingContext2D, area: Area, palette: Palette, asked: Asked): OverTime {
  const { buckets, zone, per } = asked.patterns;
  const layout = new OverTime(buckets, area, labelRowsOf(asked));
  for (const panel of layout.panels) drawPanel(context, layout, buckets, panel, palette, area);
  drawAnchors(context, layout, inside(asked), palette, area);
  const ticks = Math.max(1, Math.floor(area.width / 130));
  context.font = `400 11px ${palette.font}`;
  context.fillStyle = palette.quiet;
  context.textBaseline = 'bottom';
  for (let tick = 0; tick < ticks; tick += 1) {
    const near = layout.fromMs + (tick / ticks) * (layout.untilMs - layout.fromMs);
    // The day or week it lies in, so that every date named is where it says.
    const ms = startOfUnit(per, zone, unitOfHour(per, hourNumber(zone, near)));
    context.fillText(formatDate(ms, zone), layout.x(ms), area.y + area.height);
  }
  return layout;
}
