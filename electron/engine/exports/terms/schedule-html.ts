/** The schedule of search terms as a page: three tables, and totals that foot. */
import type { CoverageCounts, TermSchedule } from '../../../../shared/contract/coverage.ts';
import type { CaseDetails } from '../../../../shared/domain/case-details.ts';
import { regimeLabels } from '../../../../shared/domain/case-details.ts';
import { formatDate } from '../../../../shared/domain/display-time.ts';
import { escapeHtml, isolated } from '../timeline/markup.ts';

const count = (value: number): string => value.toLocaleString('en-GB');
const columns = '<colgroup><col style="width:26%"><col style="width:8%"><col style="width:8%"><col style="width:8%"><col style="width:8%"><col style="width:24%"><col></colgroup>';
const head = (first: string): string => `<thead><tr><th>${first}</th><th class="figure">Hits</th><th class="figure">Read</th><th class="figure">Not read</th><th class="figure">Left out</th><th>Left out because</th><th>Listed</th></tr></thead>`;

function figures({ items, seen, unseen, excluded, because }: CoverageCounts): string {
  return `${[items, seen, unseen, excluded].map((value) => `<td class="figure">${count(value)}</td>`).join('')}<td>${because.map(({ reason, items: of }) => `<div>${isolated(reason)}: ${count(of)}</div>`).join('')}</td>`;
}

function line(name: string, under: string, counts: CoverageCounts, fault: string | null, listed: string): string {
  const words = `<td>${isolated(name)}${under === '' ? '' : `<div class="small">${isolated(under)}</div>`}</td>`;
  return `<tr>${words}${fault === null ? figures(counts) : `<td colspan="5">${escapeHtml(fault)}</td>`}<td>${escapeHtml(listed)}</td></tr>`;
}

const table = (title: string, first: string, rows: readonly string[], none: string): string =>
  `<h2>${title}</h2>${rows.length === 0 ? `<p class="note">${none}</p>` : `<table>${columns}${head(first)}<tbody>${rows.join('')}</tbody></table>`}`;

const notes = [
  'Read: somebody had the item before them on a screen. Left out: nobody has read it, and the reason says why nobody means to. Of every line, hits = read + not read + left out.',
  'Terms overlap: an item hit by two terms is in both lines and once in the total. Words are found by their beginning; capitals make no difference. Operators are AND, OR, NOT and NEAR.',
  'A term taken off the list was searched for; it is kept with the reason.',
];

export const scheduleStyles = '.figure { text-align: right; padding-right: 12pt; } .foot td { font-weight: 700; border-top: 0.8pt solid #111; }';

/** `zone` is that of the days shown. */
export function scheduleHtml({ terms, views, dropped, any, none, whole }: TermSchedule, about: { readonly details: CaseDetails; readonly zone: string; readonly madeLine: string }): string {
  const { details, zone, madeLine } = about;
  const day = (iso: string, author: string): string => `${formatDate(Date.parse(iso), zone)}, ${author}`;
  const caseWords = [details.title, details.reference, details.force, regimeLabels[details.regime]].filter((part) => part !== '').join(' · ');
  const totals = [line('Items hit by at least one term', 'each item once', any, null, ''), line('Items hit by no term', '', none, null, ''), `<tr class="foot"><td>All items of the case</td>${figures(whole)}<td></td></tr>`];
  return [
    '<h1>Schedule of search terms</h1>', `<p class="about">${escapeHtml(caseWords)}</p>`,
    `<p class="totals">${count(terms.length)} ${terms.length === 1 ? 'term' : 'terms'} and ${count(views.length)} saved ${views.length === 1 ? 'view' : 'views'}. Hit by at least one term ${count(any.items)} + by none ${count(none.items)} = ${count(whole.items)} items. Read ${count(whole.seen)} + not read ${count(whole.unseen)} + left out ${count(whole.excluded)} = ${count(whole.items)} items.</p>`,
    table('Search terms', 'Term', terms.map((term) => line(term.term, '', term, term.fault, day(term.listedAt, term.author))), 'No terms are listed.'),
    table('Saved views', 'View', views.map((view) => line(view.name, view.inWords, view, view.fault, day(view.madeAt, view.author))), 'No views are saved.'),
    `<div class="together">${table('Totals', 'Items', totals, '')}</div>`,
    dropped.length === 0 ? '' : `<h2>Taken off the list</h2><table><colgroup><col style="width:34%"><col style="width:44%"><col></colgroup><thead><tr><th>Term</th><th>Reason</th><th>Taken off</th></tr></thead><tbody>${
      dropped.map(({ term, reason, author, madeAt }) => `<tr><td>${isolated(term)}</td><td>${isolated(reason)}</td><td>${escapeHtml(day(madeAt, author))}</td></tr>`).join('')}</tbody></table>`,
    `<h2>Notes</h2>${notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join('')}<p class="note small">${escapeHtml(`Days are by the clock of ${zone}. ${madeLine}`)}</p>`,
  ].join('');
}
