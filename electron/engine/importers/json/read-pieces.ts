/** The pieces of one JSON file of an exhibit, a block of bytes at a time. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { JsonPieceReader, type JsonDamage, type JsonPiece, type OpensContainer } from './cut-pieces.ts';

export interface PieceReading {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly name: string;
  readonly opens: OpensContainer;
  readonly signal: AbortSignal;
  /** Told how many bytes have been read so far. */
  readonly onBytes: (done: number) => void;
}

export interface Pieces {
  /** The pieces, in batches. Throws `cancelled`, and what the bytes throw. */
  readonly batches: AsyncGenerator<readonly JsonPiece[], void, void>;
  /** Where the file stops being JSON, once the batches have ended; null when it does not. */
  readonly damage: () => JsonDamage | null;
}

async function* batchesOf(reader: JsonPieceReader, { bytes, name, signal, onBytes }: PieceReading): AsyncGenerator<readonly JsonPiece[], void, void> {
  let done = 0;
  for await (const chunk of bytes) {
    if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${name} was stopped. Nothing was imported.`);
    const pieces = reader.push(chunk);
    done += chunk.length;
    if (pieces.length > 0) yield pieces;
    onBytes(done);
    if (reader.damage !== null) return;
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}

/** Begins reading; nothing is read until the batches are. */
export function readPieces(reading: PieceReading): Pieces {
  const reader = new JsonPieceReader(reading.opens);
  return { batches: batchesOf(reader, reading), damage: () => reader.damage };
}
