/** Cover, index and the pages the bundle itself writes, as HTML that Chromium sets. */
import type { BuiltDocument } from '../../../shared/contract/bundles.ts';
import type { BundleDefinition } from '../../../shared/domain/bundle.ts';
import { regimeLabels, type CaseDetails } from '../../../shared/domain/case-details.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';
import { letterOf } from '../../../shared/domain/bundle-file-name.ts';
import { departuresFrom, overrideWords, type BundleSettings } from '../../../shared/domain/bundle-settings.ts';
import { settingAside, type RemarkKind } from '../../../shared/domain/document-remarks.ts';
import { printedOn, printedPages, type PageLabels } from '../../../shared/domain/page-labels.ts';
import { escapeHtml } from '../exports/timeline/markup.ts';
import { documentTarget } from './link-targets.ts';
import type { Wanted } from './plan-build.ts';
import type { Rules } from './rules-followed.ts';

const serif = `'Noto Serif', 'Noto Sans', 'Noto Naskh Arabic', 'Noto Sans Arabic', 'Noto Serif Devanagari', 'Noto Color Emoji', Georgia, 'Times New Roman', serif`;
const sans = `'Noto Sans', 'Segoe UI', 'Noto Sans Arabic', 'Noto Color Emoji', Arial, sans-serif`;

export const frontStyles = `
* { box-sizing: border-box; }
html { font: 11pt/15pt ${serif}; color: #111; font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; }
body { margin: 0; }
h1 { font: 700 22pt/28pt ${serif}; margin: 0 0 8pt; }
h2 { font: 700 14pt/18pt ${serif}; margin: 0 0 10pt; }
.cover { padding-top: 60mm; break-after: page; }
.cover p { margin: 0 0 4pt; }
.marking { font: 700 11pt/15pt ${sans}; letter-spacing: 0.06em; margin: 0 0 24pt; }
.cover .followed, .cover .departures { font: 9.5pt/13pt ${sans}; color: #333; }
.cover .followed { margin-top: 40mm; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
th { font: 700 9.5pt/12pt ${sans}; text-align: left; vertical-align: bottom; padding: 0 6pt 4pt 0; border-bottom: 0.8pt solid #111; }
td { vertical-align: top; padding: 4pt 6pt 4pt 0; border-bottom: 0.4pt solid #bbb; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.number { text-align: right; padding-right: 0; white-space: nowrap; }
.section td { font: 700 10.5pt/14pt ${sans}; padding-top: 12pt; border-bottom: 0.8pt solid #111; break-after: avoid; }
a { color: inherit; text-decoration: none; }
.about { font: 9.5pt/13pt ${sans}; color: #333; margin: 0 0 6pt; }
.instead { font: 9pt/12pt ${sans}; color: #333; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; font: 10pt/14pt ${serif}; margin: 0; }
.missing { padding-top: 70mm; }
`;

const asideWords: Partial<Record<RemarkKind, string>> = { 'no-text': 'text', 'lies-so': 'how pages lie', finer: 'fineness of pictures', bookmark: 'words of bookmarks' };

/** What is otherwise than the profile says, in short and a line each; '' when nothing is. Why, and by whom, is in the report beside the bundle. */
function departuresHtml({ follows, overrides, remarks }: Rules): string {
  const aside = settingAside.filter((kind) => remarks.some(({ remark }) => remark.kind === kind)).map((kind) => asideWords[kind]);
  const departures = [...departuresFrom(follows.settings, overrides).map(overrideWords), ...(aside.length === 0 ? [] : [`for single pages or documents, ${aside.join(', ')}`])];
  return departures.length === 0 ? '' : `<p class="departures">Departures:${departures.map((words) => `<br>${escapeHtml(`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`)}`).join('')}</p>`;
}

/** `supplement`: which it is, from 1; 0 for the bundle itself. */
export function coverHtml(definition: BundleDefinition, rules: Rules, details: CaseDetails, supplement: number): string {
  const about = [details.title, details.officer === '' ? '' : `Officer: ${details.officer}`, details.reference, details.force, regimeLabels[details.regime]].filter((part) => part !== '');
  return `<div class="cover"><p class="marking">${escapeHtml(details.protectiveMarking)}</p><h1>${escapeHtml(definition.title)}</h1>
    <p><strong>Bundle ${escapeHtml(letterOf(definition.letter, supplement))}</strong></p>${about.map((part) => `<p>${escapeHtml(part)}</p>`).join('')}
    <p>${definition.hearingOn === null ? 'Date of the hearing not stated' : `Hearing ${writtenDay(definition.hearingOn)}`}</p>
    <p class="followed">Prepared to follow ${escapeHtml(rules.follows.followed)}. No published standard binds a misconduct panel; the chair directs.</p>${departuresHtml(rules)}</div>`;
}

/** Documents under the headings of their sections, in order. */
export interface IndexPart { readonly heading: string; readonly about: string; readonly entries: readonly Wanted[]; /** Number of the first. */ readonly firstNumber: number; readonly documents: readonly BuiltDocument[]; /** Numbers printed on the pages. */ readonly labels: PageLabels; /** Whether a heading has the letter its section's pages are numbered with. */ readonly lettered: boolean }

/** What a reader of the index would otherwise not expect behind an entry. In words of one length, which are the same in cipher: the index keeps its lines. */
function insteadWords(as: BuiltDocument['as'] | undefined, isWithheld: boolean): string {
  const words = isWithheld ? 'Withheld: one page stands for it.' : as === 'placeholder' ? 'Not shown here: one page stands for it.' : as === 'beside' ? 'Supplied beside the bundle: one page stands for it.' : '';
  return words === '' ? '' : `<div class="instead">${words}</div>`;
}

/** Every entry is a link to its document and its pages. */
export function indexHtml({ heading, about, entries, firstNumber, documents, labels, lettered }: IndexPart): string {
  const rows = entries.map(({ section, document: { id, title, dated, withheld } }, index) => {
    const built = documents.find((document) => document.id === id);
    const link = (text: string): string => `<a href="${documentTarget(id)}">${text}</a>`;
    const letter = lettered && built !== undefined ? labels.find(({ firstPage, style }) => style === 'decimal' && firstPage === built.firstPage)?.prefix : undefined;
    const head = entries[index - 1]?.section === section ? '' : `<tr class="section"><td colspan="4">${letter === undefined ? '' : `${escapeHtml(letter)} `}${escapeHtml(section)}</td></tr>`;
    return `${head}<tr><td>${firstNumber + index}</td><td>${link(escapeHtml(title))}${insteadWords(built?.as, withheld !== undefined)}</td><td>${dated === null ? '' : writtenDay(dated)}</td><td class="number">${link(built === undefined ? '' : printedPages(labels, built.firstPage, built.lastPage))}</td></tr>`;
  });
  return `<h2>${escapeHtml(heading)}</h2>${about === '' ? '' : `<p class="about">${escapeHtml(about)}</p>`}<table><colgroup><col style="width:8%"><col><col style="width:16%"><col style="width:16%"></colgroup>
    <thead><tr><th>No.</th><th>Document</th><th>Date</th><th class="number">Bundle page</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** The page that stands before late documents and lists them: the index at the front stays as it was served. */
export function addedHtml(part: Omit<IndexPart, 'heading' | 'about' | 'lettered'>, { title, letter, hearingOn }: BundleDefinition, addedOn: string, before: number): string {
  const last = part.labels.at(-1);
  const section = last === undefined || last.firstPage <= before ? '' : last.prefix;
  const about = `${title}, bundle ${letter}${hearingOn === null ? '' : `, hearing ${writtenDay(hearingOn)}`}. Pages ${printedOn(part.labels, 1)} to ${printedOn(part.labels, before)} stay as they were served; ${section === '' ? 'the numbering goes on from there' : `what is added is section ${section}`}.`;
  // Its pages are one section, whatever section each document belongs to.
  return indexHtml({ ...part, lettered: false, heading: `Added on ${writtenDay(addedOn)}`, about });
}

/** In place of pages that cannot be here. */
export function placeholderHtml(title: string, why: string, facts: readonly string[]): string {
  return `<div class="missing"><h2>${escapeHtml(title)}</h2><p>${escapeHtml(why)}</p>${facts.map((fact) => `<p class="about">${escapeHtml(fact)}</p>`).join('')}</div>`;
}

/** The text read from a document that has no pages of its own. */
export function textHtml(title: string, about: string, texts: readonly string[]): string {
  return `<h2>${escapeHtml(title)}</h2><p class="about">${escapeHtml(about)}</p>${texts.map((text) => `<p class="text">${escapeHtml(text)}</p>`).join('')}`;
}

const corners: Readonly<Record<BundleSettings['corner'], string>> = { right: 'right: 12mm', centre: 'left: 12mm; right: 12mm; text-align: center', left: 'left: 12mm' };

/** Strips of the bundle's page numbers, one a page, in the foot that nothing else writes in. Sizes in millimetres. */
export const stampStyles = (landscape: boolean, { corner, size }: Pick<BundleSettings, 'corner' | 'size'>): string => `
@page { margin: 0; }
* { box-sizing: border-box; }
html { color: #111; }
body { margin: 0; }
.stamp { position: relative; width: ${landscape ? 297 : 210}mm; height: ${landscape ? 209 : 296}mm; overflow: hidden; break-after: page; }
.stamp:last-child { break-after: auto; }
.stamp span { font: 700 ${size}pt/${size + 2}pt ${sans}; position: absolute; ${corners[corner]}; bottom: 4mm; }
`;
export const stampHtml = (printed: string): string => `<div class="stamp"><span>${escapeHtml(printed)}</span></div>`;
