/** The encoding of a table whose rows may not all be encoded alike. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { Question } from '../../../../shared/contract/importing.ts';
import { decideEncoding, type EncodingDecision } from './text-encoding.ts';

const offered = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le', 'utf-16be'] as const;

function checkLabel(encoding: string): string {
  try {
    return new TextDecoder(encoding).encoding;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PlumblineError('invalid_input', `“${encoding}” is not a text encoding this program knows. Choose one of ${offered.join(', ')}.`, undefined, { cause: error });
  }
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] !== 0x0a && bytes[index] !== 0x0d) continue;
    lines.push(bytes.subarray(start, index));
    start = index + 1;
  }
  return lines;
}

/** A file put together from two sources can be UTF-8 in most rows and windows-1252 in a few. */
function mixedUtf8(sample: Uint8Array): EncodingDecision | null {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let valid = 0;
  let invalid = 0;
  for (const line of linesOf(sample)) {
    if (!line.some((byte) => byte >= 0x80)) continue;
    try {
      decoder.decode(line);
      valid += 1;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      invalid += 1;
    }
  }
  if (valid === 0 || valid < invalid) return null;
  return {
    encoding: 'utf-8', markBytes: 0, certain: false,
    evidence: `of the first lines that hold more than plain letters, ${valid} are valid UTF-8 and ${invalid} are not; those that are not will be set aside`,
  };
}

/** Decides from the first bytes, or follows the person's choice. Throws `invalid_input` for an unknown label. */
export function tableEncoding(head: Uint8Array, chosen: string | undefined): EncodingDecision {
  const found = decideEncoding(head);
  if (chosen !== undefined && chosen !== '') {
    const encoding = checkLabel(chosen);
    return { encoding, evidence: 'chosen by the person importing', certain: true, markBytes: found.encoding === encoding ? found.markBytes : 0 };
  }
  return found.certain ? found : mixedUtf8(head) ?? { ...found, encoding: checkLabel(found.encoding) };
}

/** Asked when the bytes do not settle it; the default stands if nobody answers. */
export function encodingQuestion(decision: EncodingDecision): Question | null {
  if (decision.certain) return null;
  const others = offered.filter((label) => label !== decision.encoding);
  return {
    answer: 'encoding', required: false,
    why: `The file does not say how its letters are encoded: ${decision.evidence}. Check names with accents and pound signs in the preview.`,
    options: [decision.encoding, ...others].map((value) => ({
      value, label: value, evidence: value === decision.encoding ? `used unless you choose another: ${decision.evidence}` : '',
    })),
  };
}
