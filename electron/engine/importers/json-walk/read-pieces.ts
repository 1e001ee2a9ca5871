/** The pieces of one JSON file of an exhibit, a block of bytes at a time. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { JsonPath } from './json-path.ts';
import { JsonPieceReader, type JsonDamage, type JsonPiece } from './json-pieces.ts';

export interface PieceReading {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly name: string;
  readonly opens: (path: JsonPath, array: boolean) => boolean;
  readonly signal: AbortSignal;
  /** Told how many bytes have been read so far. */
  readonly onBytes: (done: number) => void;
}

/** Yields pieces in batches; returns where the file stops being JSON, or null. Throws `cancelled`, and what the bytes throw. */
export async function* readPieces({ bytes, name, opens, signal, onBytes }: PieceReading): AsyncGenerator<readonly JsonPiece[], JsonDamage | null, void> {
  const reader = new JsonPieceReader(opens);
  let done = 0;
  for await (const chunk of bytes) {
    if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${name} was stopped. Nothing was imported.`);
    const pieces = reader.push(chunk);
    done += chunk.length;
    if (pieces.length > 0) yield pieces;
    onBytes(done);
    if (reader.damage !== null) return reader.damage;
  }
  const last = reader.end();
  if (last.length > 0) yield last;
  return reader.damage;
}
