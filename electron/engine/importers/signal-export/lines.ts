/** The lines of a source, a block at a time, decoded strictly. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceSource } from '../importer.ts';
import { TextLineReader, type TextLine } from '../text/text-lines.ts';

const blockBytes = 1 << 16;

/** Yields lines in batches. Throws `cancelled`. */
export async function* linesOf(source: EvidenceSource, encoding: string, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<readonly TextLine[], void, void> {
  const reader = new TextLineReader(encoding);
  let done = 0;
  for await (const chunk of createReadStream(source.path, { highWaterMark: blockBytes }) as AsyncIterable<Buffer>) {
    if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
    const lines = reader.push(chunk);
    done += chunk.length;
    if (lines.length > 0) yield lines;
    onBytes(done);
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}

/** The complete lines among the first bytes. */
export function firstLines(head: Uint8Array, encoding: string, whole: boolean): readonly TextLine[] {
  const reader = new TextLineReader(encoding);
  const lines = reader.push(head);
  return whole ? [...lines, ...reader.end()] : lines;
}
