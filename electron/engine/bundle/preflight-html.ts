/** The preflight report as HTML. */
import type { Preflight } from '../../../shared/contract/preflight.ts';
import { valueWords, type Setting } from '../../../shared/domain/bundle-settings.ts';
import { remarkRules, settingAside } from '../../../shared/domain/document-remarks.ts';
import { howMany } from '../../../shared/domain/how-many.ts';
import { printedOn } from '../../../shared/domain/page-labels.ts';
import { escapeHtml } from '../exports/timeline/markup.ts';
import { frontStyles } from './front-html.ts';
import { pagesSaid } from './checks/said.ts';
import { signedBy } from '../../../shared/domain/signed-by.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';

export const preflightStyles = `${frontStyles}
h3 { font: 700 11pt/15pt sans-serif; margin: 14pt 0 4pt; break-after: avoid; }
td { font-size: 9.5pt; line-height: 13pt; }
p { margin: 0 0 4pt; }
.hash { overflow-wrap: anywhere; font-size: 9.5pt; }
`;

const outcomes: Readonly<Record<Preflight['rules'][number]['outcome'], string>> = { pass: 'passed', warn: 'WARNING', fail: 'FAILED', 'not-applicable': 'not applicable' };
const bytes = (count: number): string => `${count.toLocaleString('en-GB')} bytes`;

function table(heading: string, heads: readonly string[], widths: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return `<h3>${escapeHtml(heading)}</h3><table><colgroup>${widths.map((width) => `<col style="width:${width}">`).join('')}</colgroup><thead><tr>${heads.map((head) => `<th>${escapeHtml(head)}</th>`).join('')}</tr></thead>
    <tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
}

const asideRules = new Set(settingAside.map((kind) => remarkRules[kind]));

/** How many settings are otherwise, and how often a rule is set aside for a page or a document. */
function setAside(settings: number, pages: number): string {
  if (settings + pages === 0) return 'No rule was set aside.';
  return [...(settings === 0 ? [] : [`${settings === 1 ? 'One setting is' : `${settings} settings are`} otherwise than it says.`]), ...(pages === 0 ? [] : [`For single pages or documents a rule is set aside ${pages === 1 ? 'once' : `${pages} times`}.`])].join(' ');
}

export function preflightHtml({ case: about, bundle, profile, overrides, labels, file, totals, rules, selfTest, madeAt, author, writer, checkers, ...found }: Preflight): string {
  return [
    `<p class="marking">${escapeHtml(about.marking)}</p><h2>Preflight report</h2>`,
    ...[
      `${about.title} · ${about.reference}`, `${bundle.title}, bundle ${bundle.letter}, version ${bundle.version} (${bundle.kind})${bundle.hearingOn === null ? '' : `, hearing ${writtenDay(bundle.hearingOn)}`}`,
      `Prepared to follow ${profile.followed}. ${setAside(overrides.length, found.remarks.filter(({ rule }) => asideRules.has(rule)).length)} No published standard binds a misconduct panel; nothing here says that one is met.`,
      `${file.name}, ${bytes(file.sizeBytes)}. Suggested name: ${file.suggestedName}`,
      [howMany(totals.pages, 'page'), howMany(totals.entries, 'entry of the index', 'entries of the index'), howMany(totals.bookmarks, 'bookmark'), howMany(totals.links, 'link')].join(', '),
    ].map((line) => `<p>${escapeHtml(line)}</p>`), `<p class="hash">SHA-256 ${file.sha256}</p>`,
    table('Settings that are otherwise than the profile says', ['Rule', 'Setting', 'Reason', 'By'], ['9%', '30%', '38%', '23%'], overrides.map(({ rule, inWords, setting, profileValue, reason, ...said }) => [rule, `${inWords}; the profile says ${valueWords(setting as Setting, profileValue)}`, reason, signedBy(said)])),
    table('Said of single pages and documents', ['Rule', 'Page', 'Document', 'What', 'Reason', 'By'], ['8%', '9%', '20%', '23%', '23%', '17%'], found.remarks.map(({ rule, printed, title, inWords, reason, ...said }) => [rule, printed, title, inWords, reason, signedBy(said)])),
    table('Rules', ['Rule', 'Outcome', 'Found'], ['9%', '18%', '73%'], rules.map(({ rule, outcome, found: said, overridden }) => [rule, `${outcomes[outcome]}${overridden ? ', by override' : ''}`, said])),
    `<h3>Names</h3><p>${escapeHtml(selfTest)}</p>`,
    table('Documents whose pages are not here', ['Page', 'Document', 'Why'], ['9%', '35%', '56%'], found.leftOut.map(({ page, title, why }) => [printedOn(labels, page), title, why])),
    table('Withheld by a person', ['Page', 'Document', 'Reason', 'By'], ['9%', '30%', '38%', '23%'], found.withheld.map(({ page, title, reason, ...said }) => [printedOn(labels, page), title, reason, signedBy(said)])),
    table('To be supplied beside the bundle', ['Page', 'Document', 'SHA-256'], ['9%', '35%', '56%'], found.besideTheBundle.map(({ page, title, sha256 }) => [printedOn(labels, page), title, sha256])),
    table('Pages without text', ['Pages', 'Why'], ['40%', '60%'], [...new Set(found.withoutText.map(({ why }) => why))].map((why) => [pagesSaid(labels, found.withoutText.filter((one) => one.why === why).map(({ page }) => page)), why])),
    table('Pictures finer than is set', ['Page', 'Dots an inch'], ['30%', '70%'], found.fineImages.map(({ page, dpi }) => [printedOn(labels, page), String(dpi)])),
    table('Largest pages', ['Page', 'Drawing and pictures'], ['30%', '70%'], found.largestPages.map(({ page, bytes: size }) => [printedOn(labels, page), bytes(size)])),
    table('Pictures that are in the file more than once', ['Pages', 'Copies', 'Size of one'], ['50%', '20%', '30%'], found.repeatedImages.map(({ pages, copies, bytes: size }) => [pagesSaid(labels, pages), String(copies), bytes(size)])),
    `<p class="about" style="margin-top: 14pt">${escapeHtml(`Made by ${writer} for ${author}, ${formatInstant(Date.parse(madeAt), 'UTC')}. Read again by ${checkers.join(' and ')}. A warning is weighed by whoever serves the bundle.`)}</p>`,
  ].join('');
}
