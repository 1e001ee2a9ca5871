/**
 * The reading of a chat: rows in source order, then the files beside it, then the facts for the certificate. What the
 * rows rest on is settled by a survey of the whole text: before the reading, or for a long chat in one go with it, on the assumption that the text goes on as it begins.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers } from '../../../../shared/contract/importing.ts';
import { inExhibit, ReadAgain, type EvidenceSource, type ImportFacts, type ReadContext, type SourceRow } from '../importer.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { ArchivedMedia } from './archived-media.ts';
import { openChat, type ChatSource, type ChatText } from './chat-source.ts';
import { readLineStart } from './line-start.ts';
import { askedLimit, RecordMapper } from './map.ts';
import { prepare, preparedBy, type Prepared } from './prepare.ts';
import { openQuestions, otherFormats, statedOwner, statedZone } from './questions.ts';
import { RecordGatherer } from './records.ts';
import { FormatCounter, type SeenStart } from './survey.ts';
import { TextLineReader, type TextLine } from '../text/text-lines.ts';

function threadName(chatName: string | null, authors: readonly string[]): string {
  if (chatName !== null) return chatName;
  if (authors.length === 0) return 'WhatsApp chat';
  return authors.length <= 6 ? authors.join(', ') : `${authors.slice(0, 6).join(', ')} and ${authors.length - 6} more`;
}

interface TextReading {
  readonly text: ChatText;
  readonly file: string;
  readonly prepared: Prepared;
  readonly mapper: RecordMapper;
  /** Counts the whole text while it is read on the survey of its beginning; null when all of it has been surveyed. */
  readonly counter: FormatCounter | null;
}

/** The text's rows, a block of the text at a time. Returns why it ended before its end; null when it did not. */
async function* textRows({ text, file, prepared: { survey, encoding }, mapper, counter }: TextReading, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<SourceRow[], string | null, void> {
  const seen = (line: TextLine): SeenStart | null => {
    if (counter !== null) return counter.add(line);
    const start = readLineStart(line.text);
    return start === null ? null : { start, head: null };
  };
  let damage = survey.damage;
  const reader = new TextLineReader(encoding?.encoding ?? 'utf-8');
  const gatherer = new RecordGatherer(survey.format?.shape ?? null);
  let bytes = 0;
  const rowsOf = async (lines: readonly TextLine[], last: boolean): Promise<SourceRow[]> => {
    const rows: SourceRow[] = [];
    for (const line of lines) {
      const record = gatherer.push(line, seen(line));
      if (record === null) continue;
      const row = mapper.map(record);
      rows.push(row instanceof Promise ? await row : row);
    }
    const open = last ? gatherer.end() : null;
    if (open !== null) rows.push(await mapper.map(open));
    return rows;
  };
  try {
    for await (const chunk of text.bytes(signal)) {
      if (signal.aborted) throw new PlumblineError('cancelled', 'The import was stopped.');
      yield await rowsOf(reader.push(chunk), false);
      bytes += chunk.length;
      onBytes(bytes);
    }
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
    // The rows above the damage are kept, and it becomes a row of its own. A survey of the whole text has met it before.
    if (counter !== null) damage = error.message;
    if (damage === null) throw error;
  }
  yield await rowsOf(reader.end(), true);
  if (damage !== null) {
    yield [{ type: 'quarantined', row: { locator: { type: 'file', file }, code: 'unreadable-member', reason: `${damage} The rows read before the damage are kept; treat the last of them with care.`, verbatim: file } }];
  }
  return damage;
}

function needed(prepared: Prepared, answers: ImportAnswers): void {
  const questions = openQuestions(prepared.survey, prepared.dateOrder, prepared.encoding?.decision ?? null, answers);
  const required = questions.filter((question) => question.required);
  if (required.length === 0) return;
  const words: Readonly<Record<string, string>> = { zone: 'the time zone', dateOrder: 'the date order' };
  throw new PlumblineError('needs_answers', `Before this chat can be imported, please state ${required.map(({ answer }) => words[answer] ?? answer).join(' and ')}.`, { questions: required });
}

/** What a reading works with, settled before the first row. */
interface Reading {
  /** The text's path inside the exhibit. */
  readonly file: string;
  readonly chat: ChatSource;
  readonly prepared: Prepared;
  readonly stated: StatedZone | null;
  readonly media: ArchivedMedia;
  readonly mapper: RecordMapper | null;
}

function beginReading(source: EvidenceSource, chat: ChatSource, prepared: Prepared, { answers, signal }: ReadContext): Reading {
  const { survey, dateOrder, encoding, chatName } = prepared;
  const authors = [...(survey.format?.authors.keys() ?? [])];
  const thread = threadName(chatName, authors);
  const media = new ArchivedMedia(chat.archive, source.name, chat.text?.file ?? null, thread, signal);
  const file = inExhibit(source, chat.text?.file ?? '');
  const stated = survey.format === null ? null : statedZone(answers);
  const deviceOwner = statedOwner(answers, authors);
  const mapper = chat.text === null || encoding === null ? null : new RecordMapper({
    file, encoding: encoding.encoding, authors, deviceOwner, thread, chatName, media,
    // Without records nothing is placed in time, and these two are never used.
    order: dateOrder?.decided === true ? dateOrder.order : 'dmy', stated: stated ?? { zone: 'UTC', basis: 'none', by: '' },
  });
  return { file, chat, prepared, stated, media, mapper };
}

function factsOf({ chat, prepared, stated, media, mapper }: Reading, answers: ImportAnswers): ImportFacts {
  const { survey, dateOrder, encoding } = prepared;
  const order = dateOrder?.decided === true ? dateOrder : null;
  const warnings = [...media.warnings(), ...(mapper?.tally.warnings() ?? []), ...otherFormats(survey)];
  if (encoding !== null && !encoding.decision.certain && answers.encoding === undefined) warnings.push(`The text encoding is not certain: ${encoding.evidence}.`);
  if (survey.damage !== null) warnings.push(`The chat text is damaged: ${survey.damage}`);
  if (order !== null && order.contradiction !== null) warnings.push(order.contradiction);
  if (survey.format === null && chat.text !== null) warnings.push('Recognised, 0 records.');
  return {
    zone: stated?.zone ?? null, basis: stated?.basis ?? 'none', basisBy: stated?.by ?? '', encoding: encoding?.encoding ?? null, warnings,
    dateOrder: order?.order ?? null, dateOrderBasis: order?.basis ?? '',
  };
}

/** A chat shorter than this is surveyed whole before it is read. */
const assumeFromBytes = 8_000_000;
/** How much of a longer one is surveyed, when the caller can be given its rows a second time. */
const sampleBytes = 2_000_000;

/** Everything the rows of a reading rest on; each must come out of the whole text as it came out of its beginning. */
function basisOf({ prepared: { survey, dateOrder, chatName }, mapper }: Pick<Reading, 'prepared' | 'mapper'>): string {
  const authors = [...(survey.format?.authors.keys() ?? [])];
  return JSON.stringify([
    survey.format?.shape ?? null, dateOrder?.decided === true ? dateOrder.order : null, threadName(chatName, authors), authors.length === 2 ? authors : [],
    [...(mapper?.asked ?? [])].map((name) => authors.includes(name)),
  ]);
}

/** The reading of a long chat on the survey of its beginning alone; null when that settles too little. */
async function assumed(source: EvidenceSource, chat: ChatSource, context: ReadContext): Promise<Reading | null> {
  if (context.mayReadAgain !== true || chat.text === null || chat.text.sizeBytes < assumeFromBytes) return null;
  const { answers, signal } = context;
  const prepared = await prepare(source, chat, answers, signal, () => undefined, sampleBytes);
  const authors = [...(prepared.survey.format?.authors.keys() ?? [])];
  const owner = answers.deviceOwner ?? '';
  const settled = prepared.dateOrder?.decided === true && answers.zone !== undefined && (owner === '' || authors.includes(owner));
  return settled ? beginReading(source, chat, prepared, context) : null;
}

/** The text's rows. Returns the reading as the whole text has it; throws `ReadAgain` when it was begun on what the whole text does not bear out. */
async function* readText(reading: Reading, whole: boolean, { answers, signal }: ReadContext, onBytes: (done: number) => void): AsyncGenerator<readonly SourceRow[], Reading, void> {
  const { chat: { text }, file, prepared, mapper } = reading;
  if (text === null || mapper === null) return reading;
  const counter = whole ? null : new FormatCounter(prepared.chatName);
  const { shape = -1, authors = new Map<string, number>() } = prepared.survey.format ?? {};
  const restsOnAuthors = prepared.chatName === null || authors.size <= 2;
  const damage = yield* textRows({ text, file, prepared, mapper, counter }, signal, (done) => {
    // Known at the end as well; whoever writes for the first time further on is mostly met long before.
    if (counter !== null && restsOnAuthors && counter.authorsIn(shape) > authors.size) throw new ReadAgain();
    onBytes(done);
  });
  if (counter === null) return reading;
  const read = { ...reading, prepared: preparedBy(counter.survey(damage), prepared, answers) };
  if (mapper.asked.size >= askedLimit || basisOf(read) !== basisOf(reading)) throw new ReadAgain();
  return read;
}

/** Reads a chat; see `Importer.readMany`. */
export async function* readChatRows(source: EvidenceSource, context: ReadContext): AsyncGenerator<readonly SourceRow[], ImportFacts, void> {
  const { answers, signal } = context;
  const chat = await openChat(source, signal);
  if (chat === null) throw new PlumblineError('unrecognised_format', `${source.originalName} is not a WhatsApp chat export.`);
  try {
    const textBytes = chat.text?.sizeBytes ?? 0;
    const onAssumption = await assumed(source, chat, context);
    const surveyed = onAssumption === null ? textBytes : 0;
    const total = Math.max(1, surveyed + textBytes);
    const prepared = onAssumption?.prepared ?? await prepare(source, chat, answers, signal, (done) => context.onBytes(done, total));
    needed(prepared, answers);
    const begun = onAssumption ?? beginReading(source, chat, prepared, context);
    const reading = yield* readText(begun, onAssumption === null, context, (done) => context.onBytes(surveyed + done, total));
    for await (const row of reading.media.remaining()) yield [row];
    return factsOf(reading, answers);
  } finally {
    await chat.close();
  }
}

/** Reads a chat row by row; see `Importer.read`. */
export async function* readChat(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const batches = readChatRows(source, context);
  try {
    for (;;) {
      const next = await batches.next();
      if (next.done === true) return next.value;
      // One by one: `yield*` would wrap each row in promises of its own.
      for (const row of next.value) yield row;
    }
  } finally {
    // A reader who stops early must not leave the chat open.
    await batches.return({ zone: null, basis: 'none', basisBy: '', dateOrder: null, dateOrderBasis: '', encoding: null, warnings: [] });
  }
}
