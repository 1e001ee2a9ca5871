/** Goes through a PDF page by page, whatever the file does: a page that cannot be read is told apart from one that can. */
import { PlumblineError } from '../../../../../shared/contract/errors.ts';
import type { EvidenceSource } from '../../importer.ts';
import { borrowReader, giveBack, OrderFailed, ReaderEnded, type ContainedReader } from '../../contained/contained-reader.ts';
import type { PdfFacts, PdfPage } from '../../contained/orders.ts';

export const maxPdfBytes = 268_435_456;
export const maxPages = 20_000;
const openLimitMs = 8_000;
const pageLimitMs = 5_000;
/** Readers started again after one that did not come back; then the rest is left. */
const maxRestarts = 5;

export type PageOutcome =
  | { readonly page: number; readonly read: PdfPage; readonly repaired: boolean }
  /** `why` continues “Page 3 of “x.pdf” could not be read: ”. */
  | { readonly page: number; readonly read: null; readonly why: string };

const wrongPassword = (name: string): PlumblineError => new PlumblineError(
  'refused_input',
  `“${name}” is protected with a password, or in a way this program cannot open. It is kept as an exhibit with its hash, but nothing in it is on the timeline. Ask the supplier for the password or an unprotected copy, and add that as an exhibit too.`,
);

/** pdf.js names its own parts; a reader needs the meaning. */
function meaningOf(message: string): string {
  if (/Maximum call stack|nested/i.test(message)) return 'it is nested more deeply than can be followed';
  if (/Root|catalog|Pages/i.test(message)) return 'its list of pages cannot be found';
  if (/XRef entry/i.test(message)) return 'a part it refers to is not where the file says it is';
  if (/Illegal character|Invalid PDF structure|Missing PDF|header/i.test(message)) return 'its parts cannot be told apart';
  if (/page/i.test(message)) return 'the page is not in the file';
  return 'its parts cannot be understood';
}

export class PdfReading {
  readonly facts: PdfFacts;
  /** True when the file opened only with its list of contents rebuilt. */
  readonly repaired: boolean;
  readonly #source: EvidenceSource;
  readonly #signal: AbortSignal;
  #reader: ContainedReader;
  #mender: ContainedReader | null = null;
  #mendable = true;
  #restarts = 0;

  constructor(source: EvidenceSource, signal: AbortSignal, reader: ContainedReader, facts: PdfFacts, repaired: boolean) {
    this.#source = source;
    this.#signal = signal;
    this.#reader = reader;
    this.facts = facts;
    this.repaired = repaired;
  }

  async *pages(): AsyncGenerator<PageOutcome, void, void> {
    const last = Math.min(this.facts.pages, maxPages);
    for (let page = 1; page <= last; page += 1) {
      yield this.#restarts > maxRestarts
        ? { page, read: null, why: `it was not tried, because ${this.#restarts} pages before it stopped the reader` }
        : await this.#page(page);
    }
  }

  async close(): Promise<void> {
    await giveBack(this.#reader);
    if (this.#mender !== null) await giveBack(this.#mender);
  }

  async #page(page: number): Promise<PageOutcome> {
    try {
      return { page, repaired: this.repaired, read: await this.#reader.ask('pdf.page', { page }, pageLimitMs) };
    } catch (error) {
      if (error instanceof ReaderEnded) {
        await this.#restart();
        return { page, read: null, why: error.message };
      }
      if (!(error instanceof OrderFailed)) throw error;
      return (this.repaired ? null : await this.#mended(page)) ?? { page, read: null, why: meaningOf(error.message) };
    }
  }

  async #restart(): Promise<void> {
    await giveBack(this.#reader);
    this.#restarts += 1;
    if (this.#restarts > maxRestarts) return;
    try {
      this.#reader = await startReader(this.#source, this.#signal, this.repaired).then(({ reader }) => reader);
    } catch (error) {
      if (!(error instanceof ReaderEnded || error instanceof OrderFailed)) throw error;
      this.#restarts = maxRestarts + 1;
    }
  }

  /** The same page of the same file, its list of contents rebuilt; null when that does not help. */
  async #mended(page: number): Promise<PageOutcome | null> {
    if (!this.#mendable) return null;
    try {
      if (this.#mender === null) {
        const { reader, facts } = await startReader(this.#source, this.#signal, true);
        this.#mender = reader;
        this.#mendable = facts.pages === this.facts.pages;
        if (!this.#mendable) return null;
      }
      return { page, repaired: true, read: await this.#mender.ask('pdf.page', { page }, pageLimitMs) };
    } catch (error) {
      if (error instanceof ReaderEnded) this.#mendable = false;
      else if (!(error instanceof OrderFailed)) throw error;
      return null;
    }
  }
}

async function startReader(source: EvidenceSource, signal: AbortSignal, repair: boolean): Promise<{ readonly reader: ContainedReader; readonly facts: PdfFacts }> {
  const reader = borrowReader(source.originalName, signal);
  try {
    return { reader, facts: await reader.ask('pdf.open', { path: source.path, repair }, openLimitMs) };
  } catch (error) {
    await giveBack(reader);
    throw error;
  }
}

/**
 * Opens a PDF; close it when done. Throws `refused_input` for one with a password or that takes more
 * time or memory than it may, `damaged_input` when no page can be found, `cancelled`.
 */
export async function openPdfReading(source: EvidenceSource, signal: AbortSignal): Promise<PdfReading> {
  const name = source.originalName;
  let told = '';
  for (const repair of [false, true]) {
    try {
      const { reader, facts } = await startReader(source, signal, repair);
      if (facts.pages > 0) return new PdfReading(source, signal, reader, facts, repair);
      await giveBack(reader);
      told = 'it has no pages';
    } catch (error) {
      if (error instanceof ReaderEnded) {
        throw new PlumblineError('refused_input', `“${name}” was not read: ${error.message}. It may be made to stop programs. It is kept as an exhibit with its hash; ask the supplier for the document again, printed to a new PDF.`);
      }
      if (!(error instanceof OrderFailed)) throw error;
      if (error.fault === 'password') throw wrongPassword(name);
      if (!repair) told = meaningOf(error.message);
    }
  }
  throw new PlumblineError('damaged_input', `“${name}” is damaged and no page of it can be read: ${told}. It is kept as an exhibit with its hash. Ask the supplier for it again, and add that copy as an exhibit too.`);
}
