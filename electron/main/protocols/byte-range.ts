/** HTTP byte ranges (RFC 9110, section 14), one range a request. */

/** `start` and `end` are byte positions, both inclusive. */
export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

/** @param header value of the Range header; null when there is none. @param sizeBytes size of the whole. */
export function readRange(header: string | null, sizeBytes: number): RangeAnswer {
  if (header === null) return { kind: 'whole' };
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  const first = match?.[1] ?? '';
  const last = match?.[2] ?? '';
  // A header that is not understood is ignored, as the standard asks; so are lists of ranges.
  if (match === null || (first === '' && last === '')) return { kind: 'whole' };
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return { kind: 'whole' };
  if (start >= sizeBytes) return { kind: 'unsatisfiable' };
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return { kind: 'part', start, end };
}
