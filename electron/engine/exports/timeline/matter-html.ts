/** What stands before and after the table: title and totals; legends, exhibits, notes. */
import { regimeLabels } from '../../../../shared/domain/case-details.ts';
import { formatInstant } from '../../../../shared/domain/display-time.ts';
import { escapeHtml } from './markup.ts';
import type { TimelineSource, Used } from './timeline-source.ts';

const rows = (value: number): string => (value === 1 ? '1 row' : `${count(value)} rows`);
const count = (value: number): string => value.toLocaleString('en-GB');

/** Title, case, selection in words, and totals that foot. */
export function frontMatter(source: TimelineSource): string {
  const { details } = source;
  const about = [details.title, details.reference, details.force, regimeLabels[details.regime], details.officer === '' ? '' : `officer: ${details.officer}`].filter((part) => part !== '');
  return [
    '<h1>Timeline</h1>',
    `<p class="about">${escapeHtml(about.join(' · '))}</p>`,
    `<p class="about">Selection: ${escapeHtml(source.filterInWords)}. Times are shown in ${escapeHtml(source.zone)}.</p>`,
    `<p class="totals">Rows listed ${count(source.shown)}${source.withheld === 0 ? '' : ` + privileged and withheld ${count(source.withheld)}`} + outside this selection ${count(source.total - source.shown - source.withheld)} = ${count(source.total)} items. Rows set aside on import: ${count(source.setAside)} (see the import certificates).</p>`,
  ].join('');
}

function exhibitList(source: TimelineSource, used: Used): string {
  const listed = source.exhibits.filter((exhibit) => used.exhibits.has(exhibit.reference)).map((exhibit) => `<tr>
    <td>${escapeHtml(exhibit.reference)}</td><td>${escapeHtml(exhibit.description)}</td><td>${escapeHtml(exhibit.producer)}</td>
    <td>${escapeHtml(exhibit.originalName)}<div class="small">${count(exhibit.sizeBytes)} bytes</div></td><td class="hash">${exhibit.sha256}</td></tr>`);
  if (listed.length === 0) return '';
  return `<h2>Exhibits cited</h2><table><colgroup><col style="width:8%"><col style="width:26%"><col style="width:14%"><col style="width:20%"><col></colgroup>
    <thead><tr><th>Reference</th><th>Description</th><th>Producer</th><th>File</th><th>SHA-256</th></tr></thead><tbody>${listed.join('')}</tbody></table>`;
}

function tagLegend(source: TimelineSource, used: Used): string {
  const tags = source.tags.filter((tag) => used.tags.has(tag.code));
  if (tags.length === 0) return '';
  return `<h2>Tags</h2><p class="note small">A tag describes; it concludes nothing.</p><dl>${tags.map((tag) => `<div><dt>${escapeHtml(tag.name)}.</dt> <dd>${escapeHtml(tag.definition)}</dd></div>`).join('')}</dl>`;
}

function chargeLegend(source: TimelineSource, used: Used): string {
  const charges = source.charges.filter((charge) => used.charges.has(charge.label));
  if (charges.length === 0) return '';
  return `<h2>Allegations and particulars</h2><dl>${charges.map((charge) => `<div><dt>${escapeHtml(charge.label)}.</dt> <dd>${escapeHtml(charge.text)}</dd></div>`).join('')}</dl>`;
}

function thirdPartyNote({ thirdParty: { closed, opened, rows: listed } }: TimelineSource): string {
  if (closed === 0) return '';
  return `Third-party conversations in the case: ${count(closed)}, closed to reading as conversations unless opened with a reason; ${count(opened)} opened. ${listed === 0 ? 'None of their rows is in this selection.' : `${rows(listed)} of them ${listed === 1 ? 'is' : 'are'} in this selection.`}`;
}

function notes(source: TimelineSource, used: Used): string {
  const lines = [
    'Text is as the source has it. Characters that print nothing or change the direction of text are shown by name in a small box.',
    'Assessments are the view of the person named. Findings belong to the panel.',
    thirdPartyNote(source),
    used.assumedZones > 0 ? `Zone assumed (${rows(used.assumedZones)}): the source does not say which clock it used; the zone was assumed on import and nobody has confirmed it.` : '',
    used.repeatedHours > 0 ? `The hour that happens twice when the clocks go back (${rows(used.repeatedHours)}): both readings are given.` : '',
  ].filter((line) => line !== '');
  return `<h2>Notes</h2>${lines.map((line) => `<p class="note">${escapeHtml(line)}</p>`).join('')}`;
}

/** Legends, exhibits with hashes, notes, and the line that says what made this. */
export function endMatter(source: TimelineSource, used: Used): string {
  const made = `Made by Plumbline ${source.version} for ${source.author}, ${formatInstant(source.madeAt.getTime(), 'UTC')}. Continuity log head ${source.logHead}.`;
  return [exhibitList(source, used), tagLegend(source, used), chargeLegend(source, used), notes(source, used), `<p class="note small">${escapeHtml(made)}</p>`].join('');
}
