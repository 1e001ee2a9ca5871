/**
 * Rows as one page that any browser opens with no network and nothing installed: to read, find, filter and print. The page may fetch
 * nothing and run nothing but what its own policy names by hash. Rows are data beside it, some hundred in a block, and are drawn a page at a time.
 */
import { timesShownIn } from '../../../../../shared/domain/display-time.ts';
import { createHash } from 'node:crypto';
import { assessmentLabels, assessmentStates } from '../../../../../shared/domain/assessment.ts';
import type { Exhibit } from '../../../../../shared/domain/exhibit.ts';
import { itemKindLabels, itemKinds } from '../../../../../shared/domain/item.ts';
import type { Tag } from '../../../../../shared/domain/tags.ts';
import { escapeHtml, evidenceHtml, namedCharacters } from '../../timeline/markup.ts';
import { aboutLines, type RowsSource } from '../rows-source.ts';
import { copiedRow } from './copied-row.ts';
import { pageScript } from './page-script.ts';
import { pageStyles } from './page-styles.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
const policy = `default-src 'none'; script-src ${hashOf(pageScript)}; style-src ${hashOf(pageStyles)}; base-uri 'none'; form-action 'none'`;

/** JSON that no text in it can end, for it stands in a script element, and that looks in an editor as it is. */
const dataBlock = (attributes: string, value: unknown): string => `<script type="application/json" ${attributes}>${JSON.stringify(value).replace(/[<>&\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}</script>\n`;
const count = (value: number): string => value.toLocaleString('en-GB');

const field = (id: string, label: string, control: string): string => `<span class="field"><label for="${id}">${label}</label>${control}</span>`;
const choice = (id: string, label: string, options: string): string => field(id, label, `<select id="${id}">${options}</select>`);
const day = (id: string, label: string): string => field(id, label, `<input id="${id}" type="date">`);
const any = (words: string): string => `<option value="">${words}</option>`;
const controls = `<form id="controls">${field('find', 'Find (all of these words)', '<input id="find" type="search" autocomplete="off" spellcheck="false">')}`
  + `${choice('kind', 'Kind', any('Every kind'))}${choice('tag', 'Tag', any('Any tag or none'))}${choice('assessment', 'Assessment', any('Any assessment'))}${day('from', 'From')}${day('until', 'Until')}`
  + choice('size', 'Rows at a time', '<option>100</option><option>250</option><option>1000</option><option value="all">all (to print)</option>')
  + '<button type="reset">Clear</button><button type="button" id="before">Rows before</button><button type="button" id="after">Rows after</button></form>';
const columns = [['No.', 4], ['Date and time', 13], ['Kind, within', 10], ['From', 10], ['To', 10], ['Text, word for word', 27], ['Assessment, accounts, tags', 17], ['Exhibit, place', 9]] as const;

function head({ details }: RowsSource): string {
  return `<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">`
    + `<title>${escapeHtml(`${details.reference} — review copy`)}</title><style>${pageStyles}</style></head>\n<body>`;
}

function front(source: RowsSource): string {
  const { details, totals, filterInWords, zone, version, author, madeAt, logHead } = source;
  const withheld = totals.withheld === 0 ? '' : ` + privileged and withheld ${count(totals.withheld)}`;
  const lines = [
    `Selection: ${filterInWords}. ${timesShownIn(zone)}`, `Made by Plumbline ${version} for ${author}, ${madeAt.toISOString()}. Continuity log head ${logHead}.`,
    'A copy to read: no pictures or files are in it, and what is changed in it changes nothing in the case. Text is as the source has it; characters that print nothing or change the direction of text are shown by name.',
  ];
  return `<div class="marking">${escapeHtml(details.protectiveMarking)}</div><header><h1>${escapeHtml(`${details.title} · ${details.reference}`)}</h1>`
    + `<p class="totals">Rows listed ${count(totals.rows)}${withheld} + outside this selection ${count(totals.leftOut)} = ${count(totals.total)} items. Rows set aside on import: ${count(totals.setAside)} (see the import certificates).</p>`
    + `${lines.map((line) => `<p>${evidenceHtml(line)}</p>`).join('')}</header>\n<main>${controls}`
    + '<p class="keys"><kbd>/</kbd> find · <kbd>Esc</kbd> to the rows · <kbd>j</kbd> <kbd>k</kbd> next and previous row · <kbd>n</kbd> <kbd>p</kbd> rows after and before</p>'
    + '<noscript><p>The rows are in this file and are drawn by the script in it, which this browser does not run.</p></noscript><p class="status" id="status" role="status"></p>'
    + `<table><caption>Rows of the timeline</caption><colgroup>${columns.map(([, share]) => `<col width="${share}%">`).join('')}</colgroup><thead><tr>${columns.map(([heading]) => `<th scope="col">${heading}</th>`).join('')}</tr></thead><tbody id="rows"></tbody></table>\n`;
}

function exhibitTable(exhibits: readonly Exhibit[]): string {
  if (exhibits.length === 0) return '';
  const rows = exhibits.map(({ reference, description, producer, originalName, sha256 }) => `<tr>${[reference, description, producer, originalName].map((text) => `<td>${evidenceHtml(text)}</td>`).join('')}<td class="hash">${sha256}</td></tr>`);
  return `<h2>Exhibits cited</h2><table><thead><tr>${['Reference', 'Description', 'Producer', 'File', 'SHA-256'].map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function tagLegend(tags: readonly Tag[]): string {
  return tags.length === 0 ? '' : `<h2>Tags</h2><p>A tag describes; it concludes nothing.</p>${tags.map(({ name, definition }) => `<p><b>${evidenceHtml(name)}.</b> ${evidenceHtml(definition)}</p>`).join('')}`;
}

/** The page in pieces; what its rows turned out to cite stands under them. */
export async function* reviewCopy(source: RowsSource): AsyncGenerator<string> {
  yield `${head(source)}${front(source)}`;
  const [exhibits, tags] = [new Set<string>(), new Set<string>()];
  for await (const page of source.pages()) {
    for (const { record, tags: carried } of page) {
      exhibits.add(record.exhibit);
      for (const tag of carried) tags.add(tag);
    }
    if (page.length > 0) yield dataBlock('data-rows', page.map((row) => copiedRow(row, source.zone)));
  }
  const usedTags = source.tags.filter(({ code }) => tags.has(code));
  yield `${exhibitTable(source.exhibits.filter(({ reference }) => exhibits.has(reference)))}${tagLegend(usedTags)}`;
  yield `<h2>About this copy</h2>${aboutLines(source).map(([name, value]) => `<p><b>${escapeHtml(name)}:</b> ${evidenceHtml(String(value))}</p>`).join('')}<p>Assessments are the view of the person named. Findings belong to the panel.</p></main><div class="marking">${escapeHtml(source.details.protectiveMarking)}</div>\n`;
  yield dataBlock('id="facts"', {
    named: namedCharacters, tags: Object.fromEntries(usedTags.map(({ code, name }) => [code, name])),
    kinds: Object.fromEntries(itemKinds.map((kind) => [kind, itemKindLabels[kind].one])), assessments: Object.fromEntries(assessmentStates.map((state) => [state, assessmentLabels[state].full])),
  });
  yield `<script>${pageScript}</script></body></html>\n`;
}
