/** A document ready to be set, whatever its rows are. */
import { withEmojiNamed } from '../documents/named-emoji.ts';
import type { PDFDocument } from '@cantoo/pdf-lib';
import type { TableDocument } from '../documents/table-document.ts';
import type { Totals } from '../documents/totals.ts';
import { wordPieces } from '../word/word-document.ts';
import type { Making } from './making.ts';
import { setDocument, type SetDocument } from '../documents/set-document.ts';

/** The same of rows in which names are hidden. */
export function hidden<R>(document: TableDocument<R>, { hiding, zoom }: Making): TableDocument<R> {
  return { ...document, ...(zoom === undefined ? {} : { zoom }), pages: async function* () { for await (const page of document.pages()) yield hiding.values(page); } };
}

export interface MadeDocument {
  readonly title: string;
  readonly totals: Totals;
  /** What a person should read over; asked when it is set. */
  readonly warnings: () => readonly string[];
  /** Its rows in words, for the continuity log. */
  readonly inWords: string;
  readonly set: () => Promise<SetDocument>;
  /** The same as a Word file, as it comes. */
  readonly word: () => AsyncIterable<Uint8Array>;
}

/** `document` is of rows with names in them; they are hidden here, and emoji named after that. `before`: pages of the PDF that stand before its table. */
export function madeDocument<R>(making: Making, document: TableDocument<R>, totals: Totals, inWords: string, warnings: () => readonly string[] = () => [], before?: () => Promise<PDFDocument>): MadeDocument {
  const inCipher = hidden(document, making);
  const shown = making.matter.nameEmoji === true ? withEmojiNamed(inCipher, making.hiding.text) : inCipher;
  return { title: document.title, totals, inWords, warnings, set: async () => setDocument(shown, making, await before?.()), word: () => wordPieces(shown, making.call) };
}
