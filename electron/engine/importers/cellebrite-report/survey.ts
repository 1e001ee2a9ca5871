/**
 * The first, quick reading of a report: no parsing, only a search of its text. It learns what must
 * be known before the first row is read: whether any time is without a zone, whether the report says
 * who owns the phone, which files the records name, and where the lists that follow the records begin.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { IdTable } from '../cellebrite/id-table.ts';
import { inRanges, MarkupScan } from './markup-scan.ts';
import { textPieces } from './text-pieces.ts';

export interface ReportSurvey {
  readonly encoding: string;
  /** Times of records without an offset, and the first of them as written. */
  readonly zonelessTimes: number;
  readonly firstZoneless: string;
  readonly zonedTimes: number;
  /** A party is marked as the owner of the phone. */
  readonly ownerMarked: boolean;
  /** Ids of files that records refer to. */
  readonly wantedFiles: IdTable;
  /** Where the lists of sources or files after the last record begin, in bytes of UTF-8; null when none follow. */
  readonly listsFromByte: number | null;
}

const isoTime = /^\s*(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|[+-]\d\d:?\d\d)?\s*(?:<|\]\]>)/;
const sections = ['decodedData', 'extraInfo', 'taggedFiles'] as const;

/** Characters that stand for one byte each, as text. */
const asText = (characters: string): string => (/[\u0080-\u00ff]/.test(characters) ? Buffer.from(characters, 'latin1').toString('utf8') : characters);

/** The report is searched as bytes, one character each: decoding it would take longer than the search. */
class Survey {
  readonly #scan = new MarkupScan();
  readonly wantedFiles = new IdTable();
  zoneless = 0;
  zoned = 0;
  firstZoneless = '';
  ownerMarked = false;
  listsFromByte: number | null = null;
  #records: 'before' | 'inside' | 'after' = 'before';
  /** The last piece ended where a time may begin. */
  #timeNext = false;

  push(text: string, startByte: number): void {
    const ranges = this.#scan.textRanges(text);
    this.#times(text);
    this.#files(text);
    if (!this.ownerMarked) this.#owner(text);
    if (this.#maySection(text)) this.#sections(text, ranges, startByte);
  }

  /** Lists that stand before or among the records, or follow the first, change nothing. */
  #maySection(text: string): boolean {
    if (text.includes('decodedData')) return true;
    return this.#records === 'after' && this.listsFromByte === null && sections.some((name) => text.includes(name));
  }

  #times(text: string): void {
    if (this.#timeNext) this.#time(text, 0);
    this.#timeNext = false;
    for (let at = text.indexOf('TimeStamp'); at !== -1; at = text.indexOf('TimeStamp', at + 9)) {
      const start = text.indexOf('>', at) + 1;
      if (start === 0) return;
      if (start < text.length) this.#time(text, start);
      else this.#timeNext = true;
    }
  }

  /** Takes note of the time that begins at a place, if one does. */
  #time(text: string, from: number): void {
    const start = text.startsWith('<![CDATA[', from) ? from + 9 : from;
    const first = text.charCodeAt(start);
    if (first > 0x39 || first === 0x3c) return;
    const match = isoTime.exec(asText(text.slice(start, start + 60)));
    if (match === null) return;
    if (match[2] !== undefined) { this.zoned += 1; return; }
    this.zoneless += 1;
    if (this.firstZoneless === '') this.firstZoneless = match[1] ?? '';
  }

  #files(text: string): void {
    for (let at = text.indexOf('file_id='); at !== -1; at = text.indexOf('file_id=', at + 8)) {
      const quote = text[at + 8] ?? '';
      if (quote !== '"' && quote !== "'") continue;
      const end = text.indexOf(quote, at + 9);
      if (end !== -1 && end - at < 200) this.wantedFiles.set(asText(text.slice(at + 9, end)), 1);
    }
  }

  #owner(text: string): void {
    for (let at = text.indexOf('IsPhoneOwner'); at !== -1 && !this.ownerMarked; at = text.indexOf('IsPhoneOwner', at + 12)) {
      const value = /^[^<]{0,80}<value[^>]{0,80}>\s*(?:<!\[CDATA\[)?\s*true/i.exec(asText(text.slice(at, at + 240)));
      this.ownerMarked = value !== null;
    }
  }

  #sections(text: string, ranges: readonly number[], startByte: number): void {
    const hits = sections.flatMap((name) => {
      const places: { readonly name: string; readonly at: number }[] = [];
      for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) places.push({ name, at });
      return places;
    }).sort((a, b) => a.at - b.at);
    for (const { name, at } of hits) {
      const tag = text.lastIndexOf('<', at);
      const before = text.slice(tag, at);
      if (tag === -1 || !/^<\/?(?:[\w.-]{1,40}:)?$/.test(before) || inRanges(ranges, at)) continue;
      const closes = before.startsWith('</');
      if (name === 'decodedData') {
        this.#records = closes ? 'after' : 'inside';
        this.listsFromByte = null;
      } else if (this.#records === 'after' && !closes) {
        this.listsFromByte ??= startByte + tag;
      }
    }
  }
}

/** Reads the whole report once, as far as its bytes can be read. Throws `cancelled`. */
export async function surveyReport(bytes: AsyncIterable<Uint8Array>, encoding: string, signal: AbortSignal, onBytes: (done: number) => void): Promise<ReportSurvey> {
  const survey = new Survey();
  try {
    for await (const { bytes: piece, startByte, sourceBytes } of textPieces(bytes, encoding)) {
      if (signal.aborted) throw new PlumblineError('cancelled', 'Reading the report was stopped. Nothing was imported.');
      survey.push(piece.toString('latin1'), startByte);
      onBytes(sourceBytes);
    }
  } catch (error) {
    // What came before the damage was read; the second reading meets it again and says where it is.
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
  }
  return {
    encoding, zonelessTimes: survey.zoneless, firstZoneless: survey.firstZoneless, zonedTimes: survey.zoned, ownerMarked: survey.ownerMarked,
    wantedFiles: survey.wantedFiles, listsFromByte: survey.listsFromByte,
  };
}
