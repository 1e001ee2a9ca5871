/**
 * Where a picture stands in the viewer. Lengths of the picture are its own pixels, held upright as its camera says;
 * lengths of the stage are CSS pixels. Turning is of the view alone.
 */
import type { PictureSize } from '../../../../shared/contract/pictures.ts';
import type { Region } from '../../../../shared/domain/region.ts';

export interface Point { readonly x: number; readonly y: number }
/** A region in whole pixels of the picture. */
export interface Box extends Point { readonly width: number; readonly height: number }

/** `centre`: the pixel of the picture that stands in the middle of the stage. `zoom`: CSS pixels a pixel. `quarters`: turns of 90° clockwise. */
export interface Placing { readonly centre: Point; readonly zoom: number; readonly quarters: 0 | 1 | 2 | 3 }

export const zoomLimits = { least: 0.02, most: 16 };
const margin = 0.97;
/** The longest edge of a picture that is shown small. */
const smallEdge = 480;
/** No region is smaller than this: a slip of the mouse is no region. */
const leastSide = 4;

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** A vector of the stage as one of the upright picture, not scaled. */
export function unturned({ x, y }: Point, quarters: Placing['quarters']): Point {
  switch (quarters) {
    case 0: return { x, y };
    case 1: return { x: y, y: -x };
    case 2: return { x: -x, y: -y };
    case 3: return { x: -y, y: x };
  }
}

/** The zoom at which the whole picture is seen. */
export function fitZoom(picture: PictureSize, stage: PictureSize, quarters: Placing['quarters']): number {
  const [width, height] = quarters % 2 === 0 ? [picture.width, picture.height] : [picture.height, picture.width];
  return within(Math.min(stage.width / width, stage.height / height) * margin, zoomLimits.least, zoomLimits.most);
}

export function middleOf(picture: PictureSize): Point {
  return { x: picture.width / 2, y: picture.height / 2 };
}

/** How something that need not be spared anybody is first placed: whole, as large as there is room. */
export function wholePlacing(picture: PictureSize, stage: PictureSize): Placing {
  return { centre: middleOf(picture), quarters: 0, zoom: fitZoom(picture, stage, 0) };
}

/** How a picture is first placed: whole, and small. */
export function smallPlacing(picture: PictureSize, stage: PictureSize): Placing {
  return { centre: middleOf(picture), quarters: 0, zoom: Math.min(fitZoom(picture, stage, 0), smallEdge / Math.max(picture.width, picture.height)) };
}

/** The pixel of the picture under a point of the stage; it may lie outside the picture. */
export function pixelAt(point: Point, stage: PictureSize, { centre, zoom, quarters }: Placing): Point {
  const away = unturned({ x: point.x - stage.width / 2, y: point.y - stage.height / 2 }, quarters);
  return { x: centre.x + away.x / zoom, y: centre.y + away.y / zoom };
}

function kept(picture: PictureSize, centre: Point): Point {
  return { x: within(centre.x, 0, picture.width), y: within(centre.y, 0, picture.height) };
}

/** Moved by a vector of the stage: the picture follows the hand. */
export function panned(picture: PictureSize, placing: Placing, by: Point): Placing {
  const away = unturned(by, placing.quarters);
  return { ...placing, centre: kept(picture, { x: placing.centre.x - away.x / placing.zoom, y: placing.centre.y - away.y / placing.zoom }) };
}

/** At another zoom; the pixel under `at` (a point of the stage; its middle when left out) stays where it is. */
export function zoomed(picture: PictureSize, stage: PictureSize, placing: Placing, zoom: number, at: Point = { x: stage.width / 2, y: stage.height / 2 }): Placing {
  const next = within(zoom, zoomLimits.least, zoomLimits.most);
  const under = pixelAt(at, stage, placing);
  const away = unturned({ x: at.x - stage.width / 2, y: at.y - stage.height / 2 }, placing.quarters);
  return { ...placing, zoom: next, centre: kept(picture, { x: under.x - away.x / next, y: under.y - away.y / next }) };
}

export function turned(placing: Placing, by: 1 | -1): Placing {
  return { ...placing, quarters: ((placing.quarters + by + 4) % 4) as Placing['quarters'] };
}

/** The region between two pixels, inside the picture; null when it is too small to be meant. */
export function boxBetween(picture: PictureSize, one: Point, other: Point): Box | null {
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)].map((x) => Math.round(within(x, 0, picture.width))) as [number, number];
  const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)].map((y) => Math.round(within(y, 0, picture.height))) as [number, number];
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return box.width < Math.min(leastSide, picture.width) || box.height < Math.min(leastSide, picture.height) ? null : box;
}

/** A region round the middle of what is seen, of these shares of the picture. */
export function firstBox(picture: PictureSize, { centre }: Placing, share: Point): Box {
  const [width, height] = [Math.max(1, Math.round(picture.width * share.x)), Math.max(1, Math.round(picture.height * share.y))];
  return { width, height, x: Math.round(within(centre.x - width / 2, 0, picture.width - width)), y: Math.round(within(centre.y - height / 2, 0, picture.height - height)) };
}

/** Moved by whole pixels, as far as the picture goes. */
export function movedBox(picture: PictureSize, box: Box, by: Point): Box {
  return { ...box, x: within(box.x + by.x, 0, picture.width - box.width), y: within(box.y + by.y, 0, picture.height - box.height) };
}

/** Made larger or smaller at its right and lower edges, as far as the picture goes. */
export function sizedBox(picture: PictureSize, box: Box, by: Point): Box {
  const least = (side: number): number => Math.min(leastSide, side);
  return { ...box, width: within(box.width + by.x, least(picture.width), picture.width - box.x), height: within(box.height + by.y, least(picture.height), picture.height - box.y) };
}

export function regionOfBox(picture: PictureSize, { x, y, width, height }: Box): Region {
  return { x: x / picture.width, y: y / picture.height, width: width / picture.width, height: height / picture.height };
}

export function boxOfRegion(picture: PictureSize, { x, y, width, height }: Region): Box {
  return { x: Math.round(x * picture.width), y: Math.round(y * picture.height), width: Math.round(width * picture.width), height: Math.round(height * picture.height) };
}
