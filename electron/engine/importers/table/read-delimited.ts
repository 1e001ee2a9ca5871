/**
 * Reads delimited text row by row with the byte and line at which each row begins.
 *
 * csv-parse sees bytes (as latin1), so its offsets are exact; each row is then decoded strictly on
 * its own, so one badly encoded row costs one row. When csv-parse stops at a misplaced quotation
 * mark, the single line at fault is set aside or read with the mark taken literally, and reading
 * goes on at the next line.
 */
import { parse, type Options } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import type { ByteFeed } from '../text/byte-feed.ts';
import { throwIfCancelled } from './cancelled.ts';
import type { Dialect } from './dialect.ts';
import { maxColumns, maxRecordBytes, noStoredDates, type AnyRow, type UnreadableRow } from './table-row.ts';

interface Place { readonly line: number; readonly byte: number }
/** A record as csv-parse delivers it: latin1 text standing for bytes. */
interface RawRecord { readonly fields: readonly string[]; readonly raw: string; readonly endByte: number }

const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);
const shownOfHugeRow = 2_000;

function csvOptions(dialect: Dialect): Options {
  return {
    delimiter: dialect.delimiter, encoding: 'latin1', relax_column_count: true, raw: true, skip_empty_lines: false,
    ltrim: dialect.spaceAfterDelimiter, max_record_size: maxRecordBytes, record_delimiter: ['\r\n', '\n', '\r'],
  };
}

function countLines(raw: string): number {
  return Math.max(1, raw.match(/\r\n|\n|\r/g)?.length ?? 0);
}

function withoutLineEnd(raw: string): string {
  return raw.replace(/(?:\r\n|\n|\r)$/, '');
}

/** Bytes that cannot be decoded are shown as `\x92`; nothing is replaced by a question mark. */
function showUndecodable(latin1: string): string {
  return latin1.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

class RowDecoder {
  readonly #decoder: TextDecoder;
  readonly #encoding: string;
  constructor(encoding: string) {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  }
  #decode(latin1: string): string {
    return isAscii(latin1) ? latin1 : this.#decoder.decode(Buffer.from(latin1, 'latin1'));
  }
  /** Decodes one row, or says why it cannot be. */
  row(place: Place, raw: string, fields: readonly string[], relaxed: boolean): AnyRow {
    const verbatim = withoutLineEnd(raw);
    const at = { row: place.line, byte: place.byte };
    try {
      if (fields.length > maxColumns) {
        return {
          type: 'unreadable', ...at, code: 'too-large', verbatim: this.#decode(verbatim).slice(0, shownOfHugeRow),
          reason: `Line ${place.line} has ${fields.length} columns; at most ${maxColumns} are read. The first ${shownOfHugeRow} characters are kept here.`,
        };
      }
      return {
        type: 'row', ...at, cells: fields.map((field) => this.#decode(field)), verbatim: this.#decode(verbatim), relaxed,
        storedDates: noStoredDates,
        remarks: relaxed ? ['A quotation mark in this row is not closed or not doubled; it was kept as it stands.'] : [],
      };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return {
        type: 'unreadable', ...at, code: 'undecodable-text', verbatim: showUndecodable(verbatim),
        reason: `Line ${place.line} (byte ${place.byte}) is not valid ${this.#encoding}; bytes that could not be read are shown as \\x and two digits.`,
      };
    }
  }
}

interface ParserRun {
  /** Records completed since the last call. */
  take(): RawRecord[];
  write(chunk: Buffer): Promise<void>;
  end(): Promise<void>;
  readonly fault: () => Error | null;
}

function startParser(dialect: Dialect): ParserRun {
  let records: RawRecord[] = [];
  let fault: Error | null = null;
  const parser = parse({
    ...csvOptions(dialect),
    on_record: (record: unknown, context) => {
      const { record: fields, raw } = record as { record: string[]; raw: string }; // the shape `raw: true` gives
      records.push({ fields, raw, endByte: context.bytes });
      // Told to accept rows of any length, csv-parse still makes an error with a copy of the row for each
      // that is not as long as the first: minutes below a title line. While none is counted it compares none.
      (parser.info as { records: number }).records = 0;
      return null;
    },
  });
  parser.on('error', (error) => { fault ??= error; });
  parser.resume();
  return {
    take() { const taken = records; records = []; return taken; },
    write: (chunk) => new Promise((resolve) => { parser.write(chunk, (error) => { fault ??= error ?? null; resolve(); }); }),
    end: () => new Promise((resolve) => { parser.once('error', () => resolve()); parser.once('end', () => resolve()); parser.end(); }),
    fault: () => fault,
  };
}

/** The physical line at a place: its bytes (as latin1, cut when huge) and how far it reaches. */
async function readLine(feed: ByteFeed, place: Place): Promise<{ readonly raw: string; readonly sourceBytes: number; readonly huge: boolean }> {
  const kept: Buffer[] = [];
  let length = 0;
  let sourceBytes = 0;
  let endedWithReturn = false;
  for await (const chunk of feed.from(place.byte)) {
    let end = endedWithReturn ? (chunk[0] === 0x0a ? 1 : 0) : -1;
    if (end === -1) {
      const found = chunk.findIndex((byte) => byte === 0x0a || byte === 0x0d);
      if (found !== -1) end = chunk[found] === 0x0d && chunk[found + 1] === 0x0a ? found + 2 : found + 1;
      // A carriage return at the end of a chunk may be followed by its line feed in the next.
      if (found === chunk.length - 1 && chunk[found] === 0x0d) { endedWithReturn = true; end = -1; }
    }
    const part = end === -1 ? chunk : chunk.subarray(0, end);
    if (length <= maxRecordBytes) kept.push(part);
    length += part.length;
    sourceBytes += feed.sourceLength(part);
    if (end !== -1) break;
  }
  return { raw: Buffer.concat(kept).toString('latin1'), sourceBytes, huge: length > maxRecordBytes };
}

function literalFields(raw: string, dialect: Dialect): readonly string[] | null {
  try {
    const records = parseWhole(Buffer.from(withoutLineEnd(raw), 'latin1'), { ...csvOptions(dialect), raw: false, relax_quotes: true });
    const [only, another] = records;
    return another === undefined ? only ?? null : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** What becomes of the line csv-parse stopped at. */
function salvage(place: Place, line: { raw: string; huge: boolean }, dialect: Dialect, decoder: RowDecoder): AnyRow {
  if (line.huge) {
    const shown = decoder.row(place, line.raw.slice(0, shownOfHugeRow), [], false);
    const row: UnreadableRow = {
      type: 'unreadable', row: place.line, byte: place.byte, code: 'too-large', verbatim: shown.verbatim,
      reason: `Line ${place.line} (byte ${place.byte}) is longer than 1 MiB. Its first ${shownOfHugeRow} characters are kept here; the whole is in the exhibit.`,
    };
    return row;
  }
  const fields = literalFields(line.raw, dialect);
  if (fields !== null) return decoder.row(place, line.raw, fields, true);
  const shown = decoder.row(place, line.raw, [], false);
  if (shown.type === 'unreadable') return shown;
  return {
    type: 'unreadable', row: place.line, byte: place.byte, code: 'malformed-row', verbatim: shown.verbatim,
    reason: `A quotation mark opened on line ${place.line} (byte ${place.byte}) is never properly closed. This line was set aside and reading went on at line ${place.line + 1}.`,
  };
}

interface Reading { readonly feed: ByteFeed; readonly dialect: Dialect; readonly decoder: RowDecoder; readonly signal: AbortSignal }

/** Rows from a place until the end or the first fault; returns the place of the fault, or null at the end. */
async function* rowsUntilFault(reading: Reading, start: Place): AsyncGenerator<AnyRow, Place | null, void> {
  const run = startParser(reading.dialect);
  let { line, byte } = start;
  let fedSoFar = 0;
  const deliver = function* (): Generator<AnyRow, void, void> {
    for (const record of run.take()) {
      const place = { line, byte };
      const rawBytes = Buffer.from(record.raw, 'latin1');
      // csv-parse leaves the second half of CRLF out of the raw text but counts it in the offset.
      const unseen = record.endByte - fedSoFar - rawBytes.length;
      byte += reading.feed.sourceLength(rawBytes) + reading.feed.sourceLength(Buffer.alloc(Math.max(0, unseen)));
      line += countLines(record.raw);
      fedSoFar = record.endByte;
      if (record.raw.trim() !== '') yield reading.decoder.row(place, record.raw, record.fields, false);
    }
  };
  for await (const chunk of reading.feed.from(start.byte)) {
    throwIfCancelled(reading.signal);
    await run.write(chunk);
    yield* deliver();
    if (run.fault() !== null) return { line, byte };
  }
  await run.end();
  yield* deliver();
  return run.fault() === null ? null : { line, byte };
}

/**
 * Every row of the text, from the first after the byte-order mark.
 * Lines with nothing but white space are not rows.
 */
export async function* readDelimited(
  feed: ByteFeed, dialect: Dialect, markBytes: number, signal: AbortSignal, onBytes: (done: number) => void,
): AsyncGenerator<AnyRow, void, void> {
  const reading: Reading = { feed, dialect, decoder: new RowDecoder(feed.encoding), signal };
  let place: Place | null = { line: 1, byte: markBytes };
  for (;;) {
    const rows = rowsUntilFault(reading, place);
    for (;;) {
      const step: IteratorResult<AnyRow, Place | null> = await rows.next();
      if (step.done === true) { place = step.value; break; }
      if (step.value.byte !== null) onBytes(step.value.byte);
      yield step.value;
    }
    if (place === null) return;
    const line = await readLine(feed, place);
    if (line.sourceBytes === 0) return;
    yield salvage(place, line, dialect, reading.decoder);
    place = { line: place.line + 1, byte: place.byte + line.sourceBytes };
  }
}
