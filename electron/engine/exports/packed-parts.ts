/** A zip archive as bytes as they come, one part of it streamed: no more of that is held than the piece in hand. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

type Part = readonly [name: string, text: string];

export interface PackedParts {
  /** Parts that are there from the first. */
  readonly before: readonly Part[];
  readonly streamed: { readonly name: string; readonly pieces: AsyncIterable<string> };
  /** Parts made of what the streamed one turned out to hold; asked when it is written. */
  readonly after: () => readonly Part[];
  readonly mtime: Date;
}

async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) if (piece !== '') yield Buffer.from(piece, 'utf8');
}

/** Throws what the pieces throw. */
export async function* packedParts({ before, streamed, after, mtime }: PackedParts): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  // The library's type says only that it can be read; it is a PassThrough, which can be ended with an error.
  const output = zip.outputStream as Readable;
  const fail = (error: unknown): void => { output.destroy(error instanceof Error ? error : new Error(String(error))); };
  zip.on('error', fail);
  const add = ([name, text]: Part): void => { zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime }); };
  before.forEach(add);
  async function* pieces(): AsyncGenerator<string> {
    yield* streamed.pieces;
    after().forEach(add);
    zip.end();
  }
  const bytes = Readable.from(bytesOf(pieces()), { objectMode: false });
  // The archive does not listen to what it reads from: unheard, an error would leave it waiting for ever.
  bytes.on('error', fail);
  zip.addReadStream(bytes, streamed.name, { mtime });
  try {
    for await (const chunk of output) yield chunk as Buffer;
  } finally {
    bytes.destroy();
  }
}
