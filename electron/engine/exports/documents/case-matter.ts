/** What every document of a case says of it: title and case before the table; exhibits, legends and what made it after. */
import { regimeLabels } from '../../../../shared/domain/case-details.ts';
import { grouped, howMany } from '../../../../shared/domain/how-many.ts';
import type { Charge } from '../../../../shared/domain/charge.ts';
import { formatInstant } from '../../../../shared/domain/display-time.ts';
import type { Exhibit } from '../../../../shared/domain/exhibit.ts';
import type { Standard } from '../../../../shared/domain/standard.ts';
import type { Tag } from '../../../../shared/domain/tags.ts';
import type { Running } from '../pdf/set-pages.ts';
import { escapeHtml } from '../timeline/markup.ts';
import { FilesWithin } from './files-within.ts';
import type { Used } from './used.ts';

export interface CaseMatter extends Running {
  /** Zone the pages show times in. */
  readonly zone: string;
  readonly exhibits: readonly Exhibit[];
  readonly tags: readonly Tag[];
  readonly standards: readonly Standard[];
  readonly charges: readonly Charge[];
  readonly author: string;
  /** How the document was asked to be, as its heading says it; '' for as it is when nothing is said. */
  readonly chosen?: string;
  /** The document names its emoji. */
  readonly nameEmoji?: boolean;
}

export const count = grouped;
export const rowsInWords = (value: number): string => howMany(value, 'row');
export const itemsInWords = (value: number): string => howMany(value, 'item');

/** Title, case and lines about what follows. */
export function titleMatter(title: string, { details, chosen = '' }: CaseMatter, about: readonly string[]): string {
  const caseWords = [details.title, details.reference, details.force, regimeLabels[details.regime], details.officer === '' ? '' : `officer: ${details.officer}`].filter((part) => part !== '').join(' · ');
  return `<h1>${escapeHtml(title)}</h1>${[caseWords, ...about, ...(chosen === '' ? [] : [chosen])].map((line) => `<p class="about">${escapeHtml(line)}</p>`).join('')}`;
}

/** `within`: files inside them that the rows are of. */
export function exhibitsCited({ exhibits }: CaseMatter, used: Used, within = new FilesWithin()): string {
  const listed = exhibits.filter((exhibit) => used.exhibits.has(exhibit.reference)).map((exhibit) => `<tr>
    <td>${escapeHtml(exhibit.reference)}</td><td>${escapeHtml(exhibit.description)}</td><td>${escapeHtml(exhibit.producer)}</td>
    <td>${escapeHtml(exhibit.originalName)}<div class="small">${count(exhibit.sizeBytes)} bytes</div>${within.linesOf(exhibit.reference).map((line) => `<div class="small">${escapeHtml(line)}</div>`).join('')}</td><td class="hash">${exhibit.sha256}</td></tr>`);
  if (listed.length === 0) return '';
  return `<h2>Exhibits cited</h2><table><colgroup><col style="width:8%"><col style="width:26%"><col style="width:14%"><col style="width:20%"><col></colgroup>
    <thead><tr><th>Reference</th><th>Description</th><th>Producer</th><th>File</th><th>SHA-256</th></tr></thead><tbody>${listed.join('')}</tbody></table>`;
}

export function tagLegend({ tags }: CaseMatter, used: Used): string {
  const named = tags.filter((tag) => used.tags.has(tag.code));
  if (named.length === 0) return '';
  return `<h2>Tags</h2><p class="note small">A tag describes; it concludes nothing.</p><dl>${named.map((tag) => `<div><dt>${escapeHtml(tag.name)}.</dt> <dd>${escapeHtml(tag.definition)}</dd></div>`).join('')}</dl>`;
}

export function chargeLegend({ charges }: CaseMatter, used: Used): string {
  const named = charges.filter((charge) => used.charges.has(charge.label));
  if (named.length === 0) return '';
  return `<h2>Allegations and particulars</h2><dl>${named.map((charge) => `<div><dt>${escapeHtml(charge.label)}.</dt> <dd>${escapeHtml(charge.text)}</dd></div>`).join('')}</dl>`;
}

/** Notes on how times are read, as far as the rows need them. */
export function timeNotesUsed(used: Used): string[] {
  return [
    used.assumedZones > 0 ? `Zone assumed (${rowsInWords(used.assumedZones)}): the source does not say which clock it used; the zone was assumed on import and nobody has confirmed it.` : '',
    used.repeatedHours > 0 ? `The hour that happens twice when the clocks go back (${rowsInWords(used.repeatedHours)}): both readings are given.` : '',
  ].filter((line) => line !== '');
}

export const textNote = 'Text is as the source has it. Characters that print nothing or change the direction of text are shown by name in a small box.';
export const assessmentNote = 'Assessments are the view of the person named. Findings belong to the panel.';

const emojiNote = 'A name in small square brackets after an emoji is what Unicode calls it, and is not in the source.';

/** Notes, and the line that says what made the document. */
export function notesHtml({ version, author, madeAt, logHead, nameEmoji = false }: CaseMatter, ofDocument: readonly string[]): string {
  const notes = nameEmoji ? [...ofDocument, emojiNote] : ofDocument;
  const made = `Made by Plumbline ${version} for ${author}, ${formatInstant(madeAt.getTime(), 'UTC')}. Continuity log head ${logHead}.`;
  return `<section class="together">${notes.length === 0 ? '' : `<h2>Notes</h2>${notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join('')}`}<p class="note small">${escapeHtml(made)}</p></section>`;
}

/** What third-party conversations are in a selection; '' when the case has none. */
export function thirdPartyNote({ closed, opened, rows }: { readonly closed: number; readonly opened: number; readonly rows: number }): string {
  if (closed === 0) return '';
  return `Third-party conversations in the case: ${count(closed)}, closed to reading as conversations unless opened with a reason; ${count(opened)} opened. ${rows === 0 ? 'None of their rows is in this selection.' : `${rowsInWords(rows)} of them ${rows === 1 ? 'is' : 'are'} in this selection.`}`;
}
