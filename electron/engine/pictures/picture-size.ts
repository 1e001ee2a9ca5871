/** How many pixels a picture has when it is held upright: what regions of it are measured in. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { type PictureSize } from '../../../shared/contract/pictures.ts';
import { wholePicture, type Region } from '../../../shared/domain/region.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { decodeFault, openPicture, pictureHeader } from '../importers/picture/decode.ts';
import { picturesOf, PictureSource } from './picture-list.ts';
import type { PictureWork } from './read-queue.ts';

async function sizeOf(path: string, mediaType: string): Promise<PictureSize> {
  try {
    if (mediaType === 'image/heic' || mediaType === 'image/heif') {
      // Only decoded is it known which way up one of these stands.
      const { width, height } = await (await openPicture(path, mediaType, false)).metadata();
      return { width, height };
    }
    const { autoOrient } = await pictureHeader(path);
    return { width: autoOrient.width, height: autoOrient.height };
  } catch (error) {
    throw new PlumblineError('damaged_input', `The size of this picture cannot be told: ${decodeFault(error)}. The original is kept unchanged.`, undefined, { cause: error });
  }
}

/** Throws `not_found` for what is no picture of the item, `damaged_input`, `exhibit_altered`, `stopped`. */
export async function pictureSize(work: Pick<PictureWork, 'db' | 'store'>, itemId: ItemId, attachment: number, signal: AbortSignal): Promise<PictureSize> {
  const picture = picturesOf(work.db, [itemId]).find((each) => each.attachment === attachment);
  if (picture === undefined) throw new PlumblineError('not_found', `Attachment ${attachment + 1} of this item is no picture of the case.`);
  return new PictureSource(work).with(picture, signal, ({ path, mediaType }) => sizeOf(path, mediaType));
}

export function isWholePicture({ x, y, width, height }: Region): boolean {
  return x === wholePicture.x && y === wholePicture.y && width === wholePicture.width && height === wholePicture.height;
}

/** A region as a person measures it. Throws `invalid_input` when it leaves the picture. */
export function regionInPixels(region: Region, { width, height }: PictureSize): string {
  // A measure that was divided and multiplied again may be out by less than a pixel.
  const slack = 0.5;
  if ((region.x + region.width) * width > width + slack || (region.y + region.height) * height > height + slack) {
    throw new PlumblineError('invalid_input', 'The region reaches beyond the edge of the picture.');
  }
  return `${Math.round(region.width * width)} × ${Math.round(region.height * height)} pixels from ${Math.round(region.x * width)}, ${Math.round(region.y * height)} (across, down) of ${width} × ${height}`;
}
