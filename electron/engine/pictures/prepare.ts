/**
 * Makes a picture readable for a machine: grey, upright, of a bounded size, dark text on a light
 * ground. Chat screenshots carry light text on coloured bubbles beside dark text on light ones; a
 * reader that looks for dark text alone loses the whole of one side of the conversation (measured).
 * So what is kept of each point is only how far it stands out from its surroundings, light or dark.
 */
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { openPicture, pictureHeader } from '../importers/picture/decode.ts';

export interface PreparedPicture {
  readonly png: Buffer;
  /** Of the prepared picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Prepared size over original size. */
  readonly scale: number;
}

interface Grey { readonly data: Buffer; readonly width: number; readonly height: number }

const most = { areaPixels: 16_000_000, edgePixels: 20_000 } as const;
/** Text of 9 to 13 pixels is read only when it is enlarged (measured); phones' own screenshots need none. */
const enlargements = [{ belowEdge: 500, scale: 3 }, { belowEdge: 1_000, scale: 2 }] as const;
/** The surroundings are found on a quarter of the size, where the window is 9 points wide: about a line of text. */
const surroundings = { shrink: 4, window: 9 } as const;
/** Makes quiet grey text on white stand out. */
const contrast = 1.6;

/** How much larger or smaller a picture is read. */
export function readingScale(width: number, height: number): number {
  const edge = Math.max(width, height);
  const wanted = enlargements.find(({ belowEdge }) => edge < belowEdge)?.scale ?? 1;
  return Math.min(wanted, Math.sqrt(most.areaPixels / (width * height)), most.edgePixels / edge);
}

const rawGrey = ({ width, height }: Grey): SharpOptions => ({ raw: { width, height, channels: 1 } });

async function greyAt(picture: Sharp, scale: number, edge: number): Promise<Grey> {
  const side = Math.max(1, Math.round(edge * scale));
  const { data, info } = await picture.flatten({ background: '#ffffff' }).resize({ width: side, height: side, fit: 'inside' })
    .greyscale().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The ground a text stands on: the middle value of each point's neighbourhood. */
async function groundOf(grey: Grey): Promise<Buffer> {
  const small = { width: Math.ceil(grey.width / surroundings.shrink), height: Math.ceil(grey.height / surroundings.shrink) };
  const data = await sharp(grey.data, rawGrey(grey)).resize({ ...small, fit: 'fill' }).median(surroundings.window).toColourspace('b-w').raw().toBuffer();
  return sharp(data, rawGrey({ data, ...small })).resize({ width: grey.width, height: grey.height, fit: 'fill' }).toColourspace('b-w').raw().toBuffer();
}

/** Decodes leniently: what can be shown of a damaged picture is read. Rejects as `openPicture` does. */
export async function preparePicture(path: string, mediaType: string): Promise<PreparedPicture> {
  const header = await pictureHeader(path);
  return prepared(await openPicture(path, mediaType, false), header.width, header.height);
}

/** A picture of our own making that is in no file. */
export function preparePixels(png: Uint8Array, width: number, height: number): Promise<PreparedPicture> {
  return prepared(sharp(png), width, height);
}

async function prepared(picture: Sharp, width: number, height: number): Promise<PreparedPicture> {
  const scale = readingScale(width, height);
  const grey = await greyAt(picture, scale, Math.max(width, height));
  const ground = await groundOf(grey);
  const page = Buffer.alloc(grey.data.length);
  for (let at = 0; at < page.length; at += 1) {
    page[at] = 255 - Math.min(255, contrast * Math.abs((grey.data[at] ?? 0) - (ground[at] ?? 0)));
  }
  const png = await sharp(page, rawGrey(grey)).png({ compressionLevel: 1 }).toBuffer();
  return { png, width: grey.width, height: grey.height, scale };
}
