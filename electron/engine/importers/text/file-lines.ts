/** The lines of a source, from its working copy, in the encoding its first bytes show. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceSource } from '../importer.ts';
import { tableEncoding } from './table-encoding.ts';
import { decideEncoding } from './text-encoding.ts';
import { TextLineReader, type TextLine } from './text-lines.ts';

/** Throws `cancelled` when the person has stopped the work. */
export function stopIfCancelled(source: Pick<EvidenceSource, 'originalName'>, signal: AbortSignal): void {
  if (signal.aborted) throw new PlumblineError('cancelled', `Reading “${source.originalName}” was stopped. Nothing was imported.`);
}

/**
 * Every line with its number (from 1) and the byte at which it begins in the file, a byte-order
 * mark left out. A line above 1 MiB is cut and says so. Throws `cancelled`.
 */
export async function* fileLines(
  source: EvidenceSource, chosenEncoding: string | undefined, signal: AbortSignal, onBytes: (done: number, total: number) => void,
): AsyncGenerator<TextLine, void, void> {
  const { encoding, markBytes } = tableEncoding(source.head, chosenEncoding);
  const reader = new TextLineReader(encoding);
  let done = markBytes;
  const placed = (line: TextLine): TextLine => ({ ...line, byte: line.byte + markBytes });
  for await (const chunk of createReadStream(source.path, { start: markBytes, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    stopIfCancelled(source, signal);
    for (const line of reader.push(chunk)) yield placed(line);
    done += chunk.length;
    onBytes(done, source.sizeBytes);
  }
  for (const line of reader.end()) yield placed(line);
}

/** The beginning of a file as text, for recognition only; '' when it is not text. Never throws: other importers are still to be asked. */
export function headText(source: Pick<EvidenceSource, 'head'>, chosenEncoding?: string): string {
  const { head } = source;
  const { encoding, markBytes } = decideEncoding(head);
  const wide = encoding.startsWith('utf-16');
  // Tables made from telephone databases hold a few zero bytes; programs, pictures and databases hold many.
  if (!wide && head.subarray(0, 8_192).reduce((zeros, byte) => zeros + (byte === 0 ? 1 : 0), 0) > 160) return '';
  try {
    return new TextDecoder(chosenEncoding === undefined || chosenEncoding === '' ? encoding : chosenEncoding).decode(head.subarray(markBytes));
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

/** Whole lines at the beginning of a file, for recognition: the last one only when the file ends there. */
export function headLines(source: EvidenceSource, limit: number): readonly string[] {
  const lines = headText(source).split(/\r\n|\n|\r/);
  if (source.head.length < source.sizeBytes) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, limit);
}
