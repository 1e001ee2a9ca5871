/** Draws the histogram on a canvas: plain bars, one colour a meaning, the chosen span marked. */
import type { Histogram } from '../../../shared/contract/timeline.ts';

const tickEveryPx = 130;

/** Instants to label, evenly spread, as many as fit. */
export function tickInstants(chart: Histogram, widthPx: number): number[] {
  const count = Math.min(chart.buckets.length, Math.max(1, Math.floor(widthPx / tickEveryPx)));
  const step = (chart.untilMs - chart.fromMs) / count;
  return Array.from({ length: count }, (_, index) => Math.round(chart.fromMs + index * step));
}

export function drawChart(canvas: HTMLCanvasElement, chart: Histogram, span: { readonly from: number; readonly until: number } | null): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const scale = window.devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const bar = width / chart.buckets.length;
  const gap = bar >= 6 ? 1 : 0;
  const most = Math.max(1, ...chart.buckets.map(({ access, contact, other }) => access + contact + other));
  if (span !== null) {
    const first = Math.min(span.from, span.until);
    context.fillStyle = colour('--accent-ground');
    context.fillRect(first * bar, 0, (Math.abs(span.until - span.from) + 1) * bar, height);
  }
  chart.buckets.forEach((bucket, index) => {
    let bottom = height;
    for (const [count, token] of [[bucket.access, '--access'], [bucket.contact, '--contact-bar'], [bucket.other, '--other-bar']] as const) {
      if (count === 0) continue;
      // A single item must still be seen beside a thousand.
      const tall = Math.max(2, (count / most) * (height - 2));
      bottom -= tall;
      context.fillStyle = colour(token);
      context.fillRect(index * bar, bottom, Math.max(1, bar - gap), tall);
    }
  });
}
