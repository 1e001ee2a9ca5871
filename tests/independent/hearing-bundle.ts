/**
 * Holds a finished bundle against every bundle rule a program can test, with qpdf and poppler alone. It shares no code with the
 * builder and knows nothing of the case: what it says can be said by anybody who is handed the file.
 *
 * Runnable: `node tests/independent/hearing-bundle.ts bundle.pdf`
 */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const bytesOf = (tool: string, ...args: readonly string[]): Buffer => execFileSync(tool, args, { maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'pipe'] });
const run = (tool: string, ...args: readonly string[]): string => bytesOf(tool, ...args).toString('utf8');

interface Outline { readonly title: string; readonly destpageposfrom1: number | null; readonly kids: readonly Outline[] }
interface Json { readonly outlines: readonly Outline[]; readonly encrypt: { readonly encrypted: boolean }; readonly pages: readonly unknown[]; readonly pagelabels: readonly LabelRange[]; readonly attachments: Readonly<Record<string, unknown>> }
interface LabelRange { readonly index: number; readonly label: { readonly '/S'?: string; readonly '/P'?: string; readonly '/St'?: number } }
interface Word { readonly text: string; readonly xMin: number; readonly yMin: number; readonly xMax: number; readonly yMax: number }
interface SeenPage { readonly width: number; readonly height: number; readonly words: readonly Word[] }

export interface RuleFound { readonly rule: string; readonly ok: boolean; readonly found: string }

const pointsAMm = 72 / 25.4;
/** The strip at the foot in which only the number may stand. */
const strip = 14 * pointsAMm;
const flat = (outlines: readonly Outline[]): Outline[] => outlines.flatMap((outline) => [outline, ...flat(outline.kids)]);

/** Pages as they are seen, with their words. */
function seenPages(path: string): SeenPage[] {
  return run('pdftotext', '-bbox', path, '-').split('<page ').slice(1).map((page) => {
    const [, width = '0', height = '0'] = /^width="([\d.]+)" height="([\d.]+)"/u.exec(page) ?? [];
    const words = [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</gu)].map(([, xMin, yMin, xMax, yMax, text = '']): Word => ({ text, xMin: Number(xMin), yMin: Number(yMin), xMax: Number(xMax), yMax: Number(yMax) }));
    return { width: Number(width), height: Number(height), words };
  });
}

const some = (numbers: readonly number[]): string => `${numbers.slice(0, 10).join(', ')}${numbers.length > 10 ? ` and ${numbers.length - 10} more` : ''}`;

const tens = [[10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']] as const;
const small = (number: number): string => { const found = tens.find(([value]) => value <= number); return found === undefined ? '' : `${found[1]}${small(number - found[0])}`; };

/** What a reader shows for each page: its place, or what the file’s page labels say. */
function numbersOf({ pages, pagelabels }: Json): string[] {
  return pages.map((_, index) => {
    const range = pagelabels.findLast((each) => each.index <= index);
    if (range === undefined) return String(index + 1);
    const number = (range.label['/St'] ?? 1) + index - range.index;
    return `${(range.label['/P'] ?? '').replace(/^u:/u, '')}${range.label['/S'] === '/r' ? small(number) : number}`;
  });
}

function numbering(pages: readonly SeenPage[], numbers: readonly string[]): RuleFound[] {
  const wrong = pages.flatMap(({ width, height, words }, index) => {
    const inStrip = words.filter(({ yMax }) => yMax > height - strip + 1);
    const [only] = inStrip;
    return inStrip.length === 1 && only !== undefined && only.text === numbers[index] && only.xMax > width - 45 && only.xMax < width - 15 ? [] : [index + 1];
  });
  return [{ rule: 'B2, B4', ok: wrong.length === 0, found: wrong.length === 0 ? `Every one of ${pages.length} pages has its own number at the bottom right, alone in its strip.` : `Another number, none, or other words in the strip on pages ${some(wrong)}.` }];
}

/** The index as it is printed: what it says of each entry, and the page. */
function indexEntries(path: string, indexPages: number, numbers: readonly string[]): { readonly number: number; readonly page: number }[] {
  const text = run('pdftotext', '-layout', '-f', '2', '-l', String(1 + indexPages), path, '-');
  return [...text.matchAll(/^ *(\d{1,4}) {2,}\S.*?([A-Z]*\d+)(?:–[A-Z]*\d+)?$/gmu)].map(([, number, page = '']) => ({ number: Number(number), page: numbers.indexOf(page) + 1 }));
}

function navigation(path: string, json: Json, qdf: string, numbers: readonly string[]): RuleFound[] {
  const outlines = flat(json.outlines);
  const bad = outlines.filter(({ title, destpageposfrom1 }) => numbers.indexOf(/, page (\S+)$/u.exec(title)?.[1] ?? '') + 1 !== destpageposfrom1);
  const firstAfterIndex = Math.min(...outlines.filter(({ title }) => !title.startsWith('Index')).map(({ destpageposfrom1 }) => destpageposfrom1 ?? Infinity));
  const entries = indexEntries(path, firstAfterIndex - 2, numbers);
  const marked = new Set(outlines.map(({ destpageposfrom1 }) => destpageposfrom1));
  const unmarked = entries.filter(({ page }) => !marked.has(page));
  const links = [...run('qpdf', '--qdf', '--object-streams=disable', '--pages', path, `2-${firstAfterIndex - 1}`, '--', path, '-').matchAll(/\/Subtype \/Link/gu)].length;
  const zooms = new Set([...qdf.matchAll(/\/Dest \[\s+\d+ 0 R\s+\/(\w+)\s+[\d.-]+\s+[\d.-]+\s+(\w+)\s+\]/gu)].map(([, kind, zoom]) => `${kind} ${zoom}`));
  return [
    { rule: 'B5', ok: links >= entries.length && entries.length > 0, found: `${entries.length} entries of the index and ${links} links on its pages.` },
    { rule: 'B6', ok: bad.length === 0 && unmarked.length === 0 && outlines.length > entries.length, found: bad.length + unmarked.length === 0 ? `${outlines.length} bookmarks, each on the page its title says; one for every entry.` : `Bookmarks that lead elsewhere: ${bad.map(({ title }) => title).join('; ')}; entries without: ${some(unmarked.map(({ page }) => page))}.` },
    { rule: 'B9', ok: /\/OpenAction \[\s+\d+ 0 R\s+\/XYZ\s+null\s+null\s+1\s+\]/u.test(qdf) && zooms.size === 1 && zooms.has('XYZ null'), found: `Opens at 100 % on page 1; jumps are ${[...zooms].join(', ')}.` },
  ];
}

function lying(path: string, pages: readonly SeenPage[]): RuleFound[] {
  const a4 = pages.flatMap(({ width, height }, index) => (Math.abs(Math.min(width, height) - 595.3) < 1 && Math.abs(Math.max(width, height) - 841.9) < 1 ? [] : [index + 1]));
  // A longer word of upright text is wider than it is high.
  const sideways = pages.flatMap(({ words }, index) => {
    const long = words.filter(({ text }) => text.length >= 6);
    return long.length > 0 && long.filter((word) => word.xMax - word.xMin > word.yMax - word.yMin).length * 2 < long.length ? [index + 1] : [];
  });
  const textless = pages.flatMap(({ words }, index) => (words.length <= 1 ? [index + 1] : []));
  const images = run('pdfimages', '-list', path).trim().split('\n').slice(2).map((line) => line.trim().split(/\s+/u));
  const fine = images.filter((image) => Number(image[12]) > 301 || Number(image[13]) > 301).map((image) => Number(image[0]));
  return [
    { rule: 'B7', ok: textless.length === 0, found: textless.length === 0 ? 'Every page has text besides its number.' : `No text but the number on pages ${some(textless)}.` },
    { rule: 'B8', ok: a4.length === 0 && sideways.length === 0, found: a4.length + sideways.length === 0 ? 'Every page is A4 and reads upright.' : `Not A4: ${some(a4)}; not upright: ${some(sideways)}.` },
    { rule: 'B10', ok: fine.length === 0, found: fine.length === 0 ? `${images.length} pictures, none finer than 300 dots an inch.` : `Finer than 300 dots an inch on pages ${some(fine)}.` },
  ];
}

function house(path: string, json: Json, qdf: string): RuleFound[] {
  const fonts = run('pdffonts', path).split('\n').slice(2).filter((line) => line.trim() !== '');
  const notEmbedded = fonts.filter((line) => !/\s(?:yes)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/u.test(line));
  // A document that was taken over may use the fonts every reader has; pages of the builder's own never do.
  const loose = notEmbedded.filter((line) => !/^(?:Helvetica|Times|Courier|Symbol|ZapfDingbats)/u.test(line));
  const info = run('pdfinfo', path);
  const hidden = ['/AcroForm', '/JavaScript', '/EmbeddedFiles', '/OCProperties', '/AA '].filter((part) => qdf.includes(part));
  const ends = bytesOf('cat', path).toString('latin1').split('%%EOF').length - 1;
  return [
    { rule: 'fonts', ok: loose.length === 0 && fonts.length > 0, found: `${fonts.length} fonts, ${loose.length} not embedded${notEmbedded.length > loose.length ? `, beside ${notEmbedded.length - loose.length} of those every reader has` : ''}.` },
    { rule: 'title', ok: /^Title: +\S/mu.test(info) && !/^Author:/mu.test(info) && qdf.includes('/Lang'), found: `${/^Title: +(.*)$/mu.exec(info)?.[1] ?? 'no title'}; ${/^Author:/mu.test(info) ? 'names an author' : 'no author'}.` },
    { rule: 'hidden parts', ok: hidden.length === 0 && ends === 1 && Object.keys(json.attachments).length === 0, found: hidden.length === 0 ? `No forms, scripts, layers or attachments; ${ends} revision.` : hidden.join(', ') },
  ];
}

/** PD 27A: each section begins with 1 under a letter of its own, no more pages than are wanted, and Arial or Times New Roman on the cover and the index. */
function byPracticeDirection(path: string, json: Json, mostPages: number): RuleFound[] {
  const sections = json.pagelabels.filter(({ label }) => label['/S'] === '/D');
  const prefixes = sections.map(({ label }) => label['/P'] ?? '');
  const right = sections.length > 0 && new Set(prefixes).size === sections.length && sections.every(({ label }) => (label['/St'] ?? 1) === 1 && /[A-Z]$/u.test(label['/P'] ?? ''));
  const faces = run('pdffonts', '-f', '1', '-l', '2', path).split('\n').slice(2).filter((line) => line.trim() !== '').map((line) => (line.split(/\s/u)[0] ?? '').replace(/^[A-Z]{6}\+/u, ''));
  const sizes = [...run('pdftohtml', '-xml', '-zoom', '1', '-i', '-stdout', '-f', '1', '-l', '2', path).matchAll(/<fontspec [^>]*size="(\d+)"/gu)].map(([, size]) => Number(size));
  return [
    { rule: 'B20 sections', ok: right, found: `Sections are ${prefixes.map((prefix) => prefix.replace(/^u:/u, '')).join(', ')}.` },
    { rule: 'B20 pages', ok: json.pages.length <= mostPages, found: `${json.pages.length} pages; at most ${mostPages}.` },
    { rule: 'B20 typeface', ok: faces.every((face) => /^(?:Arial|TimesNewRoman)/u.test(face)), found: `Cover and index are in ${faces.join(', ')}.` },
    { rule: 'B20 size', ok: sizes.length > 0 && Math.min(...sizes) >= 12, found: `The smallest type on them is ${Math.min(...sizes)} pt.` },
  ];
}

/** Every rule with what was found. `practiceDirection`: PD 27A is followed. Throws when a tool cannot read the file. */
export function bundleRules(path: string, practiceDirection?: { readonly mostPages: number }): RuleFound[] {
  const json = JSON.parse(run('qpdf', '--json=2', '--json-key=outlines', '--json-key=encrypt', '--json-key=pages', '--json-key=pagelabels', '--json-key=attachments', path)) as Json;
  const qdf = bytesOf('qpdf', '--qdf', '--object-streams=disable', path, '-').toString('latin1');
  const pages = seenPages(path);
  const numbers = numbersOf(json);
  const check = run('qpdf', '--check', path);
  return [
    { rule: 'B1', ok: check.includes('No syntax or stream encoding errors found') && !json.encrypt.encrypted && json.pages.length === pages.length, found: `Sound, not encrypted, ${pages.length} pages in two readers.` },
    ...numbering(pages, numbers), ...navigation(path, json, qdf, numbers), ...lying(path, pages),
    { rule: 'B11, B12', ok: statSync(path).size < 36e6, found: `${(statSync(path).size / 1e6).toFixed(1)} MB; what can be sent by e-mail is 36 MB.` },
    ...house(path, json, qdf), ...(practiceDirection === undefined ? [] : byPracticeDirection(path, json, practiceDirection.mostPages)),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path = ''] = process.argv.slice(2);
  const rules = bundleRules(path);
  process.stdout.write(rules.map(({ rule, ok, found }) => `${ok ? 'holds ' : 'FAILS '} ${rule}: ${found}\n`).join(''));
  process.exitCode = rules.every(({ ok }) => ok) ? 0 : 1;
}
