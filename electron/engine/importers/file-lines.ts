/** The lines of a source, from its working copy, in the encoding its first bytes show. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { EvidenceSource } from './importer.ts';
import { tableEncoding } from './tabular/table-encoding.ts';
import { TextLineReader, type TextLine } from './whatsapp-export/text-lines.ts';

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

/** Whole lines at the beginning of a file, for recognition: the last one only when the file ends there. */
export function headLines(source: EvidenceSource, limit: number): readonly string[] {
  const { encoding, markBytes } = tableEncoding(source.head, undefined);
  const text = new TextDecoder(encoding).decode(source.head.subarray(markBytes));
  const lines = text.split(/\r\n|\n|\r/);
  if (source.head.length < source.sizeBytes) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, limit);
}
