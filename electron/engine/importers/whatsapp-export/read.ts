/** The second reading of a chat: rows in source order, then the files beside it, then the facts for the certificate. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers } from '../../../../shared/contract/importing.ts';
import { inExhibit, type EvidenceSource, type ImportFacts, type ReadContext, type SourceRow } from '../importer.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { ArchivedMedia } from './archived-media.ts';
import { openChat, type ChatSource, type ChatText } from './chat-source.ts';
import { RecordMapper } from './map.ts';
import { prepare, type Prepared } from './prepare.ts';
import { openQuestions, otherFormats, statedOwner, statedZone } from './questions.ts';
import { RecordGatherer } from './records.ts';
import { TextLineReader, type TextLine } from '../text/text-lines.ts';

function threadName(chatName: string | null, authors: readonly string[]): string {
  if (chatName !== null) return chatName;
  if (authors.length === 0) return 'WhatsApp chat';
  return authors.length <= 6 ? authors.join(', ') : `${authors.slice(0, 6).join(', ')} and ${authors.length - 6} more`;
}

/** The text's rows, a block of the text at a time. */
async function* textRows(text: ChatText, file: string, { survey, encoding }: Prepared, mapper: RecordMapper, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<SourceRow[], void, void> {
  const reader = new TextLineReader(encoding?.encoding ?? 'utf-8');
  const gatherer = new RecordGatherer(survey.format?.shape ?? null);
  let bytes = 0;
  const rowsOf = async (lines: readonly TextLine[], last: boolean): Promise<SourceRow[]> => {
    const rows: SourceRow[] = [];
    for (const line of lines) {
      const record = gatherer.push(line);
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
    // The survey met the same damage: the rows above it are kept, and the damage becomes a row of its own.
    if (survey.damage === null || !(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
  }
  yield await rowsOf(reader.end(), true);
  if (survey.damage !== null) {
    yield [{ type: 'quarantined', row: { locator: { type: 'file', file }, code: 'unreadable-member', reason: `${survey.damage} The rows read before the damage are kept; treat the last of them with care.`, verbatim: file } }];
  }
}

function needed(prepared: Prepared, answers: ImportAnswers): void {
  const questions = openQuestions(prepared.survey, prepared.dateOrder, prepared.encoding?.decision ?? null, answers);
  const required = questions.filter((question) => question.required);
  if (required.length === 0) return;
  const words: Readonly<Record<string, string>> = { zone: 'the time zone', dateOrder: 'the date order' };
  throw new PlumblineError('needs_answers', `Before this chat can be imported, please state ${required.map(({ answer }) => words[answer] ?? answer).join(' and ')}.`, { questions: required });
}

/** What the second reading works with, settled before the first row. */
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

/** Reads a chat; see `Importer.readMany`. */
export async function* readChatRows(source: EvidenceSource, context: ReadContext): AsyncGenerator<readonly SourceRow[], ImportFacts, void> {
  const { answers, signal } = context;
  const chat = await openChat(source, signal);
  if (chat === null) throw new PlumblineError('unrecognised_format', `${source.originalName} is not a WhatsApp chat export.`);
  try {
    const textBytes = chat.text?.sizeBytes ?? 0;
    const total = Math.max(1, textBytes * 2);
    const prepared = await prepare(source, chat, answers, signal, (done) => context.onBytes(done, total));
    needed(prepared, answers);
    const reading = beginReading(source, chat, prepared, context);
    if (chat.text !== null && reading.mapper !== null) {
      yield* textRows(chat.text, reading.file, prepared, reading.mapper, signal, (done) => context.onBytes(textBytes + done, total));
    }
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
