/**
 * Messages and calls in the Relativity Short Message Format, version 2.0.0: an Internet message (RFC 5322) with one attachment, `rsmf.zip`,
 * which holds `rsmf_manifest.json`. What the manifest may hold is its publisher’s schema, rsmf_schema_2_0_0.json (docs/exports.md).
 */
import { assessmentLabels, assessmentStateSchema } from '../../../../../shared/domain/assessment.ts';
import { formatUtc } from '../../../../../shared/domain/display-time.ts';
import { zoneBasisLabels } from '../../../../../shared/domain/evidence-time.ts';
import { readList } from '../../../../../shared/domain/export-columns.ts';
import { itemKindLabels } from '../../../../../shared/domain/item.ts';
import { packedParts } from '../../packed-parts.ts';
import { aboutLines, attachmentsOf, type ExportedRow, type RowsSource } from '../rows-source.ts';
import { Conversations } from './conversations.ts';

const formatVersion = '2.0.0';
const boundary = 'plumbline-rsmf-part';

/** What RSMF has no place of its own for, by name; what a row has not is left out, since a value may not be empty. */
function customOf({ item, record }: ExportedRow, tagNames: ReadonlyMap<string, string>): { readonly name: string; readonly value: string }[] {
  const { time } = item;
  const attachments = attachmentsOf(record).map(({ name, mediaType, state }) => [name === '' ? 'unnamed' : name, mediaType, state === 'present' ? 'not in this file' : state].filter((part) => part !== '').join(', '));
  const values: readonly (readonly [string, string])[] = [
    ['No.', record.number], ['Kind', itemKindLabels[item.kind].one], ['To', (readList(record.to) ?? []).join('; ')], ['Status', record.status === 'live' ? '' : record.status],
    ['Time as written', record.written], ['Time known to the', time.earliestMs === null ? '' : time.precision], ['Zone', time.zone === null ? '' : `${time.zone}, ${zoneBasisLabels[time.zoneBasis]}`], ['Time flags', time.flags.join(', ')],
    ...attachments.map((words) => ['Attachment', words] as const), ['Exhibit', record.exhibit], ['Place in exhibit', record.place],
    ['Assessment', record.assessment === '' ? '' : assessmentLabels[assessmentStateSchema.parse(record.assessment)].full], ['Tags', (readList(record.tags) ?? []).map((code) => tagNames.get(code) ?? code).join('; ')],
  ];
  return values.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }));
}

function eventOf(row: ExportedRow, conversations: Conversations, tagNames: ReadonlyMap<string, string>): unknown {
  const { item, record } = row;
  const { conversation, participant } = conversations.of(row);
  const at = item.time.earliestMs;
  return {
    id: record.item, type: item.kind === 'message' ? 'message' : 'unknown', body: record.text, ...(participant === null ? {} : { participant }), conversation,
    ...(at === null ? {} : { timestamp: new Date(at).toISOString() }), ...(item.status === 'deleted' ? { deleted: true } : {}),
    ...(item.direction === 'incoming' || item.direction === 'outgoing' ? { direction: item.direction } : {}), custom: customOf(row, tagNames),
  };
}

async function* manifest(source: RowsSource, conversations: Conversations): AsyncGenerator<string> {
  const people = [...conversations.participants.values()];
  const held = [...conversations.conversations.values()].map((conversation) => ({ ...conversation, participants: [...conversation.participants] }));
  const tagNames = new Map(source.tags.map(({ code, name }) => [code, name]));
  yield `{"version":"${formatVersion}",\n"participants":${JSON.stringify(people)},\n"conversations":${JSON.stringify(held)},\n"events":[`;
  let before = '\n';
  for await (const page of source.pages()) {
    yield page.map((row) => {
      const piece = `${before}${JSON.stringify(eventOf(row, conversations, tagNames))}`;
      before = ',\n';
      return piece;
    }).join('');
  }
  yield '\n]}\n';
}

/** The words a program that knows no RSMF finds in the message: what the file is, and each event on a line of its own. */
async function* bodyOf(source: RowsSource): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${aboutLines(source).map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\nMessages and calls alone are in this file; their attachments are not.\r\n\r\n`, 'utf8');
  for await (const page of source.pages()) {
    yield Buffer.from(page.map(({ item, record }) => `${formatUtc(item.time.earliestMs) ?? 'no time'} ${record.from === '' ? itemKindLabels[item.kind].one : record.from}: ${record.text.replace(/\r?\n/g, '\r\n')}\r\n`).join(''), 'utf8');
  }
}

/** Base64 in lines of 76, as RFC 2045 asks. */
async function* inBase64(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const lineBytes = 57;
  let held = Buffer.alloc(0);
  const lines = (bytes: Buffer): string => {
    let text = '';
    for (let from = 0; from < bytes.length; from += lineBytes) text += `${bytes.toString('base64', from, Math.min(bytes.length, from + lineBytes))}\r\n`;
    return text;
  };
  for await (const piece of pieces) {
    held = Buffer.concat([held, piece]);
    const whole = held.length - held.length % lineBytes;
    if (whole > 0) yield lines(held.subarray(0, whole));
    held = held.subarray(whole);
  }
  yield lines(held);
}

/** Words of a header in pieces that RFC 2047 allows, none of which tears a character. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let piece = '';
  for (const character of text.replace(/[\r\n]+/g, ' ')) {
    if (Buffer.byteLength(piece + character, 'utf8') > 42) {
      words.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...words, piece].map((word) => `=?UTF-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`).join('\r\n ');
}

/** `Sun, 22 Nov 2026 06:00:00 +0000` */
const mailDate = (at: Date): string => at.toUTCString().replace('GMT', '+0000');

function headers({ details, madeAt, version, logHead, totals }: RowsSource, { firstMs, lastMs, conversations }: Conversations): string {
  const platforms = new Set([...conversations.values()].map(({ platform }) => platform));
  const [platform] = platforms;
  return [
    'From: Plumbline <export@plumbline.invalid>', `Date: ${mailDate(madeAt)}`, `Subject: ${encodedWords(`${details.reference}: messages and calls`)}`, `Message-ID: <${logHead}.${madeAt.getTime()}@plumbline.invalid>`,
    `X-RSMF-Version: ${formatVersion}`, `X-RSMF-Generator: Plumbline ${version}`, ...(firstMs === null || lastMs === null ? [] : [`X-RSMF-BeginDate: ${new Date(firstMs).toISOString()}`, `X-RSMF-EndDate: ${new Date(lastMs).toISOString()}`]),
    `X-RSMF-EventCount: ${totals.rows}`, 'X-RSMF-AttachmentCount: 0', ...(platforms.size === 1 && platform !== undefined && /^[\x20-\x7e]{1,60}$/.test(platform) ? [`X-RSMF-Application: ${platform}`] : []), `X-RSMF-ContinuityLogHead: ${logHead}`,
    'MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary="${boundary}"`, '', '',
  ].join('\r\n');
}

/** The file in pieces. Its rows are read three times: for who is in them, for its words, and for the manifest. */
export async function* shortMessages(source: RowsSource): AsyncGenerator<string> {
  const conversations = new Conversations(source.exhibits);
  for await (const page of source.pages()) for (const row of page) conversations.add(row);
  yield `${headers(source, conversations)}--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  yield* inBase64(bodyOf(source));
  yield `--${boundary}\r\nContent-Type: application/zip; name="rsmf.zip"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="rsmf.zip"\r\n\r\n`;
  yield* inBase64(packedParts({ before: [], streamed: { name: 'rsmf_manifest.json', pieces: manifest(source, conversations) }, after: () => [], mtime: source.madeAt }));
  yield `--${boundary}--\r\n`;
}
