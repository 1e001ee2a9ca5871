/** What reads the text in pictures, by name and version. Apart from the code that does, so that naming it loads none of it. */
import type { PictureWord } from '../../../shared/contract/pictures.ts';

/** Folder of the language data inside its package. */
export const languageData = '4.0.0_best_int';
/** Counts up whenever a picture is prepared otherwise, because the same bytes may then be read otherwise. */
const preparation = 1;
/** Everything the reading of a picture depends on: the same bytes read by the same are not read twice. */
export const readingEngine = `tesseract.js 7.0.0, eng ${languageData}, preparation ${preparation}`;

/** Fine enough for small print. Dots an inch. */
export const pageReadingDpi = 200;
/** The same for a page of a PDF, counted from 1; null for a picture. */
export const engineFor = (page: number | null): string => (page === null ? readingEngine : `${readingEngine}, page ${page} drawn at ${pageReadingDpi} dots an inch and turned as it reads`);

export interface TextReading {
  readonly words: readonly PictureWord[];
  readonly text: string;
  readonly remarks: readonly string[];
  /** As tesseract itself gives it. */
  readonly engineVersion: string;
}
