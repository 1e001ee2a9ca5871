/** Reads one member's bytes and checks them: stated size, CRC-32, and that the member's own header agrees with the directory. */
import { Readable, pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ZipRangeReader } from './zip-range-reader.ts';

export interface OpenMember {
  readonly bytes: AsyncGenerator<Buffer, void, void>;
  /** Differences between the member's own header and the directory. */
  readonly notes: readonly string[];
}

interface MemberPlace {
  readonly zip: ZipFile; readonly reader: ZipRangeReader; readonly entry: Entry; readonly name: string; readonly signal: AbortSignal;
}

function damaged(name: string, what: string, cause?: unknown): PlumblineError {
  return new PlumblineError('damaged_input', `“${name}” in the archive is damaged: ${what}.`, undefined, { cause });
}

function inflated(packed: Readable): Readable {
  const inflate = createInflateRaw({ chunkSize: 1 << 18 });
  // Errors of either stream destroy `inflate`, whose reader then sees them; nothing is left to do here.
  pipeline(packed, inflate, () => undefined);
  return inflate;
}

async function* checkedBytes(place: MemberPlace, dataStart: number): AsyncGenerator<Buffer, void, void> {
  const { reader, entry, name, signal } = place;
  const packed = reader._readStreamForRange(dataStart, dataStart + entry.compressedSize);
  const stream = entry.compressionMethod === 8 ? inflated(packed) : packed;
  let count = 0;
  let checksum = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (signal.aborted) throw new PlumblineError('cancelled', `Reading “${name}” was stopped.`);
      count += chunk.length;
      if (count > entry.uncompressedSize) throw damaged(name, `it unpacks to more than the ${entry.uncompressedSize.toLocaleString('en-GB')} bytes it states`);
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    throw damaged(name, `it does not unpack (${error instanceof Error ? error.message : String(error)})`, error);
  } finally {
    stream.destroy();
  }
  if (count !== entry.uncompressedSize) throw damaged(name, `${count.toLocaleString('en-GB')} bytes were found where ${entry.uncompressedSize.toLocaleString('en-GB')} are stated`);
  if (checksum !== entry.crc32) throw damaged(name, `its checksum is ${checksum.toString(16).padStart(8, '0')}, the archive states ${entry.crc32.toString(16).padStart(8, '0')}`);
}

/** Opens a member that has no refusal. Throws `damaged_input` when its own header cannot be found. */
export async function openMember(place: MemberPlace): Promise<OpenMember> {
  const header = await place.zip.readLocalFileHeaderPromise(place.entry).catch((error: unknown) => {
    throw damaged(place.name, `its header cannot be read (${error instanceof Error ? error.message : String(error)})`, error);
  });
  const notes: string[] = [];
  if (!header.fileName.equals(place.entry.fileNameRaw)) notes.push('its own header gives another name than the list of contents');
  if (header.compressionMethod !== place.entry.compressionMethod) notes.push('its own header gives another packing method than the list of contents');
  return { bytes: checkedBytes(place, header.fileDataStart), notes };
}
