/**
 * An e-mail saved as a file (.eml) is one item. It is a message, at the time its Date line states, when
 * it says who wrote to whom and when and carries the marks of having been sent; otherwise a document.
 */
import { readFile } from 'node:fs/promises';
import { PlumblineError } from '../../../../../shared/contract/errors.ts';
import { undated, type EvidenceTime } from '../../../../../shared/domain/evidence-time.ts';
import type { Field, Identifier, ItemDraft } from '../../../../../shared/domain/item.ts';
import { mentionedIn, nameIdentifier } from '../../people/identifiers.ts';
import type { EvidenceSource, ImportFacts, ReadContext, SourceRow } from '../../importer.ts';
import { placeWrittenTime } from '../../time/place-written-time.ts';
import { readWrittenTime } from '../../time/written-time.ts';
import { documentFacts } from '../document-facts.ts';
import { markupText } from '../text/markup-text.ts';
import { decodeWords, readHeader, readMailboxes, valuesOf, type Header, type Mailbox } from './headers.ts';
import { readMime, type MimeContent } from './mime.ts';

const maxEmailBytes = 134_217_728;
const maxTextCharacters = 4_000_000;
const maxVerbatim = 1_000_000;
/** Header lines worth showing; the others are in the verbatim row. */
const shownHeaders = ['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Bcc', 'Date', 'Subject', 'Message-ID', 'In-Reply-To', 'Received', 'X-Mailer', 'User-Agent', 'X-Originating-IP', 'Return-Path'];

/** Header bytes are UTF-8 in modern mail and Latin-1 in old mail. */
function headerText(value: string): string {
  try {
    return decodeWords(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1')));
  } catch (error) {
    if (error instanceof TypeError) return decodeWords(value);
    throw error;
  }
}

const boxesOf = (headers: readonly Header[], name: string): Mailbox[] => valuesOf(headers, name).flatMap((value) => readMailboxes(headerText(value)));
const shown = ({ name, address }: Mailbox): string => (name === '' ? address : address === '' ? name : `${name} <${address}>`);

function identifiersOf(boxes: readonly Mailbox[], role: Identifier['role']): Identifier[] {
  return boxes.flatMap(({ name, address }) => [
    ...(name === '' ? [] : [nameIdentifier(name, role)]),
    ...(address === '' ? [] : [{ kind: 'email', role, written: address, normal: address.toLowerCase(), certainty: 'certain' } as const]),
  ]);
}

/** The Date line. Without an offset the time cannot be placed, and is not. */
function timeOf(headers: readonly Header[]): { readonly time: EvidenceTime; readonly remarks: readonly string[] } {
  const [written = '', second] = valuesOf(headers, 'date');
  if (written === '') return { time: undated(), remarks: [] };
  if (second !== undefined) return { time: undated(written), remarks: ['The message has more than one Date line; it is kept undated.'] };
  // `-0000` says UTC without saying anything about where the sender was.
  const bare = written.trimEnd().replace(/\([^()]{0,60}\)$/, '').trimEnd().replace(/\s(?:UT|Z|-0000)$/i, ' GMT');
  if (readWrittenTime(bare)?.offset === null) return { time: undated(written), remarks: ['The Date line does not say on which clock; the message is kept undated.'] };
  const placed = placeWrittenTime({ written: bare, storedByExcel: false }, { order: null, zone: null, storedSeconds: true });
  if (!placed.ok) return { time: undated(written), remarks: [placed.reason] };
  return { time: { ...placed.time, written }, remarks: [...placed.remarks, 'The time is what the sender’s computer wrote in the Date line. The Received lines, written by mail servers, are in the values below.'] };
}

function textOf(content: MimeContent): { readonly text: string; readonly remarks: string[] } {
  const plain = content.texts.filter(({ mediaType }) => mediaType === 'text/plain').map(({ text }) => text.replace(/\r\n/g, '\n').trim()).filter((text) => text !== '');
  const remarks: string[] = [];
  const html = plain.length > 0 ? [] : content.texts.filter(({ mediaType }) => mediaType === 'text/html').map(({ text }) => [...markupText(text, maxTextCharacters)].map((piece) => piece.text).join('\n'));
  if (html.some((text) => text !== '')) remarks.push('The message is written in HTML only; its text was taken out.');
  if (plain.length > 0 && content.texts.length > plain.length) remarks.push('The message is written twice, as plain text and as HTML. The plain text is shown; the two need not say the same.');
  const text = [...plain, ...html].join('\n\n');
  if (text.length > maxTextCharacters) remarks.push(`The message holds ${(text.length - maxTextCharacters).toLocaleString('en-GB')} more characters than are kept here; they are in the file.`);
  return { text: text.slice(0, maxTextCharacters), remarks };
}

function fieldsOf(source: EvidenceSource, headers: readonly Header[], content: MimeContent): Field[] {
  return [
    { name: 'File name', value: source.originalName },
    ...shownHeaders.flatMap((name) => valuesOf(headers, name.toLowerCase()).slice(0, 50).map((value) => ({ name, value: headerText(value).slice(0, 10_000) }))),
    ...content.enclosed.map(({ name, mediaType }) => ({ name: 'Enclosed file', value: `${name} (${mediaType === '' ? 'type not stated' : mediaType})` })),
  ];
}

function toItem(source: EvidenceSource, raw: string): ItemDraft {
  const { headers, bodyAt } = readHeader(raw) ?? { headers: [], bodyAt: 0 };
  const content = readMime(headers, raw.slice(bodyAt));
  const from = boxesOf(headers, 'from');
  const to = ['to', 'cc', 'bcc'].flatMap((name) => boxesOf(headers, name));
  const { time, remarks } = timeOf(headers);
  const sent = ['message-id', 'received'].some((name) => valuesOf(headers, name).length > 0);
  const complete = from.length > 0 && to.length > 0 && time.earliestMs !== null && sent;
  const { text, remarks: textRemarks } = textOf(content);
  const subject = headerText(valuesOf(headers, 'subject')[0] ?? '');
  return {
    kind: complete ? 'message' : 'document', time: complete ? time : undated(time.written), direction: complete ? 'unknown' : 'none',
    from: from.map(shown).join(', '), to: to.map(shown), thread: subject, text: subject === '' ? text : `${subject}\n\n${text}`.trim(), status: 'live',
    locator: { type: 'file', file: source.name }, verbatim: raw.slice(0, maxVerbatim), fields: fieldsOf(source, headers, content),
    attachments: [{ name: source.originalName, member: source.name, mediaType: 'message/rfc822', sizeBytes: source.sizeBytes, sha256: null, state: 'present' }],
    identifiers: [...identifiersOf(from, 'from'), ...identifiersOf(to, 'to'), ...mentionedIn(text)],
    remarks: [
      ...(complete ? [] : ['The header does not say who wrote to whom, and when, as a message that was sent does. It is kept as an undated document.']),
      ...remarks, ...textRemarks, ...content.faults,
      ...(content.enclosed.length > 0 ? [`${content.enclosed.length} enclosed ${content.enclosed.length === 1 ? 'file was' : 'files were'} not taken out of the message. Save them from a mail program and add them as exhibits.`] : []),
    ],
  };
}

/** Reads a saved e-mail: always one row. */
export async function* readEmail(source: EvidenceSource, { signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
  if (source.sizeBytes > maxEmailBytes) {
    const reason = `“${source.originalName}” is larger than ${maxEmailBytes / 1_048_576} MB, too large to be read as an e-mail.`;
    yield { type: 'quarantined', row: { locator: { type: 'file', file: source.name }, code: 'too-large', reason, verbatim: '' } };
    return documentFacts({ rowsSeen: 1, warnings: [reason] });
  }
  // A character for each byte: the parts of a message may each have an encoding of their own.
  const item = toItem(source, (await readFile(source.path)).toString('latin1'));
  onBytes(source.sizeBytes, source.sizeBytes);
  yield { type: 'item', item };
  const dated = item.time.zone !== null;
  return { ...documentFacts({ rowsSeen: 1, warnings: [] }), zone: item.time.zone, basis: item.time.zoneBasis, basisBy: dated ? item.time.zoneBasisBy : '' };
}
