import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { alikeDistance, distanceBetween, fingerprintOf, fingerprintOfGrey, halvesOf } from '../../electron/engine/pictures/fingerprint.ts';
import { scratchFolder } from '../engine/harness.ts';
import { scene } from '../fixtures/screenshots.ts';

async function fingerprint(picture: Buffer, mediaType = 'image/png'): Promise<string> {
  const path = join(scratchFolder(), 'picture');
  writeFileSync(path, picture);
  return await fingerprintOf(path, mediaType) ?? 'too plain';
}

const distance = (a: string, b: string): number => distanceBetween(halvesOf(a), halvesOf(b));

describe('a fingerprint of a picture', () => {
  it('stays within the limit when the picture is resized or compressed hard', async () => {
    const original = await scene(1);
    const base = await fingerprint(original);
    const smaller = await fingerprint(await sharp(original).resize({ width: 300 }).png().toBuffer());
    const worse = await fingerprint(await sharp(original).jpeg({ quality: 25 }).toBuffer(), 'image/jpeg');
    const both = await fingerprint(await sharp(original).resize({ width: 250 }).webp({ quality: 30 }).toBuffer(), 'image/webp');
    for (const copy of [smaller, worse, both]) expect(distance(base, copy)).toBeLessThanOrEqual(alikeDistance);
  });

  it('is far off for other pictures', async () => {
    const prints = await Promise.all([1, 2, 3, 4, 5].map(async (seed) => fingerprint(await scene(seed))));
    for (const [index, print] of prints.entries()) {
      for (const other of prints.slice(index + 1)) expect(distance(print, other)).toBeGreaterThan(alikeDistance);
    }
  });

  it('is the same for a picture stored turned, once it is held upright', async () => {
    const original = await scene(2);
    const turned = await sharp(original).rotate(270).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer();
    expect(distance(await fingerprint(original), await fingerprint(turned, 'image/jpeg'))).toBeLessThanOrEqual(alikeDistance);
  });

  it('is not made of a picture of one colour, so that two blank pages never look alike', async () => {
    for (const background of ['#ffffff', '#000000', '#336699']) {
      expect(await fingerprint(await sharp({ create: { width: 90, height: 60, channels: 3, background } }).png().toBuffer())).toBe('too plain');
    }
  });

  it('has 16 hex digits whatever the points are', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1024, maxLength: 1024 }), (grey) => {
      const print = fingerprintOfGrey(grey);
      return print === null || /^[0-9a-f]{16}$/.test(print);
    }));
  });
});

describe('the distance between fingerprints', () => {
  const prints = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const hex = (value: bigint): string => value.toString(16).padStart(16, '0');

  it('is the number of differing bits', () => {
    fc.assert(fc.property(prints, prints, (a, b) => {
      const expected = Array.from((a ^ b).toString(2)).filter((bit) => bit === '1').length;
      return distance(hex(a), hex(b)) === expected;
    }));
  });
});
