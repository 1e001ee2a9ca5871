/** Small invented inputs for the formats no sample stands for. Everybody in them is invented; the bytes are the same each time. */
import { auditSheet, enquiryLog, recordsAudit, workbook } from '../../tests/fixtures/audit-tables.ts';
import { chat, decoded, extraInfo, extraInfos, field, message, model, modelType, parties, party, report, stamp, taggedFile, taggedFiles } from '../../tests/fixtures/cellebrite.ts';
import { docx, paragraph, pdf, rawPdf, drawn } from '../../tests/fixtures/documents.ts';
import { jpeg, png, webp } from '../../tests/fixtures/pictures.ts';
import { amr, ebml, mp3, mpeg4, voiceMessage, wav } from '../../tests/fixtures/recordings.ts';
import { zipOf } from '../sample-case/archive.ts';
import { fileInput, type FuzzInput } from './inputs.ts';
import * as texts from './invented-texts.ts';

/** Identifiers count up over a whole process; here they begin at one again. */
function numberedAgain(xml: string): string {
  const known = new Map<string, string>();
  return xml.replace(/00000000-0000-4000-a000-\d{12}/g, (id) => {
    const renamed = known.get(id) ?? `00000000-0000-4000-a000-${String(known.size + 1).padStart(12, '0')}`;
    known.set(id, renamed);
    return renamed;
  });
}

function cellebriteReport(): string {
  const call = model('Call', field('Direction', 'Incoming') + stamp('TimeStamp', '2021-09-28T14:24:10+00:00') + field('Duration', '00:01:02') + parties('Parties', party('07700 900102', 'Ellie Fenn')));
  const contact = model('Contact', `${field('Name', 'Ellie Fenn')}<multiModelField name="Entries" type="ContactEntry">${model('PhoneNumber', field('Category', 'Mobile') + field('Value', '07700 900102'))}</multiModelField>`);
  const sms = model('SMS', field('Body', 'Call me') + field('Folder', 'Inbox') + parties('Parties', party('07700 900102', '', false, 'From')) + stamp('TimeStamp', '2021-09-28T14:24:10+00:00'));
  const place = model('Location', `<modelField name="Position" type="Coordinate">${model('Coordinate', field('Latitude', '51.5') + field('Longitude', '-0.1'))}</modelField>`);
  const chats = chat(message({ id: 'm1', mine: true, body: 'On my way' }) + message({ id: 'm2', body: 'Zoë said “no” & left', at: '2021-09-28T14:24:10.250+01:00' }));
  return numberedAgain(report(taggedFiles(taggedFile('f1', 'files/Image/f1.jpg')) + decoded(modelType('Chat', chats) + modelType('Call', call) + modelType('Contact', contact) + modelType('SMS', sms) + modelType('Location', place)) + extraInfos(extraInfo('m1', 'msgstore.db', 'messages', '0x2FA'))));
}

const bytesOf = (text: string): Buffer => Buffer.from(text);

async function workbookInput(): Promise<FuzzInput> {
  const bytes = await workbook([auditSheet([['When', 'Who', 'What'], ['28/09/2021 15:24', 'U1234', 'View'], [44_467.5, 'U1234', 'Print'], ['05/10/2021 09:00', 'U9999', '=1+1']])]);
  return fileInput('invented/audit.xlsx', bytes);
}

const exif = {
  IFD0: { Make: 'Invented', Model: 'One', DateTime: '2021:09:28 15:24:10' },
  IFD2: { DateTimeOriginal: '2021:09:28 15:24:10', OffsetTimeOriginal: '+01:00' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
};

async function documents(): Promise<FuzzInput[]> {
  const twoPages = await pdf([{ lines: [[72, 720, 'Custody record 28/09/2021 15:24']] }, { lines: [[72, 720, 'Second page'], [72, 700, 'of two']] }], (document) => document.setModificationDate(new Date(Date.UTC(2021, 8, 28, 14, 31))));
  return [
    fileInput('invented/record.pdf', twoPages), fileInput('invented/by-hand.pdf', rawPdf([{ bytes: drawn('Hello there') }])),
    fileInput('invented/account.docx', await docx(`${paragraph('I attended at 15:31.')}<w:tbl><w:tr><w:tc>${paragraph('a')}</w:tc><w:tc>${paragraph('b')}</w:tc></w:tr></w:tbl>`)),
    fileInput('invented/mail.eml', bytesOf(texts.email)), fileInput('invented/notes.txt', bytesOf(texts.notes)), fileInput('invented/notes.rtf', bytesOf(texts.richText)), fileInput('invented/page.html', bytesOf(texts.page)),
  ];
}

async function mixedArchive(): Promise<FuzzInput> {
  const members = { 'sms.xml': texts.smsBackup, 'chat/_chat.txt': texts.whatsappChat, 'audit.csv': enquiryLog, 'photo.jpg': await jpeg(exif), 'voice.wav': wav(0.1), 'notes.txt': texts.notes };
  return fileInput('invented/mixed.zip', await zipOf(Object.entries(members).map(([name, content]) => ({ name, bytes: Buffer.from(content as Uint8Array) }))));
}

async function whatsappArchive(): Promise<FuzzInput> {
  return fileInput('invented/WhatsApp Chat - Sam.zip', await zipOf([{ name: '_chat.txt', bytes: bytesOf(texts.whatsappChat) }, { name: 'IMG-20210928-WA0001.jpg', bytes: await jpeg() }]));
}

/** All of them, in the same order each time. */
export async function inventedInputs(): Promise<FuzzInput[]> {
  const xml = cellebriteReport();
  const inText: Readonly<Record<string, string>> = {
    'cellebrite.xml': xml, 'cellebrite-chats.csv': texts.cellebriteChats, 'axiom.xml': texts.axiomReport, 'axiom.csv': texts.axiomTable, 'chat_history.json': texts.snapchat, 'sms.xml': texts.smsBackup, 'calls.xml': texts.callsBackup,
    'signal.jsonl': texts.signalLines, 'signal.txt': texts.signalText, 'rota.ics': texts.calendar, 'roster.csv': texts.roster, 'case.jsonld': texts.caseGraph, 'track.gpx': texts.gpx, 'track.kml': texts.kml,
    'Records.json': texts.googleRecords, 'Timeline.json': texts.googleSegments, 'positions.csv': texts.positions, 'timesketch.jsonl': texts.timesketch, 'enquiries.csv': enquiryLog, 'records.csv': recordsAudit, '_chat.txt': texts.whatsappChat,
  };
  return [
    ...Object.entries(inText).map(([name, text]) => fileInput(`invented/${name}`, bytesOf(text))),
    fileInput('invented/phone.ufdr', await zipOf([{ name: 'report.xml', bytes: bytesOf(xml) }, { name: 'files/Image/f1.jpg', bytes: await jpeg() }])),
    await workbookInput(), ...await documents(), await mixedArchive(), await whatsappArchive(),
    fileInput('invented/photo.jpg', await jpeg(exif)), fileInput('invented/picture.png', await png()), fileInput('invented/picture.webp', await webp()),
    fileInput('invented/sound.wav', wav(0.1)), fileInput('invented/film.mp4', mpeg4('isom', Date.UTC(2021, 8, 28))), fileInput('invented/voice.ogg', voiceMessage()), fileInput('invented/voice.amr', amr()), fileInput('invented/sound.mp3', mp3()), fileInput('invented/film.webm', ebml('webm')),
  ];
}
