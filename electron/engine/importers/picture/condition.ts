/** Whether a picture can be shown: whole, in part, or not at all. */
import { decodeFault, openPicture, pictureHeader, TooManyPixels } from './decode.ts';
import type { PictureMediaType } from './detect.ts';
import { findPngFault } from './png-structure.ts';

export interface PictureCondition {
  /** `damaged`: something can be shown. `unreadable`: nothing can. `unopened`: sound as far as known, but too large to open. */
  readonly state: 'sound' | 'damaged' | 'unreadable' | 'unopened';
  readonly remarks: readonly string[];
  /** In pixels, as stored; null when the header cannot be read. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly frames: number;
}

const trialEdge = 64;

/** Decodes the whole picture into something tiny; null when that works, otherwise the error. */
async function tryToDecode(path: string, mediaType: PictureMediaType, strict: boolean): Promise<unknown> {
  try {
    const picture = await openPicture(path, mediaType, strict);
    await picture.resize({ width: trialEdge, height: trialEdge, fit: 'inside', fastShrinkOnLoad: false }).raw().toBuffer();
    return null;
  } catch (error) {
    return error;
  }
}

async function readHeader(path: string): Promise<Pick<PictureCondition, 'size' | 'frames'>> {
  try {
    const { width, height, pages } = await pictureHeader(path);
    return { size: { width, height }, frames: pages ?? 1 };
  } catch (error) {
    // sharp reports an unreadable header as a plain Error; trying to decode it will say why.
    if (error instanceof Error) return { size: null, frames: 1 };
    throw error;
  }
}

/** Tries the picture strictly, then leniently. `bytes` is the whole file. Never rejects for a damaged picture. */
export async function checkPicture(path: string, bytes: Buffer, mediaType: PictureMediaType): Promise<PictureCondition> {
  const header = await readHeader(path);
  const pngFault = mediaType === 'image/png' ? findPngFault(bytes) : null;
  if (pngFault?.fatal === true) return { ...header, state: 'unreadable', remarks: [`The picture is damaged and cannot be shown: ${pngFault.what}.`] };
  const fault = await tryToDecode(path, mediaType, true);
  if (fault instanceof TooManyPixels) return { ...header, state: 'unopened', remarks: [`The picture was not opened: ${fault.message}.`] };
  if (fault === null && pngFault === null) return { ...header, state: 'sound', remarks: [] };
  const what = pngFault?.what ?? decodeFault(fault);
  if (fault !== null && await tryToDecode(path, mediaType, false) !== null) {
    return { ...header, state: 'unreadable', remarks: [`The picture is damaged and cannot be shown: ${what}.`] };
  }
  return { ...header, state: 'damaged', remarks: [`The picture is damaged: ${what}. What can be shown may be incomplete or wrong.`] };
}
