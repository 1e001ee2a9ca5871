/** Reads a file that is gone through once: the next block is read while the last one is worked on, and two buffers serve for all of it. */
import { open } from 'node:fs/promises';

const blockBytes = 1 << 19;

/** The bytes of a file from its beginning; each piece is good until the next is asked for. */
export async function* passingBytes(path: string): AsyncGenerator<Uint8Array, void, void> {
  const file = await open(path, 'r');
  const read = (into: Buffer): Promise<{ bytesRead: number }> => {
    const reading = file.read(into, 0, into.length, null);
    // A fault is told of when the block is asked for.
    reading.catch(() => undefined);
    return reading;
  };
  let [now, next] = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)];
  let reading = read(now);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = read(next);
      yield now.subarray(0, bytesRead);
      [now, next] = [next, now];
    }
  } finally {
    await reading.catch(() => undefined);
    await file.close();
  }
}
