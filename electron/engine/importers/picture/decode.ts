/** Opens pictures with limits, so that a small file cannot ask for an enormous amount of memory. */
import sharp, { type Metadata, type Sharp } from 'sharp';
import { decodeHeic } from './heic.ts';

/** 200 million pixels: more than any phone takes, little enough to hold (600 MB at the very most). */
export const maxPixels = 200_000_000;

// Pictures come from private copies that are deleted afterwards; nothing may be kept open.
sharp.cache(false);

export class TooManyPixels extends Error {
  constructor(width: number, height: number) {
    super(`it is ${width} × ${height} pixels; at most ${maxPixels / 1e6} million pixels are opened`);
    this.name = 'TooManyPixels';
  }
}

/** Size, orientation and frames from the header, without decoding. Rejects when the header cannot be read. */
export function pictureHeader(path: string): Promise<Metadata> {
  return sharp(path, { limitInputPixels: false, failOn: 'none' }).metadata();
}

/**
 * A sharp pipeline over the first frame, upright. `strict` stops at any damage; otherwise what can
 * be shown is shown. Rejects with TooManyPixels before decoding anything too large.
 */
export async function openPicture(path: string, mediaType: string, strict: boolean): Promise<Sharp> {
  const { width, height } = await pictureHeader(path);
  if (width * height > maxPixels) throw new TooManyPixels(width, height);
  if (mediaType === 'image/heic' || mediaType === 'image/heif') {
    const raw = await decodeHeic(path);
    return sharp(raw.data, { raw: { width: raw.width, height: raw.height, channels: 4 }, limitInputPixels: maxPixels });
  }
  return sharp(path, { failOn: strict ? 'error' : 'none', limitInputPixels: maxPixels, sequentialRead: true }).autoOrient();
}

/** sharp's own messages name files and C functions; this keeps their meaning. */
export function decodeFault(error: unknown): string {
  if (error instanceof TooManyPixels) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  if (/premature end|truncat|unexpected end|short/i.test(message)) return 'it ends before the picture is complete';
  if (/corrupt header|unsupported image format|missing/i.test(message)) return 'its header is damaged';
  if (/crc|libpng read error|corrupt|invalid|bad/i.test(message)) return 'its picture data is damaged';
  return 'its picture data cannot be decoded';
}
