/** A document ready to be set, whatever its rows are. */
import type { CaseDatabase } from '../../db/case-database.ts';
import type { CallContext } from '../../rpc/handler.ts';
import type { Hiding } from '../../ciphers/hiding.ts';
import type { CaseMatter } from '../documents/case-matter.ts';
import type { TableDocument } from '../documents/table-document.ts';
import type { Totals } from '../documents/totals.ts';
import { setDocument, type SetDocument } from '../documents/set-document.ts';

/** What every kind of document is made from. */
export interface Making { readonly db: CaseDatabase; readonly author: string; /** Names in it are hidden already. */ readonly matter: CaseMatter; readonly hiding: Hiding; readonly call: CallContext }

/** The same of rows in which names are hidden. */
export function hidden<R>(document: TableDocument<R>, { values }: Hiding): TableDocument<R> {
  return { ...document, pages: async function* () { for await (const page of document.pages()) yield values(page); } };
}

export interface MadeDocument {
  readonly title: string;
  readonly totals: Totals;
  /** What a person should read over; asked when it is set. */
  readonly warnings: () => readonly string[];
  /** Its rows in words, for the continuity log. */
  readonly inWords: string;
  readonly set: () => Promise<SetDocument>;
}

/** `document` is of rows with names in them; they are hidden here. */
export function madeDocument<R>({ hiding, call }: Making, document: TableDocument<R>, totals: Totals, inWords: string, warnings: () => readonly string[] = () => []): MadeDocument {
  return { title: document.title, totals, inWords, warnings, set: () => setDocument(hidden(document, hiding), call) };
}
