/** A document ready to be written, whatever its rows are. */
import type { CaseDatabase } from '../../db/case-database.ts';
import type { CallContext } from '../../rpc/handler.ts';
import type { CaseMatter } from '../documents/case-matter.ts';
import type { TableDocument } from '../documents/table-document.ts';
import type { Totals } from '../documents/totals.ts';
import { writeDocument, type WrittenDocument } from '../documents/write-document.ts';

/** What every kind of document is made from. */
export interface Making { readonly db: CaseDatabase; readonly author: string; readonly matter: CaseMatter; readonly call: CallContext }

export interface MadeDocument {
  readonly title: string;
  readonly totals: Totals;
  /** Its rows in words, for the continuity log. */
  readonly inWords: string;
  readonly write: (options: { readonly destination: string; readonly overwrite: boolean }) => Promise<WrittenDocument>;
}

export function madeDocument<R>({ call }: Making, document: TableDocument<R>, totals: Totals, inWords: string): MadeDocument {
  return { title: document.title, totals, inWords, write: (options) => writeDocument(document, options, call) };
}
