/** Reads JSON as a table: a list of objects anywhere in a document, or one object a line. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { Locator } from '../../../../shared/domain/item.ts';
import type { EvidenceSource } from '../importer.ts';
import { isTooDeep } from '../json/values.ts';
import { throwIfCancelled } from './cancelled.ts';
import { maxColumns, maxRecordBytes, noStoredDates, type AnyRow, type OpenTable, type TableRow } from './table-row.ts';

/** A whole document is held while it is read; a larger one belongs in JSON lines. */
const maxDocumentBytes = 64 * 2 ** 20;
const maxDepth = 6;
const headingRow = 1;
/** Objects looked at for the names of columns. */
const objectsForHeadings = 2_000;

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One level of nesting becomes columns of its own (`sender.name`); anything deeper stays JSON. */
function flatten(object: JsonObject): Map<string, string> {
  const cells = new Map<string, string>();
  const put = (name: string, value: unknown): void => {
    cells.set(name, value === null || value === undefined ? '' : typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value));
  };
  for (const [name, value] of Object.entries(object)) {
    if (isObject(value)) for (const [inner, deeper] of Object.entries(value)) put(`${name}.${inner}`, deeper);
    else put(name, value);
  }
  return cells;
}

interface Found { readonly path: string; readonly objects: readonly unknown[] }

/** Lists of objects in a document, by their path. */
function listsIn(value: unknown, path: string, depth: number, found: Found[]): void {
  if (depth > maxDepth) return;
  if (Array.isArray(value)) {
    if (value.some(isObject)) found.push({ path, objects: value });
    return;
  }
  if (isObject(value)) for (const [name, inner] of Object.entries(value)) listsIn(inner, path === '' ? name : `${path}.${name}`, depth + 1, found);
}

function headingsOf(objects: Iterable<unknown>): string[] {
  const names = new Set<string>();
  let seen = 0;
  for (const object of objects) {
    if (isObject(object)) for (const name of flatten(object).keys()) if (names.size < maxColumns) names.add(name);
    seen += 1;
    if (seen >= objectsForHeadings) break;
  }
  return [...names];
}

interface Place { readonly number: number; readonly locator: Locator; readonly verbatim: string }

function toRow(value: unknown, headings: readonly string[], { number, locator, verbatim }: Place): AnyRow {
  if (verbatim.length > maxRecordBytes) return { type: 'unreadable', row: number, byte: null, locator, code: 'too-large', verbatim: verbatim.slice(0, 2_000), reason: `Entry ${number - headingRow} is longer than 1 MiB. Its first 2,000 characters are kept here.` };
  if (!isObject(value)) return { type: 'unreadable', row: number, byte: null, locator, code: 'malformed-row', verbatim, reason: `Entry ${number - headingRow} is not an object with named values.` };
  const cells = flatten(value);
  const further = [...cells.keys()].filter((name) => !headings.includes(name));
  return {
    type: 'row', row: number, byte: null, locator, cells: headings.map((name) => cells.get(name) ?? ''), verbatim, storedDates: noStoredDates, relaxed: false,
    remarks: further.length === 0 ? [] : [`This entry has values under names the first ${objectsForHeadings} did not have (${further.slice(0, 5).join(', ')}); they are in the entry as written.`],
  };
}

const headingsRow = (headings: readonly string[]): TableRow => ({ type: 'row', row: headingRow, byte: null, cells: headings, verbatim: headings.join('\t'), storedDates: noStoredDates, relaxed: false, remarks: [] });

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

async function readDocument(source: EvidenceSource): Promise<readonly Found[]> {
  if (source.sizeBytes > maxDocumentBytes) throw new PlumblineError('refused_input', `“${source.originalName}” is one JSON document of ${source.sizeBytes.toLocaleString('en-GB')} bytes; as a table at most ${maxDocumentBytes.toLocaleString('en-GB')} are read. Ask for JSON lines (one object a line) or CSV.`);
  const text = withoutMark(await readFile(source.path, 'utf8'));
  if (isTooDeep(text)) throw new PlumblineError('refused_input', `“${source.originalName}” is nested more deeply than any real document. It was not read. Ask the supplier for the file again.`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new PlumblineError('damaged_input', `“${source.originalName}” is not valid JSON: ${error instanceof Error ? error.message : String(error)}. Ask the supplier for the file again.`, undefined, { cause: error });
  }
  const found: Found[] = [];
  listsIn(document, '', 0, found);
  if (found.length === 0 && isObject(document)) found.push({ path: '', objects: [document] });
  if (found.length === 0) throw new PlumblineError('unrecognised_format', `“${source.originalName}” is JSON, but holds no list of objects to read as rows.`);
  return found.sort((a, b) => b.objects.length - a.objects.length);
}

/** Opens a document at the list asked for by its path, or at the longest. Throws `damaged_input`, `refused_input`, `invalid_input`, `unrecognised_format`. */
export async function openJsonDocument(source: EvidenceSource, wanted: string | null): Promise<OpenTable> {
  const lists = await readDocument(source);
  const shown = (path: string): string => (path === '' ? '(whole document)' : path);
  const chosen = wanted === null ? lists[0] : lists.find(({ path }) => shown(path) === wanted);
  if (chosen === undefined) throw new PlumblineError('invalid_input', `“${source.originalName}” has no list “${wanted ?? ''}”. It has: ${lists.slice(0, 40).map(({ path }) => shown(path)).join(', ')}.`);
  const headings = headingsOf(chosen.objects);
  const others = lists.filter((list) => list !== chosen);
  return {
    sheets: lists.map(({ path }) => shown(path)), sheet: shown(chosen.path), encoding: null, encodingQuestion: null, fixedHeadings: true,
    findings: [`The list “${shown(chosen.path)}” has ${chosen.objects.length.toLocaleString('en-GB')} entries.`],
    warnings: others.length === 0 ? [] : [`Only the list “${shown(chosen.path)}” was read. Not read: ${others.slice(0, 20).map((list) => `“${shown(list.path)}” (${list.objects.length})`).join(', ')}.`],
    async *rows(signal, onBytes) {
      yield await Promise.resolve(headingsRow(headings));
      for (const [index, object] of chosen.objects.entries()) {
        throwIfCancelled(signal);
        if (index % 500 === 0) onBytes(Math.floor((source.sizeBytes * index) / chosen.objects.length));
        const locator: Locator = { type: 'json', file: source.name, path: `${chosen.path}[${index}]` };
        yield toRow(object, headings, { number: headingRow + 1 + index, locator, verbatim: JSON.stringify(object) });
      }
    },
  };
}

/** Lines of a text with their place, whatever their length: an overlong one is cut, and known to be. */
async function* linesOf(path: string, signal: AbortSignal): AsyncGenerator<{ readonly text: string; readonly byte: number; readonly line: number; readonly end: number }, void, void> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let start = 0;
  let line = 1;
  const take = (last: Buffer): { text: string; byte: number; line: number; end: number } => {
    const bytes = Buffer.concat([...held, last]);
    const found = { text: bytes.toString('utf8'), byte: start, line, end: start + heldBytes + last.length };
    held = [];
    heldBytes = 0;
    return found;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    throwIfCancelled(signal);
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
      const found = take(chunk.subarray(from, at));
      yield found;
      start = found.end + 1;
      line += 1;
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    // Beyond the limit a line is only counted: what is kept already says that it is too long.
    if (heldBytes <= maxRecordBytes) held.push(rest);
    heldBytes += rest.length;
  }
  if (heldBytes > 0) yield take(Buffer.alloc(0));
}

function parseLine(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string } {
  if (isTooDeep(text)) return { ok: false, why: 'it is nested more deeply than any real entry' };
  // Settled without an error for each: a damaged file may have a hundred thousand empty lines.
  if (text.trim() === '') return { ok: false, why: 'it is empty' };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

async function* jsonLineRows(source: EvidenceSource, headings: readonly string[], signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyRow, void, void> {
  yield headingsRow(headings);
  for await (const { text, byte, line } of linesOf(source.path, signal)) {
    const written = withoutMark(text).replace(/\r$/, '');
    if (written.trim() === '') continue;
    if (line % 500 === 0) onBytes(byte);
    const locator: Locator = { type: 'line', file: source.name, line, byte };
    const number = headingRow + line;
    const parsed = parseLine(written);
    if (parsed.ok) yield toRow(parsed.value, headings, { number, locator, verbatim: written });
    else yield { type: 'unreadable', row: number, byte, locator, code: 'malformed-row', verbatim: written.slice(0, 2_000), reason: `Line ${line} is not JSON (${parsed.why}). It was set aside and reading went on at the next line.` };
  }
}

/** Opens a text of one JSON object a line. */
export async function openJsonLines(source: EvidenceSource, signal: AbortSignal): Promise<OpenTable> {
  const first: unknown[] = [];
  for await (const { text } of linesOf(source.path, signal)) {
    const parsed = parseLine(withoutMark(text));
    if (parsed.ok) first.push(parsed.value);
    if (first.length >= objectsForHeadings) break;
  }
  const headings = headingsOf(first);
  return {
    sheets: [], sheet: null, encoding: 'utf-8', encodingQuestion: null, fixedHeadings: true, warnings: [], findings: ['One JSON object a line.'],
    rows: (rowSignal, onBytes) => jsonLineRows(source, headings, rowSignal, onBytes),
  };
}

/** Whether a text begins as a JSON document of objects, or as JSON lines; null for neither. */
export function jsonKind(head: Uint8Array, whole: boolean): 'document' | 'lines' | null {
  const text = withoutMark(Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('utf8')).trimStart();
  if (!text.startsWith('{') && !text.startsWith('[')) return null;
  const [first = '', ...rest] = text.split('\n', 3);
  const line = parseLine(first.trim());
  if (line.ok && isObject(line.value) && rest.some((next) => next.trim().startsWith('{'))) return 'lines';
  if (line.ok && whole && isObject(line.value) && rest.every((next) => next.trim() === '')) return 'document';
  // A document broken over lines, or one long line: JSON begins with a name, a list or an object.
  return /^[{[]\s*["{[\]}]/.test(text) ? 'document' : null;
}
