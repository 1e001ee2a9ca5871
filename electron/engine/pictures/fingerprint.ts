/**
 * A perceptual fingerprint: 64 bits that stay nearly the same when a picture is resized or compressed
 * again, and differ between pictures that look different. It finds candidates for a person to look at.
 */
import { openPicture } from '../importers/picture/decode.ts';

const side = 32;
const kept = 8;
/** Fingerprints that differ in at most this many of 64 bits look alike. */
export const alikeDistance = 8;
/** With less variation than this (in grey levels of 256) there is nothing to compare: two blank pages are not a find. */
const leastVariation = 2;

/** cos((2x+1)uπ/2N), the base of the discrete cosine transform. */
const cosines = Array.from({ length: kept }, (_u, u) => Array.from({ length: side }, (_x, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * side))));

function transformed(grey: Uint8Array): number[] {
  const rows = Array.from({ length: side }, (_y, y) => cosines.map((wave) => wave.reduce((sum, cosine, x) => sum + cosine * (grey[y * side + x] ?? 0), 0)));
  return cosines.flatMap((wave) => Array.from({ length: kept }, (_u, u) => wave.reduce((sum, cosine, y) => sum + cosine * (rows[y]?.[u] ?? 0), 0)));
}

/** Fingerprint of a grey picture of 32 × 32 points as 16 hex digits; null when it is too plain to compare. */
export function fingerprintOfGrey(grey: Uint8Array): string | null {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const variation = Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length);
  if (variation < leastVariation) return null;
  const waves = transformed(grey);
  // The first is only how bright the picture is as a whole.
  const middle = waves.slice(1).sort((a, b) => a - b)[Math.floor((waves.length - 1) / 2)] ?? 0;
  const bits = waves.map((wave, index) => (index > 0 && wave > middle ? '1' : '0')).join('');
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}

/** Rejects as `openPicture` does when nothing can be decoded. */
export async function fingerprintOf(path: string, mediaType: string): Promise<string | null> {
  const picture = await openPicture(path, mediaType, false);
  const grey = await picture.flatten({ background: '#ffffff' }).greyscale().resize({ width: side, height: side, fit: 'fill', fastShrinkOnLoad: false })
    .toColourspace('b-w').raw().toBuffer();
  return fingerprintOfGrey(grey);
}

function bitsSet(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A fingerprint as two halves, for comparing many. */
export interface Halves { readonly high: number; readonly low: number }

export function halvesOf(fingerprint: string): Halves {
  return { high: Number.parseInt(fingerprint.slice(0, 8), 16) | 0, low: Number.parseInt(fingerprint.slice(8), 16) | 0 };
}

/** In how many of 64 bits two fingerprints differ. */
export function distanceBetween(a: Halves, b: Halves): number {
  return bitsSet(a.high ^ b.high) + bitsSet(a.low ^ b.low);
}
