/** A document ready to be set, whatever its rows are. */
import type { CaseDatabase } from '../../db/case-database.ts';
import type { CallContext } from '../../rpc/handler.ts';
import type { CaseMatter } from '../documents/case-matter.ts';
import type { TableDocument } from '../documents/table-document.ts';
import type { Totals } from '../documents/totals.ts';
import { wordPieces } from '../word/word-document.ts';
import { setDocument, type SetDocument } from '../documents/set-document.ts';

/** What every kind of document is made from. */
export interface Making { readonly db: CaseDatabase; readonly author: string; readonly matter: CaseMatter; readonly call: CallContext }

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

export function madeDocument<R>({ call }: Making, document: TableDocument<R>, totals: Totals, inWords: string, warnings: () => readonly string[] = () => []): MadeDocument {
  return { title: document.title, totals, inWords, warnings, set: () => setDocument(document, call), word: () => wordPieces(document, call) };
}
