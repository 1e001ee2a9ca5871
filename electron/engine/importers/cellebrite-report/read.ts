/** The second reading of a report: its rows as they close, then the facts for the certificate. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { Conversations, detailsKnown } from './conversations.ts';
import { IdTable } from '../cellebrite/id-table.ts';
import { RecordMapper, setAside } from './map.ts';
import { ParseStop } from './parse-limits.ts';
import { Provenance } from './provenance.ts';
import { ReportFiles } from '../cellebrite/report-files.ts';
import { ReportHead } from './report-head.ts';
import { ReportParser, type AroundRecords, type ClosedRow, type OpenChat } from './report-parser.ts';
import type { ReportSource } from './report-source.ts';
import type { ReportSurvey } from './survey.ts';
import { textPieces } from './text-pieces.ts';

/** Messages wait for the details of their conversation, but not for ever. */
const waitingMessages = 1_000;
const waitingCharacters = 4_000_000;
/** Enough that handing them over costs little, few enough that they are short-lived. */
const rowsHandedOn = 32;

interface Break { readonly code: 'malformed-row' | 'too-large' | 'unreadable-member'; readonly reason: string }

export class ReportReading {
  readonly #report: ReportSource;
  readonly #survey: ReportSurvey;
  readonly #context: ReadContext;
  readonly #head = new ReportHead();
  readonly #provenance = new Provenance();
  readonly #files: ReportFiles;
  readonly #mapper: RecordMapper;
  readonly #conversations = new Conversations();
  readonly #byType = new Map<string, number>();
  #waiting: ClosedRow[] = [];
  #waitingLength = 0;
  #settledChat: OpenChat | null = null;
  #standing = 0;
  #broken: Break | null = null;
  #breaks = 0;
  readonly #damage: string[] = [];

  constructor(report: ReportSource, survey: ReportSurvey, zone: StatedZone | null, deviceOwner: string | null, context: ReadContext) {
    this.#report = report;
    this.#survey = survey;
    this.#context = context;
    this.#files = new ReportFiles(report.tree, report.folder, survey.wantedFiles, context.signal);
    this.#mapper = new RecordMapper({
      file: report.file, zone, deviceOwner, provenance: this.#provenance, files: this.#files, extractionName: (id) => this.#head.extractionName(id),
    }, new IdTable());
  }

  #around(lists: boolean): AroundRecords {
    const nothing = (): void => undefined;
    const head = this.#head;
    return {
      project: (attributes) => head.project(attributes), headItem: (section, name, value) => head.headItem(section, name, value),
      extraction: (id, name) => head.extraction(id, name), modelType: (type, attributes) => head.modelType(type, attributes), section: (name) => head.section(name),
      file: lists ? (attributes, items) => this.#files.list(attributes, items) : nothing,
      extraInfo: lists ? (id, nodes) => this.#provenance.add(id, nodes) : nothing,
    };
  }

  /** Feeds a parser the bytes from `start` to `end` of the text. Damage ends it; `broken` then says how. */
  async *#parse(parser: ReportParser, start: number, end: number, onBytes: (done: number) => void): AsyncGenerator<ClosedRow[], void, void> {
    const { signal } = this.#context;
    try {
      for await (const piece of textPieces(this.#report.bytes(signal), this.#survey.encoding, { from: start, until: end })) {
        if (signal.aborted) throw new PlumblineError('cancelled', 'Reading the report was stopped. Nothing was imported.');
        onBytes(piece.sourceBytes);
        parser.push(piece);
        yield parser.takeClosed();
      }
    } catch (error) {
      if (error instanceof ParseStop) {
        this.#broken = { code: error.code === 'too-large' ? 'too-large' : 'malformed-row', reason: `it holds ${error.message}` };
      } else if (error instanceof PlumblineError && error.code === 'damaged_input') {
        this.#broken = { code: 'unreadable-member', reason: error.message };
      } else throw error;
    }
    yield parser.takeClosed();
  }

  /** The lists that follow the records are read first, so that every record can show where it came from. */
  async #readLists(from: number, onBytes: (done: number) => void): Promise<ReportParser> {
    const parser = new ReportParser(this.#around(true), false);
    parser.push({ bytes: Buffer.from('<project>'), startByte: 1, valid: true });
    for await (const rows of this.#parse(parser, from, Number.POSITIVE_INFINITY, onBytes)) if (rows.length > 0) throw new Error('a list of sources gave a record');
    return parser;
  }

  /** Every row, some at a time, in the order in which records end in the report. */
  async *rows(onBytes: (done: number, total: number) => void): AsyncGenerator<readonly SourceRow[], ImportFacts, void> {
    const { listsFromByte } = this.#survey;
    const size = this.#report.sizeBytes;
    const lists = listsFromByte === null ? null : await this.#readLists(listsFromByte, (done) => onBytes(size + done, size * 3));
    const listsBroken = this.#broken;
    this.#broken = null;
    const parser = new ReportParser(this.#around(listsFromByte === null), true);
    let ready: SourceRow[] = [];
    for await (const closed of this.#parse(parser, 0, listsFromByte ?? Number.POSITIVE_INFINITY, (done) => onBytes(size * 2 + done, size * 3))) {
      for (const row of closed) {
        const only = this.#settled(row);
        if (only !== null) ready.push(only instanceof Promise ? await only : only);
        // One at a time: a row with attachments reads its files when it is asked for.
        else for (const one of this.#take(row)) ready.push(one instanceof Promise ? await one : one);
      }
      if (ready.length < rowsHandedOn) continue;
      yield ready;
      ready = [];
    }
    for (const one of this.#flush()) ready.push(one instanceof Promise ? await one : one);
    const last = lists ?? parser;
    this.#broken ??= listsBroken;
    const cutOff = this.#brokenRow(parser, last.projectClosed, lists === null);
    if (cutOff !== null) ready.push(cutOff);
    yield ready;
    return this.#facts(parser, lists);
  }

  /** The row of most records, for which nothing waits; null when there is more to it. */
  #settled(closed: ClosedRow): SourceRow | Promise<SourceRow> | null {
    const { model, chat } = closed;
    if (chat === null ? model.type === 'Chat' : this.#settledChat !== chat) return null;
    this.#count(closed);
    return this.#mapper.map(closed, chat === null ? null : this.#conversations.settle(chat.model));
  }

  #count({ model, chat }: ClosedRow): void {
    this.#byType.set(model.type, (this.#byType.get(model.type) ?? 0) + 1);
    if (chat === null) this.#standing += 1;
  }

  /** A conversation that ends, or a message whose conversation is not settled yet. */
  *#take(closed: ClosedRow): Generator<SourceRow | Promise<SourceRow>, void, void> {
    const { model, chat } = closed;
    this.#count(closed);
    if (chat === null) {
      yield* this.#flush();
      const conversation = this.#conversations.settle(model);
      yield this.#mapper.map(closed, conversation, this.#conversations.end(model));
      return;
    }
    if (this.#waiting.length === 0 && this.#settledChat !== chat && detailsKnown(chat.model)) this.#settledChat = chat;
    if (this.#settledChat === chat) { yield this.#mapper.map(closed, this.#conversations.settle(chat.model)); return; }
    this.#waiting.push(closed);
    this.#waitingLength += closed.verbatim.length;
    if (this.#waiting.length < waitingMessages && this.#waitingLength < waitingCharacters) return;
    this.#settledChat = chat;
    yield* this.#flush();
  }

  *#flush(): Generator<SourceRow | Promise<SourceRow>, void, void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingLength = 0;
    for (const closed of waiting) yield this.#mapper.map(closed, closed.chat === null ? null : this.#conversations.settle(closed.chat.model));
  }

  /** One row for the place where the report breaks off; null when it ends as it should. */
  #brokenRow(parser: ReportParser, projectClosed: boolean, inRecords: boolean): SourceRow | null {
    const open = parser.openRow;
    if (this.#broken === null && open === null && projectClosed) return null;
    // Damage found only by the archive's checksum, after the end of the report, costs no row.
    if (this.#broken?.code === 'unreadable-member' && open === null && projectClosed) { this.#damage.push(this.#broken.reason); return null; }
    this.#breaks = 1;
    const at = open === null ? `after its last record${inRecords ? '' : ', in the lists that follow the records'}` : `in ${open.model.type} ${open.model.id}, which begins at line ${open.line}`;
    const chat = parser.openChat;
    const inChat = chat === null || chat.model === open?.model ? '' : ` of conversation ${chat.model.id}`;
    const why = this.#broken === null ? 'the file ends there' : this.#broken.reason;
    const reason = `The report breaks off ${at}${inChat} ${inRecords ? ` (line ${parser.line})` : ''}: ${why}. Everything before is kept; ask the supplier for the whole report.`;
    const locator = this.#mapper.locate({ type: 'end of report', id: 'end of report', attributes: {}, fields: [], jumps: [], nodes: [] });
    return setAside(locator, this.#broken?.code ?? 'malformed-row', reason, parser.takeVerbatimOfOpenRows());
  }

  #facts(parser: ReportParser, lists: ReportParser | null): ImportFacts {
    const { zonelessTimes, zonedTimes, encoding } = this.#survey;
    const { answers } = this.#context;
    const stated = zonelessTimes > 0 && answers.zone !== undefined && answers.zone !== '';
    const rowsSeen = parser.rowsSeen + this.#breaks;
    const warnings = [
      ...this.#report.notes.map((note) => `The archive: ${note}.`), ...this.#damage.map((reason) => `The report was read to its end, but the archive is damaged: ${reason}`),
      ...parser.faults.warnings(), ...(lists?.faults.warnings() ?? []), ...this.#mapper.warnings(), ...this.#provenance.warnings(), ...this.#files.warnings(this.#report.exported),
      ...this.#head.warnings({ rows: parser.rowsSeen, models: parser.modelsSeen, standing: this.#standing, byType: this.#byType }),
    ];
    if (parser.rowsSeen === 0) warnings.push('Recognised, 0 records.');
    return {
      zone: stated ? answers.zone ?? null : null, basis: stated ? answers.zoneBasis ?? 'assumed' : zonedTimes > 0 ? 'in-data' : 'none', basisBy: stated ? answers.zoneBasisBy ?? '' : '',
      dateOrder: null, dateOrderBasis: '', encoding, warnings, rowsSeen, madeBy: this.#head.madeBy(),
    };
  }
}

/** What the report says of itself before its first record. */
export async function readHead(report: ReportSource, encoding: string, signal: AbortSignal): Promise<ReportHead> {
  const head = new ReportHead();
  const nothing = (): void => undefined;
  const parser = new ReportParser({
    project: (attributes) => head.project(attributes), headItem: (section, name, value) => head.headItem(section, name, value), extraction: (id, name) => head.extraction(id, name),
    file: nothing, extraInfo: nothing, modelType: nothing, section: nothing,
  }, false);
  let read = 0;
  try {
    for await (const piece of textPieces(report.bytes(signal), encoding)) {
      parser.push(piece);
      read += piece.bytes.length;
      if (parser.recordsSeen || read > 8_000_000) break;
    }
  } catch (error) {
    // The reading of the rows meets the same damage and says where it is.
    if (!(error instanceof ParseStop) && !(error instanceof PlumblineError && error.code === 'damaged_input')) throw error;
  }
  return head;
}
