/** Decodes HEIC, which sharp cannot (it has no HEVC decoder). Slow, about half a second for 12 megapixels: call it off the main thread. */
import { readFile } from 'node:fs/promises';

export interface RawPicture { readonly width: number; readonly height: number; /** RGBA, four bytes a pixel, turned upright. */ readonly data: Uint8ClampedArray }

/** The main picture of a HEIC file. Rejects with an Error when it cannot be decoded. */
export async function decodeHeic(path: string): Promise<RawPicture> {
  // Loaded only now: it takes a third of the time every command needs to start, and few files are of this kind.
  const { default: decode } = await import('heic-decode');
  try {
    return await decode({ buffer: await readFile(path) });
  } catch (error) {
    // The decoder also throws plain strings and numbers.
    throw error instanceof Error ? error : new Error(`HEIC decoder: ${String(error)}`);
  }
}
