/** Paints redacted regions over the points of a picture. What was there is gone: nothing is laid over it. */
import type { Sharp } from 'sharp';
import type { Region } from '../../../shared/domain/region.ts';

const paint = { r: 17, g: 17, b: 17, alpha: 1 } as const;

/** `picture` of this size in pixels, upright. Edges are rounded outwards, so that no row of points is left. */
export function painted(picture: Sharp, size: { readonly width: number; readonly height: number }, regions: readonly Region[]): Sharp {
  const boxes = regions.flatMap(({ x, y, width, height }) => {
    const [left, top] = [Math.max(0, Math.floor(x * size.width)), Math.max(0, Math.floor(y * size.height))];
    const [right, bottom] = [Math.min(size.width, Math.ceil((x + width) * size.width)), Math.min(size.height, Math.ceil((y + height) * size.height))];
    return right > left && bottom > top ? [{ input: { create: { width: right - left, height: bottom - top, channels: 4 as const, background: paint } }, left, top }] : [];
  });
  return boxes.length === 0 ? picture : picture.composite(boxes);
}
