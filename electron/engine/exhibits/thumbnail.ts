/** Small previews of pictures. Originals are never changed. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { decodeFault, openPicture, TooManyPixels } from '../importers/picture/decode.ts';

export interface Thumbnail {
  readonly bytes: Buffer;
  readonly mediaType: 'image/webp' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

/**
 * A preview of at most `maxEdge` pixels a side, upright, without any of the original's metadata,
 * as WebP. A damaged picture gives what can be shown of it. Throws `damaged_input` when nothing can,
 * `refused_input` when it has too many pixels.
 */
export async function makeThumbnail(path: string, mediaType: string, maxEdge: number): Promise<Thumbnail> {
  try {
    const picture = await openPicture(path, mediaType, false);
    const { data, info } = await picture
      .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, mediaType: 'image/webp', width: info.width, height: info.height };
  } catch (error) {
    const code = error instanceof TooManyPixels ? 'refused_input' : 'damaged_input';
    throw new PlumblineError(code, `No preview can be made of this picture: ${decodeFault(error)}. The original is kept unchanged.`, undefined, { cause: error });
  }
}
