/** What the reading thread can be asked, and what it answers. Everything crosses as plain data. */
import type { Field } from '../../../../shared/domain/item.ts';

/** A PDF as a whole. */
export interface PdfFacts {
  readonly pages: number;
  /** Title, author, producer and dates as the file writes them. */
  readonly fields: readonly Field[];
  /** `Producer` or `Creator` in the file's own words; null when it does not say. */
  readonly madeBy: string | null;
  readonly encrypted: boolean;
  /** What is wrong with the file as a whole, in sentences. */
  readonly faults: readonly string[];
  /** Names of files carried inside the PDF. */
  readonly embedded: readonly string[];
}

export interface PdfPage {
  /** Text in the order a person reads it. */
  readonly text: string;
  /** Text in the order in which the file draws it. */
  readonly asDrawn: string;
  /** The same, every piece parted from the next: what one piece ends with and another begins with is no word. */
  readonly apart: string;
  /** The piece of text the page draws last; '' when it draws none. */
  readonly lastDrawn: string;
  /** Size of the smallest type on it, in points; null when it has no text. */
  readonly smallestPt: number | null;
  /** How far above the foot of the page, as it is seen, the lowest line of writing stands, what is drawn last left aside; null when there is no other. Points. */
  readonly lowestPt: number | null;
  /** How many characters read upright, turned a quarter clockwise, upside down, and turned a quarter the other way, as the page is seen. */
  readonly directions: readonly [upright: number, clockwise: number, upsideDown: number, anticlockwise: number];
  /** Comments and filled-in form fields, which are no part of the page's own text. */
  readonly fields: readonly Field[];
  /** Characters left out because the page holds more than the limit. */
  readonly leftOut: number;
  readonly faults: readonly string[];
}

/** A piece of text of a page and where it is seen, in fractions (0 to 1) of the page as it is turned, from its upper left corner. */
export interface PlacedText { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number; /** The next piece begins a new line. */ readonly ends: boolean }

/** A page as a picture, PNG. Pixels. */
export interface DrawnPage { readonly png: Uint8Array; readonly width: number; readonly height: number }

/** A sound or film as a whole. */
export interface MediaFacts {
  readonly fields: readonly Field[];
  /** Duration in seconds as the container states it; null when it does not. */
  readonly seconds: number | null;
  readonly hasPicture: boolean;
  readonly madeBy: string | null;
  readonly faults: readonly string[];
}

export interface Orders {
  /**
   * Opens a PDF; later `pdf.page` orders are about it. `repair` reads a copy in memory whose list of contents is rebuilt. `beyond`
   * reads a copy whose pages have no edges, so that what stands outside them is read too.
   */
  readonly 'pdf.open': { readonly input: { readonly path: string; readonly repair: boolean; readonly beyond?: boolean }; readonly output: PdfFacts };
  /** The same of a file of our own making, of which only what its pages need is read. Returns how many it has. */
  readonly 'pdf.openMade': { readonly input: { readonly path: string }; readonly output: number };
  /** Pages count from 1. */
  readonly 'pdf.page': { readonly input: { readonly page: number }; readonly output: PdfPage };
  /** Where the text of a page of the open file stands, in the order in which it is drawn. */
  readonly 'pdf.places': { readonly input: { readonly page: number }; readonly output: readonly PlacedText[] };
  /** A page of the file at `path` as it is seen, at so many dots an inch; nothing need be open. */
  readonly 'pdf.draw': { readonly input: { readonly path: string; readonly page: number; readonly dpi: number }; readonly output: DrawnPage };
  readonly 'media.read': { readonly input: { readonly path: string; readonly mediaType: string }; readonly output: MediaFacts };
}
export type OrderName = keyof Orders;

/** Why an order could not be carried out: the file is protected, damaged, or one page of it is. */
export type OrderFault = 'password' | 'damaged';

export type ThreadReply =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'failed'; readonly fault: OrderFault; readonly message: string };
