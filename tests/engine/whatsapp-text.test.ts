/** How a WhatsApp text is read: line starts, clocks, date order, zones, authors, markers, and what is set aside. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { ImportAnswers } from '../../shared/contract/importing.ts';
import { inspect, newFolder, readAll, recognise, removeFolders, sourceAt, textSource } from '../fixtures/whatsapp/chat-source.ts';

afterAll(removeFolders);

const utc = (ms: number | null | undefined): string => new Date(ms ?? NaN).toISOString().replace('.000Z', 'Z');
const read = async (content: string | Uint8Array, answers?: ImportAnswers, name?: string) => readAll(await textSource(content, name), answers);

describe('recognising a WhatsApp text', () => {
  it.each([
    ['Signal', '[2021-12-30, 10:30] Alex: hello\n'],
    ['a log', '[2021-12-30 10:30:05] main: started\n'],
    ['CSV', 'date,time,user\n12/03/2021,10:30,Alex\n'],
    ['prose that mentions a date', 'On 12/03/21, 10:30 we met.\n'],
    ['an empty file of another name', '\n'],
  ])('leaves %s alone', async (_what, content) => {
    expect(await recognise(await textSource(content, 'notes.txt'))).toBeNull();
  });

  it('goes by content and not by name', async () => {
    expect(await recognise(await textSource('30/12/21, 10:30 - Alex: hello\n', 'report.csv'))).toContain('30/12/21, 10:30');
  });

  it('reports an empty chat as recognised with no records', async () => {
    const source = await textSource('\ufeff\n', '_chat.txt');
    expect((await inspect(source)).findings).toEqual(['Recognised, 0 records']);
    expect((await inspect(source)).questions).toEqual([]);
    const { facts, items } = await readAll(source, {});
    expect(facts.warnings).toEqual(['Recognised, 0 records.']);
    expect(items).toEqual([]);
  });
});

describe('line starts', () => {
  it.each([
    ['Android, UK', '30/12/2021, 09:05 - Alex: x', '2021-12-30T09:05:00Z'],
    ['Android, Germany', '30.12.21, 09:05 - Alex: x', '2021-12-30T09:05:00Z'],
    ['Germany, older, with “um”', '30.12.21 um 09:05 - Alex: x', '2021-12-30T09:05:00Z'],
    ['Netherlands', '30-12-21 09:05 - Alex: x', '2021-12-30T09:05:00Z'],
    ['Finland, dots in the time', '30.12.2021 klo 9.05 - Alex: x', '2021-12-30T09:05:00Z'],
    ['US 12-hour', '12/30/21, 9:05 PM - Alex: x', '2021-12-30T21:05:00Z'],
    ['US 12-hour, narrow space before PM', '12/30/21, 9:05\u202fPM - Alex: x', '2021-12-30T21:05:00Z'],
    ['midnight', '12/30/21, 12:05 AM - Alex: x', '2021-12-30T00:05:00Z'],
    ['noon', '12/30/21, 12:05 PM - Alex: x', '2021-12-30T12:05:00Z'],
    ['Spain', '30/12/21 9:05 p. m. - Alex: x', '2021-12-30T21:05:00Z'],
    ['iOS', '[30/12/2021, 09:05:07] Alex: x', '2021-12-30T09:05:07Z'],
    ['iOS with a direction mark first', '\u200e[30/12/2021, 09:05:07] Alex: x', '2021-12-30T09:05:07Z'],
    ['iOS 12-hour', '[12/30/21, 9:05:07\u202fPM] Alex: x', '2021-12-30T21:05:07Z'],
    ['year first', '2021/12/30, 09:05 - Alex: x', '2021-12-30T09:05:00Z'],
    ['China', '2021/12/30 下午9:05 - Alex: x', '2021-12-30T21:05:00Z'],
    ['Japan writes noon as 0', '2021/12/30 午後0:05 - Alex: x', '2021-12-30T12:05:00Z'],
    ['Arabic digits', '٣٠/١٢/٢٠٢١، ٩:٠٥ م - Alex: x'.replace('،', ','), '2021-12-30T21:05:00Z'],
  ])('%s', async (_what, line, instant) => {
    const { items, quarantined } = await read(`${line}\n`, { zone: 'UTC' });
    expect(quarantined).toEqual([]);
    expect(items.map(({ from, time, text }) => [from, utc(time.earliestMs), text])).toEqual([['Alex', instant, 'x']]);
  });

  it('sets a 12-hour time with an unknown half of the day aside instead of guessing', async () => {
    const { items, quarantined } = await read('30/12/21, 9:05 zzz - Alex: x\n30/12/21, 21:05 zzz - Alex: y\n', { zone: 'UTC' });
    expect(items.map(({ text }) => text)).toEqual(['y']);
    expect(quarantined.map(({ code }) => code)).toEqual(['unreadable-time']);
  });

  it('gives minutes a span of one minute and seconds a span of one second', async () => {
    const android = await read('30/12/21, 09:05 - Alex: x\n');
    expect((android.items[0]?.time.latestMs ?? 0) - (android.items[0]?.time.earliestMs ?? 0)).toBe(60_000);
    const ios = await read('[30/12/21, 09:05:07] Alex: x\n');
    expect((ios.items[0]?.time.latestMs ?? 0) - (ios.items[0]?.time.earliestMs ?? 0)).toBe(1000);
  });

  it('reads a line in another format as text of the record above, and says so', async () => {
    const { items, facts } = await read('30/12/21, 09:05 - Alex: see this\n[12/03/20, 10:00:00] Sam: quoted\n30/12/21, 09:06 - Sam: ok\n');
    expect(items.map(({ text }) => text)).toEqual(['see this\n[12/03/20, 10:00:00] Sam: quoted', 'ok']);
    expect(facts.warnings.join()).toMatch(/1 line begins with a date in another format.*line 2/);
  });

  it('sets lines before the first record aside', async () => {
    const { items, quarantined } = await read('Printed by someone\nfor the file\n30/12/21, 09:05 - Alex: x\n');
    expect(items).toHaveLength(1);
    expect(quarantined).toMatchObject([{ code: 'malformed-row', verbatim: 'Printed by someone\nfor the file' }]);
  });
});

describe('date order', () => {
  const low = '01/02/21, 09:00 - Alex: a\n02/03/21, 09:00 - Sam: b\n03/04/21, 09:00 - Alex: c\n';

  it('asks when every day is below 13, with evidence for both readings', async () => {
    const { questions } = await inspect(await textSource(low));
    const question = questions.find(({ answer }) => answer === 'dateOrder');
    expect(question?.required).toBe(true);
    expect(question?.options.map(({ value, evidence }) => [value, evidence])).toEqual([
      ['dmy', 'earliest 01/02/2021, latest 03/04/2021; dates never go back (a hint, not proof)'],
      ['mdy', 'earliest 02/01/2021, latest 04/03/2021; dates never go back (a hint, not proof)'],
    ]);
  });

  it('says when one reading goes back in time, and still asks', async () => {
    const { questions } = await inspect(await textSource('06/03/21, 09:00 - Alex: a\n08/05/21, 09:00 - Sam: b\n09/04/21, 09:00 - Alex: c\n'));
    const options = questions.find(({ answer }) => answer === 'dateOrder')?.options ?? [];
    expect(options[0]?.evidence).toContain('dates go back in time 1 time, first at line 3');
    expect(options[1]?.evidence).toContain('never go back');
  });

  it('refuses to start without the answer, naming the questions', async () => {
    const failure = await read(low, {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PlumblineError);
    expect(failure).toMatchObject({ code: 'needs_answers', details: { questions: [{ answer: 'zone' }, { answer: 'dateOrder' }] } });
  });

  it('lets one number above 12 settle it for every line', async () => {
    const { facts, items } = await read(`${low}04/25/21, 09:00 - Sam: d\n`, { zone: 'UTC' });
    expect(facts.dateOrder).toBe('mdy');
    expect(facts.dateOrderBasis).toBe('line 4 says “04/25/21, 09:00”: 25 cannot be a month');
    expect(utc(items[0]?.time.earliestMs)).toBe('2021-01-02T09:00:00Z');
  });

  it('sets impossible lines aside when the answer is contradicted by the file, and warns', async () => {
    const { facts, items, quarantined } = await read(`${low}25/04/21, 09:00 - Sam: d\n`, { zone: 'UTC', dateOrder: 'mdy' });
    expect(items).toHaveLength(3);
    expect(quarantined).toMatchObject([{ code: 'impossible-date', locator: { line: 4 } }]);
    expect(facts.warnings.join()).toContain('contradicted by the file itself, which shows day/month/year: line 4');
  });

  it('asks when lines contradict each other, and sets aside those that are no date', async () => {
    const mixed = '25/04/21, 09:00 - Alex: a\n04/26/21, 09:00 - Sam: b\n';
    expect((await inspect(await textSource(mixed))).questions.find(({ answer }) => answer === 'dateOrder')?.why).toContain('contradicts itself');
    const { items, quarantined } = await read(mixed, { zone: 'UTC', dateOrder: 'dmy' });
    expect(items.map(({ text }) => text)).toEqual(['a']);
    expect(quarantined.map(({ code }) => code)).toEqual(['impossible-date']);
  });

  it('refuses an order that the place of a four-digit year rules out', async () => {
    await expect(read('2021/12/30, 09:05 - Alex: x\n', { zone: 'UTC', dateOrder: 'dmy' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('zones', () => {
  it('takes a zone without a basis as assumed', async () => {
    const { facts, items } = await read('30/06/21, 09:05 - Alex: x\n');
    expect([facts.zone, facts.basis]).toEqual(['Europe/London', 'assumed']);
    expect(utc(items[0]?.time.earliestMs)).toBe('2021-06-30T08:05:00Z');
  });

  it('flags the hour that happens twice and sets the hour that never happens aside', async () => {
    const { items, quarantined, facts } = await read('31/10/21, 01:30 - Alex: twice\n28/03/21, 01:30 - Alex: never\n28/03/21, 02:30 - Alex: fine\n');
    expect(items[0]?.time).toMatchObject({ flags: ['repeated-hour'], earliestMs: Date.UTC(2021, 9, 31, 0, 30), latestMs: Date.UTC(2021, 9, 31, 1, 31) });
    expect(quarantined.map(({ code }) => code)).toEqual(['impossible-time']);
    expect(utc(items[1]?.time.earliestMs)).toBe('2021-03-28T01:30:00Z');
    expect(facts.warnings.join()).toContain('happens twice in Europe/London: 1 record, line 1');
  });

  it('refuses a zone nobody knows', async () => {
    await expect(read('30/06/21, 09:05 - Alex: x\n', { zone: 'London' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('authors and direction', () => {
  const chat = '30/12/21, 09:05 - Alex Marsh: hi\n30/12/21, 09:06 - \u202a+44 7700 900123\u202c: hello\n';

  it('leaves direction unknown until someone says whose device it is', async () => {
    expect((await read(chat)).items.map(({ direction }) => direction)).toEqual(['unknown', 'unknown']);
    expect((await read(chat, { zone: 'UTC', deviceOwner: 'Alex Marsh' })).items.map(({ direction }) => direction)).toEqual(['outgoing', 'incoming']);
  });

  it('lists the authors with counts, and refuses an owner who is not one of them', async () => {
    const question = (await inspect(await textSource(chat))).questions.find(({ answer }) => answer === 'deviceOwner');
    expect(question).toMatchObject({ required: false, options: [{ value: 'Alex Marsh', evidence: '1 message' }, { value: '+44 7700 900123' }] });
    await expect(read(chat, { zone: 'UTC', deviceOwner: 'Nobody' })).rejects.toThrow(/“Nobody” writes nothing.*“Alex Marsh”/);
  });

  it('gives a chat of two its other party, and a group none', async () => {
    expect((await read(chat)).items.map(({ to }) => to)).toEqual([['+44 7700 900123'], ['Alex Marsh']]);
    expect((await read(`${chat}30/12/21, 09:07 - ~ Kit 🤓: yo\n`)).items.map(({ from, to }) => [from, to])).toEqual([['Alex Marsh', []], ['+44 7700 900123', []], ['~ Kit 🤓', []]]);
  });

  it('reads numbers, names and what the text mentions as identifiers', async () => {
    const { items } = await read('30/12/21, 09:05 - +44 7700 900123: call 07700 900456 about AB12 CDE or kit@example.org\n');
    expect(items[0]?.identifiers.map(({ kind, role, normal, certainty }) => [kind, role, normal, certainty])).toEqual([
      ['phone', 'from', '+447700900123', 'certain'], ['email', 'mentioned', 'kit@example.org', 'possible'],
      ['phone', 'mentioned', '+447700900456', 'possible'], ['vrm', 'mentioned', 'AB12CDE', 'possible'],
    ]);
  });

  it('names the thread after the file, or after the authors', async () => {
    expect((await read(chat, undefined, 'WhatsApp Chat with Sam Reed.txt')).items[0]?.thread).toBe('Sam Reed');
    expect((await read(chat)).items[0]?.thread).toBe('Alex Marsh, +44 7700 900123');
  });
});

describe('what a line is', () => {
  const one = async (rest: string, name?: string) => (await read(`30/12/21, 09:05 - ${rest}\n`, { zone: 'UTC' }, name)).items[0];

  it.each([
    ['<Media omitted>', ''], ['‎image omitted', '(image)'], ['<Medien ausgeschlossen>', ''], ['Bild weggelassen', '(image)'], ['report.pdf • 3 pages ‎document omitted', '(document)'],
  ])('%s is media left out by the export', async (text, name) => {
    expect(await one(`Alex: ${text}`)).toMatchObject({ kind: 'message', text, attachments: [{ name, state: 'omitted' }] });
  });

  it.each([
    ['<attached: 00000012-PHOTO-2021.jpg>', '00000012-PHOTO-2021.jpg'], ['IMG-20211230-WA0001.jpg (file attached)', 'IMG-20211230-WA0001.jpg'],
    ['IMG-20211230-WA0001.jpg (Datei angehängt)\nund ein Text', 'IMG-20211230-WA0001.jpg'], ['‎<Anhang: 00000012-PHOTO.jpg>', '00000012-PHOTO.jpg'],
  ])('%s names a file that is missing from a bare text', async (text, name) => {
    expect(await one(`Alex: ${text}`)).toMatchObject({ attachments: [{ name, state: 'missing', member: null }] });
  });

  it.each([
    ['This message was deleted', 'deleted'], ['You deleted this message', 'deleted'], ['Diese Nachricht wurde gelöscht.', 'deleted'],
    ['see you at 8 ‎<This message was edited>', 'edited'], ['I said this message was deleted yesterday', 'live'],
  ])('“%s” is %s', async (text, status) => {
    expect(await one(`Alex: ${text}`)).toMatchObject({ status, text });
  });

  it('takes a missed call as a call', async () => {
    expect(await one('Alex: ‎Missed voice call')).toMatchObject({ kind: 'call', from: 'Alex' });
    expect(await one('Missed video call')).toMatchObject({ kind: 'call', from: '' });
    expect(await one('Alex: missed calls are a pain')).toMatchObject({ kind: 'message' });
  });

  it.each(['No pickle left', 'I just left', 'She added me on there', 'They changed to nights at six'])('keeps “%s” as a message in a chat named after the person who wrote it', async (words) => {
    expect(await one(`Kit Harbury: ${words}`, 'WhatsApp Chat with Kit Harbury.txt')).toMatchObject({ kind: 'message', from: 'Kit Harbury', text: words });
  });

  it('keeps a message of somebody whose name holds quotation marks', async () => {
    expect(await one('Dave "Daz" Smith: everyone left')).toMatchObject({ kind: 'message', from: 'Dave "Daz" Smith', text: 'everyone left' });
    expect(await one('“Nan”: I removed the dog')).toMatchObject({ kind: 'message', from: '“Nan”' });
  });

  it('takes an application sentence as a notice, even when it is given the group as author', async () => {
    expect(await one('Messages and calls are end-to-end encrypted. No one outside of this chat can read them.')).toMatchObject({ kind: 'notice', from: '', direction: 'none' });
    const notice = await one('Book Club: ‎Messages and calls are end-to-end encrypted. No one outside of this chat can read them.');
    expect(notice).toMatchObject({ kind: 'notice', remarks: ['WhatsApp\'s own sentence; the export names “Book Club” as its author'] });
    expect(await one('Book Club: \u200eAlex left', 'WhatsApp Chat with Book Club.txt')).toMatchObject({ kind: 'notice' });
    expect(await one('Sam: Alex left', 'WhatsApp Chat with Book Club.txt')).toMatchObject({ kind: 'message', from: 'Sam' });
    expect(await one('Alex changed the subject from “Kit: old” to “Kit: new”')).toMatchObject({ kind: 'notice' });
  });

  it('keeps polls and locations as messages with a remark', async () => {
    expect(await one('Alex: Location: https://maps.example/?q=1,2')).toMatchObject({ kind: 'message', remarks: ['location shared in the chat'] });
    expect((await one('Alex: POLL:\nTea?\nOPTION: Yes (1 vote)'))?.remarks[0]).toContain('poll');
  });
});

describe('every character is kept', () => {
  it('keeps hidden characters, line endings and mid-file marks in the verbatim row', async () => {
    const content = '\ufeff\u200e[30/12/21, 09:05:00] Alex: \u200eone\r\ntwo\r\n\ufeff[30/12/21, 09:06:00] Sam: three\r\n';
    const { items } = await read(content, { zone: 'UTC' });
    expect(items.map(({ verbatim }) => verbatim)).toEqual(['\ufeff\u200e[30/12/21, 09:05:00] Alex: \u200eone\r\ntwo', '\ufeff[30/12/21, 09:06:00] Sam: three']);
    expect(items.map(({ text }) => text)).toEqual(['\u200eone\r\ntwo', 'three']);
    expect(items.map(({ locator }) => locator)).toEqual([
      { type: 'line', file: '', line: 1, byte: 0 },
      { type: 'line', file: '', line: 3, byte: Buffer.byteLength('\ufeff\u200e[30/12/21, 09:05:00] Alex: \u200eone\r\ntwo\r\n') },
    ]);
  });

  it('sets a record with undecodable bytes aside whole, with the bytes shown, and loses nothing around it', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`30/12/21, 09:05 - Alex: ${'padding '.repeat(10_000)}\n30/12/21, 09:06 - Alex: caf`), Buffer.from([0xe9]), Buffer.from('\nmore\n30/12/21, 09:07 - Sam: ok é\n'),
    ]);
    const { items, quarantined } = await read(bytes, { zone: 'UTC' });
    expect(items.map(({ from }) => from)).toEqual(['Alex', 'Sam']);
    expect(quarantined).toMatchObject([{ code: 'undecodable-text', verbatim: '30/12/21, 09:06 - Alex: caf\\xe9\nmore' }]);
  });

  it('reads another encoding when a person states it', async () => {
    const latin = Buffer.from('30/12/21, 09:05 - Zoë: café\n', 'latin1');
    expect((await inspect(await textSource(latin))).questions.map(({ answer }) => answer)).toContain('encoding');
    const { items, facts } = await read(latin, { zone: 'UTC', encoding: 'windows-1252' });
    expect([items[0]?.from, items[0]?.text, facts.encoding]).toEqual(['Zoë', 'café', 'windows-1252']);
    await expect(read(latin, { zone: 'UTC', encoding: 'klingon' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('reads UTF-16 with right byte offsets', async () => {
    const text = '\ufeff30/12/21, 09:05 - Alex: Ċ one\n30/12/21, 09:06 - Sam: two\n';
    const { items } = await read(Buffer.from(text, 'utf16le'), { zone: 'UTC' });
    expect(items.map(({ text: body }) => body)).toEqual(['Ċ one', 'two']);
    expect(items[1]?.locator).toMatchObject({ line: 2, byte: text.indexOf('30/12/21, 09:06') * 2 });
  });

  it('sets a record above 1 MiB aside with its length and place, and reads on', async () => {
    const huge = 'x'.repeat(3 * 2 ** 20);
    const path = join(await newFolder(), 'chat.txt');
    await writeFile(path, `30/12/21, 09:05 - Alex: a\n30/12/21, 09:06 - Alex: ${huge}\n30/12/21, 09:07 - Sam: b\n`);
    const { items, quarantined } = await readAll(await sourceAt(path));
    expect(items.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(quarantined).toMatchObject([{ code: 'too-large', locator: { line: 2, byte: 26 } }]);
    expect(quarantined[0]?.verbatim).toContain('3,145,753 bytes long');
    expect(quarantined[0]?.verbatim.length).toBeLessThan(5000);
  });
});

it('stops when asked', async () => {
  const { whatsappExportImporter } = await import('../../electron/engine/importers/whatsapp-export/index.ts');
  const stop = new AbortController();
  stop.abort();
  const rows = whatsappExportImporter.read(await textSource('30/12/21, 09:05 - Alex: x\n'), { answers: { zone: 'UTC' }, signal: stop.signal, onBytes: () => undefined });
  await expect(rows.next()).rejects.toMatchObject({ code: 'cancelled' });
});
