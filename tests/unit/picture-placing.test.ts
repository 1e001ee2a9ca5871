/** Where a picture stands in the viewer, and the regions measured on it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxBetween, boxOfRegion, firstBox, fitZoom, movedBox, panned, pixelAt, regionOfBox, sizedBox, smallPlacing, turned, zoomed, type Placing } from '../../renderer/features/item/viewer/geometry.ts';
import { regionSchema } from '../../shared/domain/region.ts';

const phone = { width: 540, height: 1080 };
const stage = { width: 800, height: 600 };
const sizes = fc.record({ width: fc.integer({ min: 8, max: 9000 }), height: fc.integer({ min: 8, max: 9000 }) });
const near = (value: number): unknown => expect.closeTo(value, 6);

describe('a picture placed in the viewer', () => {
  it('begins small and whole, whatever its size', () => {
    expect(smallPlacing(phone, stage)).toEqual({ centre: { x: 270, y: 540 }, quarters: 0, zoom: 480 / 1080 });
    fc.assert(fc.property(sizes, (picture) => {
      const { zoom } = smallPlacing(picture, stage);
      expect(Math.max(picture.width, picture.height) * zoom).toBeLessThanOrEqual(480.001);
    }));
  });

  it('fits when turned as well', () => {
    for (const quarters of [0, 1, 2, 3] as const) {
      const zoom = fitZoom(phone, stage, quarters);
      const [width, height] = quarters % 2 === 0 ? [540, 1080] : [1080, 540];
      expect(width * zoom).toBeLessThanOrEqual(800);
      expect(height * zoom).toBeLessThanOrEqual(600);
    }
  });

  it('keeps the pixel under the pointer when it is made larger there, turned any way', () => {
    fc.assert(fc.property(fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const), fc.double({ min: 0.3, max: 3, noNaN: true }), fc.integer({ min: 300, max: 500 }), fc.integer({ min: 200, max: 400 }), (quarters, zoom, x, y) => {
      const placing: Placing = { centre: { x: 270, y: 540 }, zoom: 0.5, quarters };
      const before = pixelAt({ x, y }, stage, placing);
      fc.pre(before.x >= 0 && before.x <= 540 && before.y >= 0 && before.y <= 1080);
      const after = zoomed(phone, stage, placing, zoom, { x, y });
      fc.pre(after.centre.x > 0 && after.centre.x < 540 && after.centre.y > 0 && after.centre.y < 1080);
      expect(pixelAt({ x, y }, stage, after)).toEqual({ x: near(before.x), y: near(before.y) });
    }));
  });

  it('follows the hand: what was under the pointer is still under it', () => {
    for (const quarters of [0, 1, 2, 3] as const) {
      const placing: Placing = { centre: { x: 270, y: 540 }, zoom: 2, quarters };
      const moved = panned(phone, placing, { x: 30, y: -12 });
      const before = pixelAt({ x: 400, y: 300 }, stage, placing);
      expect(pixelAt({ x: 430, y: 288 }, stage, moved)).toEqual({ x: near(before.x), y: near(before.y) });
    }
  });

  it('is as it was after four turns', () => {
    const placing = smallPlacing(phone, stage);
    expect([1, 2, 3, 4].reduce((now) => turned(now, 1), placing)).toEqual(placing);
    expect(turned(turned(placing, 1), -1)).toEqual(placing);
  });
});

describe('a region measured on it', () => {
  it('comes back as the same whole pixels, and is one the engine takes', () => {
    fc.assert(fc.property(sizes, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), (picture, [a = 0, b = 0, c = 0, d = 0]) => {
      const box = boxBetween(picture, { x: a * picture.width, y: b * picture.height }, { x: c * picture.width, y: d * picture.height });
      fc.pre(box !== null);
      const region = regionOfBox(picture, box);
      expect(regionSchema.parse(region)).toEqual(region);
      expect(boxOfRegion(picture, region)).toEqual(box);
    }));
  });

  it('stays inside the picture however it is drawn, moved or sized', () => {
    fc.assert(fc.property(sizes, fc.array(fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }), sizing: fc.boolean() })), (picture, steps) => {
      const box = steps.reduce((now, { sizing, ...by }) => (sizing ? sizedBox : movedBox)(picture, now, by), firstBox(picture, smallPlacing(picture, stage), { x: 1 / 3, y: 1 / 3 }));
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThanOrEqual(picture.width);
      expect(box.y + box.height).toBeLessThanOrEqual(picture.height);
    }));
    expect(boxBetween(phone, { x: -40, y: 100 }, { x: 700, y: 250.4 })).toEqual({ x: 0, y: 100, width: 540, height: 150 });
  });

  it('is none when the pointer hardly moved', () => {
    expect(boxBetween(phone, { x: 10, y: 10 }, { x: 12, y: 300 })).toBeNull();
  });
});
