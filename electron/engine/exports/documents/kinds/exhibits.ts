/** The list of exhibits: where each came from, its hash, how it was read, and what the continuity log says of it. */
import type { ContinuityEntry } from '../../../../../shared/contract/case-file.ts';
import type { ImportCertificate } from '../../../../../shared/contract/importing.ts';
import { documentLabels } from '../../../../../shared/domain/document-kind.ts';
import { formatInstant, timesShownIn } from '../../../../../shared/domain/display-time.ts';
import type { Exhibit } from '../../../../../shared/domain/exhibit.ts';
import { mediaTypeWords } from '../../../../../shared/domain/media-type-words.ts';
import { escapeHtml, evidenceHtml, isolated } from '../../timeline/markup.ts';
import { count, itemsInWords, notesHtml, rowsInWords, titleMatter, type CaseMatter } from '../case-matter.ts';
import { label, small } from '../cells.ts';
import type { BundleColumn } from '../bundle-pages.ts';
import { bundlePageColumn, notesWithout, without, type Column, type TableDocument } from '../table-document.ts';
import { totalsHtml, type Totals } from '../totals.ts';

export interface ExhibitRow {
  readonly exhibit: Exhibit;
  /** How it was read; null when it was not. */
  readonly certificate: ImportCertificate | null;
  /** Entries of the continuity log about it, oldest first. */
  readonly entries: readonly Pick<ContinuityEntry, 'action' | 'sequence' | 'at' | 'author' | 'summary'>[];
}

const lineOf = (words: string, value: string): string => (value === '' ? '' : small(`${label(words)} ${isolated(value)}`));

function notRead({ exhibit, entries }: ExhibitRow): string {
  if (exhibit.importState !== 'interrupted') return 'not read';
  const said = entries.findLast(({ action }) => action.startsWith('exhibit.import-'));
  return `reading was not finished${said === undefined ? '' : `; log entry ${count(said.sequence)} says why`}`;
}

function readCell(row: ExhibitRow): string {
  const { exhibit, certificate } = row;
  if (certificate === null) return `<i>${notRead(row)}</i>`;
  const folded = certificate.folded === 0 ? '' : ` + ${count(certificate.folded)} further lines of others`;
  return [
    `<div>${escapeHtml(certificate.importer)}, reader ${escapeHtml(certificate.importerVersion)}</div>`,
    small(escapeHtml(`${rowsInWords(certificate.rowsIn)} = ${itemsInWords(certificate.items)} + ${count(certificate.quarantined)} set aside${folded}`)),
    lineOf('Made by', certificate.madeBy ?? ''),
    certificate.zone === null ? '' : small(`${label('Zone')} ${escapeHtml(`${certificate.zone}, ${certificate.basis === 'in-data' ? 'in the data' : certificate.basis}${certificate.basisBy === '' ? '' : `, ${certificate.basisBy}`}`)}`),
    exhibit.itemCount === certificate.items ? '' : small(`${itemsInWords(exhibit.itemCount)} with those written down by hand`),
  ].join('');
}

function columns(zone: string, bundle: BundleColumn): Column<ExhibitRow>[] {
  return [
    { heading: 'Reference', share: 7.5, cell: ({ exhibit }) => `<b>${escapeHtml(exhibit.reference)}</b>` },
    { heading: 'Description', share: 16, cell: ({ exhibit }) => evidenceHtml(exhibit.description) }, { key: 'producer', heading: 'Producer', share: 9, cell: ({ exhibit }) => evidenceHtml(exhibit.producer) },
    { key: 'owner', heading: 'Source device or system', share: 12, cell: ({ exhibit }) => `${evidenceHtml(exhibit.deviceOwner)}${lineOf('Basis', exhibit.legalBasis)}` },
    { key: 'added', heading: 'Added to the case', share: 11, cell: ({ exhibit }) => `${escapeHtml(formatInstant(Date.parse(exhibit.addedAt), zone))}${small(`by ${escapeHtml(exhibit.addedBy)}`)}` },
    { key: 'file', heading: 'File', share: 13, cell: ({ exhibit }) => `${isolated(exhibit.originalName)}${small(escapeHtml(`${count(exhibit.sizeBytes)} bytes, ${mediaTypeWords(exhibit.mediaType)}`))}` },
    { key: 'hash', heading: 'SHA-256', share: 16, className: 'hash', cell: ({ exhibit }) => exhibit.sha256 }, { key: 'read', heading: 'How it was read', share: 16, cell: readCell },
    ...(bundle === 'none' ? [] : [{ heading: 'Statement page', share: 7.5, cell: () => '' }]), ...bundlePageColumn<ExhibitRow>(bundle, (pages, { exhibit }) => pages.pagesOfExhibit(exhibit.id)),
  ];
}

function continuityLine({ entries }: ExhibitRow, zone: string): string {
  return entries.map(({ sequence, at, author, summary }) => small(`${label(`Log entry ${count(sequence)}`)} ${escapeHtml(formatInstant(Date.parse(at), zone))}, ${escapeHtml(author)}: ${evidenceHtml(summary)}`)).join('');
}

export function exhibits(matter: CaseMatter, rows: readonly ExhibitRow[], totals: Totals, bundle: BundleColumn, leaveOut: readonly string[]): TableDocument<ExhibitRow> {
  const about = [`Selection: ${totals.listed === totals.total ? 'every exhibit of the case' : rows.map(({ exhibit }) => exhibit.reference).join(', ')}. ${timesShownIn(matter.zone)}`];
  return {
    title: documentLabels.exhibits.title, running: matter, front: `${titleMatter(documentLabels.exhibits.title, matter, about)}<div class="gap"></div>`, firstNumber: 1, count: rows.length, none: 'There are no exhibits in this case.',
    columns: without(columns(matter.zone, bundle), leaveOut), ...(typeof bundle === 'string' ? {} : { rowStart: (html, { exhibit }, number) => bundle.rowStart(html, { itemId: null, exhibitId: exhibit.id }, number) }), under: (row) => continuityLine(row, matter.zone),
    pages: async function* () { yield await Promise.resolve(rows); },
    end: () => `${totalsHtml(totals)}${notesHtml(matter, notesWithout([
      { key: 'hash', words: 'The hash is that of the original as it was received; a copy is the exhibit, byte for byte, when its own SHA-256 is the same. A folder is hashed as the list of its files.' },
      'Log entries are those of the continuity log of the case, which is signed and bound entry by entry; it is exported and checked on its own.',
    ], leaveOut))}`,
  };
}
