/**
 * Mends text that Meta stores as UTF-8 bytes written one character each (“J\u00e2\u009d\u00a4hn”).
 * Only when every character is a byte, at least one is above 7F, and the bytes are UTF-8 in the
 * strict sense; anything else stays as it is stored.
 */
const aboveAscii = /[\u0080-\u00ff]/;
const aboveByte = /[^\u0000-\u00ff]/;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The mended text; the stored text when nothing is to be mended. */
export function mend(stored: string): string {
  if (!aboveAscii.test(stored) || aboveByte.test(stored)) return stored;
  try {
    return strict.decode(Buffer.from(stored, 'latin1'));
  } catch (error) {
    if (error instanceof TypeError) return stored;
    throw error;
  }
}

/** The value with every text in it mended, names of members too. Depth is bounded by the piece it came from. */
export function mendAll(value: unknown): unknown {
  if (typeof value === 'string') return mend(value);
  if (Array.isArray(value)) return value.map(mendAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [mend(name), mendAll(inner)]));
}
