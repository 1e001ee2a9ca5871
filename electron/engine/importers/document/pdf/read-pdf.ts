/** A PDF becomes one item for each page, found by its words and shown at its page. */
import type { InspectionDraft } from '../../../../../shared/contract/importing.ts';
import { undated } from '../../../../../shared/domain/evidence-time.ts';
import type { Field, ItemDraft, QuarantinedRow } from '../../../../../shared/domain/item.ts';
import { mentionedIn } from '../../people/identifiers.ts';
import type { EvidenceSource, ImportFacts, ReadContext, SourceRow } from '../../importer.ts';
import { documentFacts } from '../document-facts.ts';
import { maxPages, maxPdfBytes, openPdfReading, type PageOutcome, type PdfReading } from './pdf-pages.ts';

const noText = 'No text layer: pictures of text need reading by OCR. The page can be looked at, but its words cannot be found by searching.';
const mb = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;

function setAside(source: EvidenceSource, page: number, code: QuarantinedRow['code'], reason: string): SourceRow {
  return { type: 'quarantined', row: { locator: { type: 'page', file: source.name, page }, code, reason, verbatim: '' } };
}

/** What holds for the document as a whole is said on its first page. */
function documentFields(source: EvidenceSource, { facts }: PdfReading): Field[] {
  return [
    { name: 'File name', value: source.originalName }, { name: 'Pages', value: String(facts.pages) }, ...facts.fields,
    ...facts.embedded.map((value) => ({ name: 'File carried inside', value })),
  ];
}

function pageRemarks(reading: PdfReading, { page, read, repaired }: PageOutcome & { readonly read: object }): string[] {
  const { facts } = reading;
  const empty = read.text.trim() === '';
  return [
    ...(page === 1 ? facts.faults : []),
    ...(page === 1 && facts.encrypted ? ['The file is encrypted with an empty password: anyone can open it.'] : []),
    ...(page === 1 && facts.embedded.length > 0 ? ['The PDF carries other files inside it. They were not read.'] : []),
    ...(repaired ? ['This page could be read only by searching the damaged file for its parts. Parts may be missing, or be of an earlier version of the file.'] : []),
    ...read.faults,
    ...(empty ? [repaired || read.faults.length > 0 ? 'No text of this page could be read.' : noText] : []),
    ...(read.leftOut > 0 ? [`The page holds ${read.leftOut.toLocaleString('en-GB')} more characters than are kept here; they are in the file.`] : []),
  ];
}

function toItem(source: EvidenceSource, reading: PdfReading, outcome: PageOutcome & { readonly read: object; readonly repaired: boolean }): ItemDraft {
  const { page, read, repaired } = outcome;
  const fields = [...(page === 1 ? documentFields(source, reading) : []), ...read.fields];
  return {
    kind: 'document', time: undated(), direction: 'none', from: '', to: [], thread: '', text: read.text, status: repaired ? 'partial' : 'live',
    locator: { type: 'page', file: source.name, page }, verbatim: read.asDrawn, fields,
    // The store knows the exhibit's own hash; it is the same bytes.
    attachments: [{ name: source.originalName, member: source.name, mediaType: 'application/pdf', sizeBytes: source.sizeBytes, sha256: null, state: 'present' }],
    identifiers: mentionedIn(read.text), remarks: pageRemarks(reading, outcome),
  };
}

const tooLarge = (source: EvidenceSource): string => `“${source.originalName}” is larger than ${mb(maxPdfBytes)}, too large to be read as a PDF. Split it into smaller files and add those as exhibits too.`;

/** What a person is told before the import. Throws as `openPdfReading` does. */
export async function inspectPdf(source: EvidenceSource, signal: AbortSignal): Promise<Pick<InspectionDraft, 'findings'>> {
  if (source.sizeBytes > maxPdfBytes) return { findings: [tooLarge(source)] };
  const reading = await openPdfReading(source, signal);
  try {
    const { pages, faults, encrypted } = reading.facts;
    return {
      findings: [
        `${pages} ${pages === 1 ? 'page' : 'pages'}, each of which becomes an item. Dates inside a document are not when it was made or sent; the items are undated.`,
        ...(encrypted ? ['The file is encrypted with an empty password.'] : []), ...faults,
        ...(reading.repaired ? ['The file opens only when its list of contents is rebuilt.'] : []),
      ],
    };
  } finally {
    await reading.close();
  }
}

/** Reads every page in order. Throws as `openPdfReading` does, before the first row. */
export async function* readPdf(source: EvidenceSource, { signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  if (source.sizeBytes > maxPdfBytes) {
    yield setAside(source, 1, 'too-large', tooLarge(source));
    return documentFacts({ rowsSeen: 1, warnings: [tooLarge(source)] });
  }
  const reading = await openPdfReading(source, signal);
  const { pages, faults, madeBy } = reading.facts;
  const warnings = new Set(faults);
  const withoutText: number[] = [];
  try {
    for await (const outcome of reading.pages()) {
      if (outcome.read === null) {
        yield setAside(source, outcome.page, 'malformed-row', `Page ${outcome.page} of “${source.originalName}” could not be read: ${outcome.why}.`);
      } else {
        for (const fault of outcome.read.faults) warnings.add(fault);
        if (outcome.repaired) warnings.add('Pages were read by searching the damaged file for its parts.');
        if (outcome.read.text.trim() === '') withoutText.push(outcome.page);
        yield { type: 'item', item: toItem(source, reading, { ...outcome, read: outcome.read }) };
      }
      onBytes(Math.round((source.sizeBytes * outcome.page) / pages), source.sizeBytes);
    }
    if (pages > maxPages) yield setAside(source, maxPages + 1, 'too-large', `“${source.originalName}” has ${pages} pages; those after page ${maxPages} were not read. Split it into smaller files and add those as exhibits too.`);
  } finally {
    await reading.close();
  }
  if (withoutText.length > 0) warnings.add(`${withoutText.length} of ${pages} pages have no text layer (${listed(withoutText)}): pictures of text need reading by OCR.`);
  return documentFacts({ rowsSeen: Math.min(pages, maxPages + 1), warnings: [...warnings], madeBy });
}

function listed(pages: readonly number[]): string {
  return pages.length > 10 ? `pages ${pages.slice(0, 10).join(', ')} and ${pages.length - 10} more` : `${pages.length === 1 ? 'page' : 'pages'} ${pages.join(', ')}`;
}
