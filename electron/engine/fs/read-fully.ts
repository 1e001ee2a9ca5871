/** Reads exactly so many bytes of an open file: one call to the system may give fewer. */
import { readSync } from 'node:fs';

/** Reads `length` bytes from byte `at` into the buffer, from `offset` of it. Throws when the file ends before. */
export function readFully(file: number, at: number, length: number, buffer: Uint8Array, offset = 0): void {
  for (let done = 0; done < length;) {
    const read = readSync(file, buffer, offset + done, length - done, at + done);
    if (read === 0) throw new RangeError(`the file ends at byte ${at + done}, before byte ${at + length}`);
    done += read;
  }
}
