/** How many pages a file of the case has, so that nothing is redacted that nobody could paint over. */
import { stat } from 'node:fs/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { RedactedFile } from '../../../shared/domain/redaction.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { borrowReader, giveBack, OrderFailed, ReaderEnded } from '../importers/contained/contained-reader.ts';
import type { CallContext } from '../rpc/handler.ts';
import { fileOfCase, refuseWithoutPages, withFileOfCase } from './redacted-file.ts';

interface Work { readonly db: CaseDatabase; readonly store: ExhibitStore }

const openLimitMs = 20_000;
/** Larger files are in no bundle, and are not opened for their number of pages. */
const mostBytes = 268_435_456;
/** Originals do not change while a case is open: each is counted once. */
const counted = new WeakMap<CaseDatabase, Map<string, number | null>>();

/** Null when it is protected or damaged, or too large to be opened for this. */
async function countPdf(path: string, about: string, call: CallContext): Promise<number | null> {
  if ((await stat(path)).size > mostBytes) return null;
  const reader = borrowReader(about, call.signal);
  try {
    return (await reader.ask('pdf.open', { path, repair: false }, openLimitMs)).pages;
  } catch (error) {
    if (error instanceof OrderFailed || error instanceof ReaderEnded) return null;
    throw error;
  } finally {
    await giveBack(reader);
  }
}

/** A picture has one. Null when it cannot be told without more than the file. Throws what finding and reading the file throws, `refused_input` for one that has no pages. */
export async function pagesOfFile(work: Work, file: RedactedFile, call: CallContext): Promise<number | null> {
  const found = fileOfCase(work.db, file);
  refuseWithoutPages(found);
  if (found.mediaType !== 'application/pdf') return 1;
  const known = counted.get(work.db) ?? new Map<string, number | null>();
  counted.set(work.db, known);
  const key = `${found.exhibitId} ${found.member}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const pages = await withFileOfCase(work, file, call, (path) => countPdf(path, found.said, call));
  known.set(key, pages);
  return pages;
}

/** Throws `invalid_input` for a page the file is known not to have, and what `pagesOfFile` throws. */
export async function refuseMissingPage(work: Work, file: RedactedFile, page: number, call: CallContext): Promise<void> {
  const pages = await pagesOfFile(work, file, call);
  if (pages === null || page <= pages) return;
  const { mediaType, said } = fileOfCase(work.db, file);
  throw new PlumblineError('invalid_input', mediaType === 'application/pdf' ? `There is no page ${page} in ${said}: it has ${pages === 1 ? '1 page' : `${pages} pages`}.` : 'A picture has one page: give page 1.');
}
