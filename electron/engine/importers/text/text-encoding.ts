/** Decides how a text file is encoded, and says on what evidence. Never replaces characters silently. */
import chardet from 'chardet';

export interface EncodingDecision {
  /** A label TextDecoder understands. */
  readonly encoding: string;
  /** Why, for the reader. */
  readonly evidence: string;
  /** False when a person should look at the preview before relying on it. */
  readonly certain: boolean;
  /** Bytes of byte-order mark to skip. */
  readonly markBytes: number;
}

function isUtf8(bytes: Uint8Array): boolean {
  // A sample may end inside a character: try again without up to three trailing bytes.
  for (let cut = 0; cut <= 3 && cut <= bytes.length; cut += 1) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return false;
}

function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 4) return null;
  let even = 0;
  let odd = 0;
  const length = Math.min(bytes.length, 4096) & ~1;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

/** Whether TextDecoder can read it: a guess about bytes that are no text may name an encoding it cannot, such as UTF-32. */
function isReadable(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Of samples decided before: every importer is shown the same head, and a guess about 64 KiB of them takes milliseconds. */
const decided = new WeakMap<Uint8Array, EncodingDecision>();

/** Decides the encoding of a text from a sample of its beginning, which must not be written to afterwards. */
export function decideEncoding(sample: Uint8Array): EncodingDecision {
  const known = decided.get(sample);
  if (known !== undefined) return known;
  const decision = encodingOf(sample);
  decided.set(sample, decision);
  return decision;
}

function encodingOf(sample: Uint8Array): EncodingDecision {
  const [a, b, c] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', evidence: 'UTF-8 byte-order mark', certain: true, markBytes: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', evidence: 'UTF-16 little-endian byte-order mark', certain: true, markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', evidence: 'UTF-16 big-endian byte-order mark', certain: true, markBytes: 2 };
  const wide = utf16WithoutMark(sample);
  if (wide !== null) return { encoding: wide, evidence: 'every other byte is zero, as in UTF-16 without a mark', certain: true, markBytes: 0 };
  if (isUtf8(sample)) return { encoding: 'utf-8', evidence: 'every byte sequence is valid UTF-8', certain: true, markBytes: 0 };
  const guess = chardet.analyse(sample).find(({ name }) => isReadable(name));
  const encoding = guess === undefined || guess.name === 'ISO-8859-1' ? 'windows-1252' : guess.name.toLowerCase();
  return {
    encoding, certain: false, markBytes: 0,
    evidence: `not valid UTF-8; the bytes look most like ${encoding}${guess === undefined ? '' : ` (confidence ${guess.confidence} of 100)`}`,
  };
}
