import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cellebriteReportImporter as importer } from '../../electron/engine/importers/cellebrite-report/index.ts';
import { writeCellebriteReport } from '../../scripts/bench/generate-cellebrite.ts';
import { chat, decoded, extraInfo, extraInfos, field, message, model, modelType, parties, party, report, sha256, stamp, taggedFile, taggedFiles, ufdr, uuid } from '../fixtures/cellebrite.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const source = (xml: string | Uint8Array) => folder.source(xml, 'report.xml');
const read = (xml: string | Uint8Array, answers = {}) => readAll(importer, source(xml), answers);
const chats = (inside: string): string => decoded(modelType('Chat', inside));
const records = (type: string, inside: string, attributes = {}): string => report(decoded(modelType(type, model(type, inside, attributes))));
const balanced = ({ items, quarantined, facts }: Awaited<ReturnType<typeof read>>): void => expect(items.length + quarantined.length).toBe(facts.rowsSeen);

describe('recognising a Cellebrite report', () => {
  const recognise = (content: string | Uint8Array) => importer.recognise(source(content), notCancelled);
  it('goes by the namespace of the first element, with a byte-order mark or in UTF-16 too', async () => {
    expect(await recognise(report(''))).toContain('pa.cellebrite.com');
    expect(await recognise(`\ufeff${report('')}`)).toContain('pa.cellebrite.com');
    expect(await recognise(Buffer.from(`\ufeff${report('', { declaration: '' })}`, 'utf16le'))).toContain('pa.cellebrite.com');
  });
  it('leaves other XML, text and empty files alone', async () => {
    for (const content of ['', '<project/>', '<smses xmlns="http://pa.cellebrite.com/report/2.0"/>', 'see http://pa.cellebrite.com/report/2.0 <project>', 'a,b\n1,2\n', '{"project": "http://pa.cellebrite.com/report/2.0"}']) expect(await recognise(content)).toBeNull();
  });
  it('finds report.xml in an archive and leaves other archives alone', async () => {
    const found = folder.sourceAt(await ufdr(folder.path, { 'report.xml': report(''), 'files/a.txt': 'a' }), 'a.ufdr');
    expect(await importer.recognise(found, notCancelled)).toContain('report.xml');
    for (const members of [{ 'report.xml': '<report/>' }, { '_chat.txt': '28/09/2021, 15:24 - A: b' }]) {
      expect(await importer.recognise(folder.sourceAt(await ufdr(folder.path, members), 'a.zip'), notCancelled)).toBeNull();
    }
  });
  it('leaves an archive that is cut off to be explained by others', async () => {
    const whole = readFileSync(await ufdr(folder.path, { 'report.xml': report('') }));
    expect(await importer.recognise(folder.source(whole.subarray(0, whole.length - 30), 'a.ufdr'), notCancelled)).toBeNull();
  });
});

describe('conversations', () => {
  it('give one row for each message and one for the conversation, with direction, people and time', async () => {
    const result = await read(report(chats(chat(message({ mine: true, body: 'On my way' }) + message({ body: 'Ok & thank you <3', at: '2021-09-28T14:24:10.250+01:00' })))));
    balanced(result);
    expect(result.items.map(({ kind, direction, from, to, text, thread }) => ({ kind, direction, from, to, text, thread }))).toEqual([
      { kind: 'message', direction: 'outgoing', from: 'Joss Harrow', to: ['Ellie Fenn'], text: 'On my way', thread: 'WhatsApp: Ellie Fenn' },
      { kind: 'message', direction: 'incoming', from: 'Ellie Fenn', to: ['Joss Harrow'], text: 'Ok & thank you <3', thread: 'WhatsApp: Ellie Fenn' },
      { kind: 'event', direction: 'none', from: '', to: [], text: 'Conversation · WhatsApp · participants Joss Harrow, Ellie Fenn · 2 messages in the report', thread: 'WhatsApp: Ellie Fenn' },
    ]);
    expect(result.items[0]?.time).toMatchObject({ earliestMs: Date.UTC(2021, 8, 28, 14, 24, 10), precision: 'second', zone: '+00:00', zoneBasis: 'in-data' });
    expect(result.items[1]?.time).toMatchObject({ earliestMs: Date.UTC(2021, 8, 28, 13, 24, 10, 250), precision: 'millisecond', zone: '+01:00' });
    expect(result.items[0]?.identifiers).toContainEqual({ kind: 'phone', role: 'from', written: '447700900101@s.whatsapp.net', normal: '+447700900101', certainty: 'certain' });
    expect(result.facts).toMatchObject({ zone: null, basis: 'in-data', madeBy: 'Cellebrite, UFED_PA_Version 7.60.0.114', encoding: 'utf-8' });
  });
  it('keep the source text of each message, and the conversation’s without its messages', async () => {
    const text = message({ body: 'Zoë said “no”' });
    const { items } = await read(report(chats(chat(text))));
    expect(items[0]?.verbatim).toBe(text.trim());
    expect(items[1]?.verbatim).toContain('<multiModelField name="Messages"');
    expect(items[1]?.verbatim).not.toContain('Zoë');
  });
  it('of one name are two threads', async () => {
    const { items } = await read(report(chats(chat(message()) + chat(message()))));
    expect(new Set(items.map(({ thread }) => thread))).toEqual(new Set(['WhatsApp: Ellie Fenn', 'WhatsApp: Ellie Fenn (2)']));
  });
  it('whose details follow their messages still name them', async () => {
    const late = model('Chat', `<multiModelField name="Messages" type="InstantMessage">${message()}${message()}</multiModelField>${field('Source', 'Signal')}${field('Name', 'Late shift')}`);
    expect((await read(report(chats(late)))).items.map(({ thread }) => thread)).toEqual(['Signal: Late shift', 'Signal: Late shift', 'Signal: Late shift']);
  });
  it('say so when they are too long to wait for details that follow', async () => {
    const late = model('Chat', `<multiModelField name="Messages" type="InstantMessage">${Array.from({ length: 1_100 }, () => message()).join('')}</multiModelField>${field('Name', 'Late shift')}`);
    const result = await read(report(chats(late)));
    balanced(result);
    expect(new Set(result.items.map(({ thread }) => thread)).size).toBe(1);
    expect(result.items.at(-1)?.remarks.join()).toContain('follow its messages');
  });
  it('count system messages as notices', async () => {
    const { items } = await read(report(chats(chat(message({ from: party('System Message', 'System Message'), body: 'Ellie Fenn changed the subject' }) + message({ extra: field('Type', 'SystemMessage') })))));
    expect(items.map(({ kind, from }) => [kind, from])).toEqual([['notice', ''], ['notice', ''], ['event', '']]);
  });
  it('do not count a quoted message as a row', async () => {
    const quoted = `<modelField name="ReplyMessageData" type="ReplyMessageData">${model('ReplyMessageData', `<modelField name="InstantMessage" type="InstantMessage">${message({ body: 'earlier' })}</modelField>`)}</modelField>`;
    const result = await read(report(chats(chat(message({ extra: quoted })))));
    expect(result.items.map(({ kind }) => kind)).toEqual(['message', 'event']);
    expect(result.items[0]?.fields).toContainEqual({ name: 'ReplyMessageData: InstantMessage: Body', value: 'earlier' });
  });
  it('tell sent from received by the owner the person names, when the report marks nobody', async () => {
    const nobody = message({ from: party('447700900101', 'Joss Harrow') }).replaceAll('>True<', '>False<').replaceAll('[True]', '[False]');
    const xml = report(chats(chat(nobody, field('Source', 'WhatsApp')))).replaceAll('[True]', '[False]');
    expect((await importer.inspect(source(xml), {}, notCancelled)).questions).toMatchObject([{ answer: 'deviceOwner', required: false }]);
    expect((await read(xml)).items[0]?.direction).toBe('unknown');
    expect((await read(xml, { deviceOwner: '447700900101' })).items[0]?.direction).toBe('outgoing');
  });
});

describe('records that stand by themselves', () => {
  it('calls take their direction from the report and their other side from it', async () => {
    const call = (direction: string, people: string) => records('Call', field('Direction', direction) + stamp('TimeStamp', '2021-09-28T14:24:10+00:00') + field('Duration', '00:01:02') + parties('Parties', people));
    expect((await read(call('Incoming', party('07700 900102', 'Ellie Fenn')))).items[0]).toMatchObject({ kind: 'call', direction: 'incoming', from: 'Ellie Fenn', to: [], text: 'Incoming call · duration 00:01:02' });
    expect((await read(call('Outgoing', party('07700 900102', '')))).items[0]).toMatchObject({ direction: 'outgoing', from: '', to: ['07700 900102'] });
    const contradiction = (await read(call('Incoming', party('07700 900101', 'Joss Harrow', true, 'From') + party('07700 900102', '', false, 'To')))).items[0];
    expect(contradiction).toMatchObject({ direction: 'unknown' });
    expect(contradiction?.remarks.join()).toContain('contradicts itself');
  });
  it('text messages take their direction from the folder, and drafts say they were not sent', async () => {
    const sms = (folderName: string) => records('SMS', field('Body', 'Call me') + field('Folder', folderName) + parties('Parties', party('07700 900102', '', false, 'From')) + stamp('TimeStamp', '2021-09-28T14:24:10+00:00'));
    expect((await read(sms('Inbox'))).items[0]).toMatchObject({ kind: 'message', direction: 'incoming', from: '07700 900102', thread: 'SMS: 07700 900102' });
    expect((await read(sms('Drafts'))).items[0]).toMatchObject({ direction: 'unknown', remarks: [expect.stringContaining('not sent')] });
  });
  it('contacts, notes, pages, searches, places and types of no rule are all rows', async () => {
    const entry = `<multiModelField name="Entries" type="ContactEntry">${model('PhoneNumber', field('Category', 'Mobile') + field('Value', '07700 900102'))}</multiModelField>`;
    const all = [
      model('Contact', field('Name', 'Ellie Fenn') + stamp('TimeCreated', '2021-09-01T10:00:00+00:00') + entry), model('Note', field('Title', 'List') + field('Body', 'Milk')),
      model('VisitedPage', field('Title', 'Maps') + field('Url', 'https://example.test/') + stamp('LastVisited', '2021-09-28T14:00:00+00:00')), model('SearchedItem', field('Value', 'number plates') + stamp('TimeStamp', '2021-09-28T14:00:00+00:00')),
      model('Location', `<modelField name="Position" type="Coordinate">${model('Coordinate', field('Latitude', '51.5') + field('Longitude', '-0.1'))}</modelField>`), model('UserAccount', field('Username', 'jharrow')),
      model('DeviceEvent', field('EventType', 'Unlocked') + stamp('StartTime', '2021-09-28T14:00:00+00:00')), model('InstalledApplication', field('Name', 'Torch')), model('Party', field('Name', 'Alone')),
    ].join('');
    const result = await read(report(decoded(modelType('Anything', all))));
    balanced(result);
    expect(result.items.map(({ kind, text }) => [kind, text])).toEqual([
      ['contact', 'Ellie Fenn · Mobile · 07700 900102'], ['note', 'List · Milk'], ['event', 'Visited page · “Maps” · https://example.test/'], ['event', 'Searched for · “number plates”'], ['location', '51.5, -0.1'],
      ['document', 'jharrow'], ['event', 'DeviceEvent · Unlocked · 2021-09-28T14:00:00+00:00'], ['document', 'InstalledApplication · Torch'], ['document', 'Party · Alone'],
    ]);
    expect(result.items[0]?.remarks).toContain('The time is the record\'s “TimeCreated”.');
    expect(result.items[0]?.identifiers).toContainEqual(expect.objectContaining({ kind: 'phone', role: 'subject', normal: '+447700900102' }));
  });
  it('say whether they were deleted, and never that an unknown state is one', async () => {
    const status = async (attributes: Record<string, string>) => (await read(records('Note', field('Title', 'x'), attributes))).items[0];
    expect((await status({ deleted_state: 'Deleted' }))?.status).toBe('deleted');
    expect((await status({ deleted_state: 'Intact', carved: 'True' }))?.status).toBe('recovered');
    expect((await status({ deleted_state: 'Trash' }))?.remarks.join()).toContain('Trash');
    expect((await status({ deleted_state: 'Unknown' }))?.remarks.join()).toContain('“Unknown”');
  });
  it('with a missing or repeated id have a place of their own', async () => {
    const result = await read(report(decoded(['a', 'a', '', ''].map((id) => model('Note', field('Title', 'x'), { id })).join(''))));
    expect(new Set(result.items.map(({ locator }) => JSON.stringify(locator))).size).toBe(4);
    expect(result.facts.warnings.join()).toContain('1 record has an id that another');
  });
  it('keep elements this program does not know as fields', async () => {
    const { items } = await read(records('Note', `${field('Title', 'x')}<novelty kind="new">unheard of</novelty>`));
    expect(items[0]?.fields).toEqual(expect.arrayContaining([{ name: 'novelty 1', value: 'kind=new' }, { name: 'novelty 2', value: 'unheard of' }]));
  });
});

describe('times', () => {
  const at = (written: string, formatted = '') => records('Note', field('Title', 'x') + stamp('TimeStamp', written, formatted));
  it('without an offset are asked about, and placed by the answer', async () => {
    const xml = at('2021-09-28T15:24:10.000', '2021-09-28T15:24:10+02:00');
    await expect(read(xml)).rejects.toMatchObject({ code: 'needs_answers', details: { questions: [{ answer: 'zone', required: true }, { answer: 'deviceOwner' }] } });
    const { items, facts } = await read(xml, { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'examiner' });
    expect(items[0]?.time).toMatchObject({ earliestMs: Date.UTC(2021, 8, 28, 14, 24, 10), zoneBasis: 'stated', zoneBasisBy: 'examiner' });
    expect(facts).toMatchObject({ zone: 'Europe/London', basis: 'stated' });
  });
  it('in what somebody wrote are not taken for the report’s', async () => {
    const { items } = await read(records('Note', field('Title', '<value type="TimeStamp">2021-09-28T15:24:10</value') + stamp('TimeStamp', '2021-09-28T14:24:10+00:00')), { zone: 'UTC' });
    expect(items).toHaveLength(1);
  });
  it('that are a zero were not recorded', async () => {
    for (const zero of ['1970-01-01T00:00:00.000+00:00', '0001-01-01T00:00:00+00:00']) {
      expect((await read(at(zero))).items[0]).toMatchObject({ time: { written: zero, earliestMs: null }, remarks: [expect.stringContaining('not recorded')] });
    }
  });
  it('that are implausible are kept and flagged', async () => {
    expect((await read(at('2404-01-01T00:00:00+00:00'))).items[0]?.time.flags).toEqual(['implausible']);
  });
  it('that contradict their copy for display are flagged, and the value is kept', async () => {
    const item = (await read(at('2021-09-28T14:24:10.000+00:00', '2021-09-28T14:24:10+01:00'))).items[0];
    expect(item?.time).toMatchObject({ earliestMs: Date.UTC(2021, 8, 28, 14, 24, 10), flags: ['contradicts-itself'] });
    expect((await read(at('2021-09-28T14:24:10.000+00:00', '2021-09-28T15:24:10+01:00'))).items[0]?.time.flags).toEqual([]);
  });
  it('that cannot be read set their record aside', async () => {
    const result = await read(at('last Tuesday'));
    balanced(result);
    expect(result.quarantined).toMatchObject([{ code: 'unreadable-time', reason: expect.stringContaining('last Tuesday'), verbatim: expect.stringContaining('<model type="Note"') }]);
    expect((await read(at('2021-02-30T10:00:00+00:00'))).quarantined).toMatchObject([{ code: 'impossible-date' }]);
  });
});

describe('where records came from, and their files', () => {
  const id = uuid();
  const attachment = (extracted: string, fileId = '') => `<multiModelField name="Attachments" type="Attachment">${model('Attachment', field('Filename', 'cat.jpg') + field('ContentType', 'image/jpeg') + (extracted === '' ? '' : field('attachment_extracted_path', extracted)), fileId === '' ? {} : { file_id: fileId })}</multiModelField>`;
  const place = [{ name: 'Source file', value: 'extraction.zip/data/msgstore.db' }, { name: 'Source table', value: 'message' }, { name: 'Source offset', value: '123' }];

  it('is shown whether the list of sources follows the records or comes before them', async () => {
    const list = extraInfos(extraInfo(id, 'msgstore.db', 'message', '123'));
    const text = chats(chat(message({ id })));
    for (const xml of [report(text + list), report(list + text)]) {
      const result = await read(xml);
      balanced(result);
      expect(result.items[0]?.fields).toEqual(expect.arrayContaining(place));
      expect(result.items[0]?.locator).toEqual({ type: 'xml', file: '', id });
    }
  });
  it('cannot be forged by what somebody wrote', async () => {
    const forged = `</decodedData>${extraInfos(extraInfo(id, 'forged.db', 'x', '1'))}<decodedData>`;
    const { items } = await read(report(chats(chat(message({ id, body: forged })))));
    expect(items[0]?.text).toBe(forged);
    expect(JSON.stringify(items[0]?.fields)).not.toContain('Source file');
  });
  it('stands in the record itself too, with what it refers to', async () => {
    const { items } = await read(records('Note', `${field('Title', 'x')}<sourceInfo><nodeInfo name="notes.db" tableName="note" offset="0x1F" /></sourceInfo><jumptargets name=""><targetid ismodel="true">${id}</targetid></jumptargets>`));
    expect(items[0]?.fields).toEqual(expect.arrayContaining([{ name: 'Source file', value: 'notes.db' }, { name: 'Source offset', value: '0x1F' }, { name: 'Refers to', value: id }]));
  });
  it('attachments are found by path or by id, before or after the records, and hashed', async () => {
    const fileId = uuid();
    const files = taggedFiles(taggedFile(fileId, 'files\\Image\\cat.jpg', sha256('cat')) + taggedFile(uuid(), 'files\\Image\\unused.jpg'));
    const text = chats(chat(message({ extra: attachment('files\\Image\\cat.jpg') }) + message({ extra: attachment('', fileId) }) + message({ extra: attachment('files\\Video\\cat.jpg') })));
    for (const xml of [report(files + text), report(text + files)]) {
      const path = await ufdr(folder.path, { 'report.xml': xml, 'files/Image/cat.jpg': 'cat', 'files/Image/unused.jpg': 'x' });
      const { items, facts } = await readAll(importer, folder.sourceAt(path, 'phone.ufdr'));
      const present = { name: 'cat.jpg', member: 'files/Image/cat.jpg', mediaType: 'text/plain', sizeBytes: 3, sha256: sha256('cat'), state: 'present' };
      expect(items.slice(0, 3).map(({ attachments }) => attachments)).toEqual([[present], [present], [expect.objectContaining({ state: 'missing', member: null })]]);
      expect(items[0]?.locator).toMatchObject({ file: 'report.xml' });
      expect(facts.warnings.join()).toContain('1 file exported with the report (2 listed in it) are not attached');
    }
  });
  it('an attachment of another hash than the report states says so', async () => {
    const fileId = uuid();
    const xml = report(taggedFiles(taggedFile(fileId, 'files/cat.jpg', sha256('dog'))) + chats(chat(message({ extra: attachment('', fileId) }))));
    const { items, facts } = await readAll(importer, folder.sourceAt(await ufdr(folder.path, { 'report.xml': xml, 'files/cat.jpg': 'cat' }), 'a.ufdr'));
    expect(items[0]?.remarks.join()).toContain('not the file the report describes');
    expect(facts.warnings.join()).toContain('another hash');
  });
  it('a damaged attachment is damaged, and its message is kept', async () => {
    const path = await ufdr(folder.path, { 'report.xml': report(chats(chat(message({ extra: attachment('files/cat.jpg') })))), 'files/cat.jpg': 'the whole cat' });
    const bytes = readFileSync(path);
    bytes.write('dog', bytes.indexOf('the whole cat') + 10);
    const { items } = await readAll(importer, folder.source(bytes, 'a.ufdr'));
    expect(items[0]?.attachments).toMatchObject([{ state: 'damaged', member: 'files/cat.jpg', sha256: null }]);
    expect(items[0]?.remarks.join()).toContain('checksum');
  });
});

describe('counts the report declares', () => {
  it('are compared with those found', async () => {
    const inside = modelType('Chat', chat(message())).replace('type="Chat"', 'type="Chat" count="5"');
    const { facts } = await read(report(decoded(inside), { attributes: ' ModelCount="56"' }));
    expect(facts.warnings.join('\n')).toMatch(/declares 56 records; found were 2 records and messages \(1 standing.*\n.*declares 5 records of type Chat; 1 were found/s);
  });
  it('raise nothing when they agree', async () => {
    const { facts } = await read(report(chats(chat(message())), { attributes: ' ModelCount="2"' }));
    expect(facts.warnings.join()).not.toContain('declares');
  });
});

describe('damaged and hostile reports', () => {
  const three = report(chats(chat(message({ body: 'one' }) + message({ body: 'two' }) + message({ body: 'three' }))));

  it('cut off keep the rows before the break and give one quarantined row', async () => {
    for (const [cut, texts] of [['three', ['one', 'two']], ['</multiModelField>\n</model>\n</modelType>', ['one', 'two', 'three']], ['</project>', ['one', 'two', 'three', '']]] as const) {
      const result = await read(three.slice(0, three.lastIndexOf(cut)));
      balanced(result);
      expect(result.items.filter(({ kind }) => kind === 'message').map(({ text }) => text)).toEqual(texts.filter((text) => text !== ''));
      expect(result.quarantined).toMatchObject([{ code: 'malformed-row', reason: expect.stringContaining('breaks off') }]);
    }
  });
  it('cut off in the lists after the records keep every record', async () => {
    const xml = report(chats(chat(message())) + extraInfos(extraInfo('x', 'a.db', 't', '1')));
    const result = await read(xml.slice(0, xml.indexOf('tableName')));
    balanced(result);
    expect(result.items).toHaveLength(2);
    expect(result.quarantined[0]?.reason).toContain('lists that follow');
  });
  it('with a bare & lose nothing after it, and say at which line', async () => {
    const xml = three.replace('<![CDATA[two]]>', 'fish & chips &nbsp; &amp; peas');
    const result = await read(xml);
    balanced(result);
    expect(result.items.map(({ text }) => text).slice(0, 3)).toEqual(['one', 'fish & chips &nbsp; & peas', 'three']);
    expect(result.facts.warnings.join()).toMatch(/not well formed in 2 places: line \d+: an “&”/);
  });
  it('full of lone & are read no slower for it', async () => {
    const { items, facts } = await read(three.replace('<![CDATA[two]]>', '&'.repeat(300_000)));
    expect(items[1]?.text).toHaveLength(300_000);
    expect(facts.warnings.join()).toContain('in 300000 places');
  });
  it('with control characters keep them and say so', async () => {
    const { items, facts } = await read(three.replace('[two]', '[t\u0000w\u0007o]'));
    expect(items[1]?.text).toBe('t\u0000w\u0007o');
    expect(items[1]?.remarks.join()).toContain('characters were kept');
    expect(facts.warnings.join()).toContain('disallowed character');
  });
  it('with bytes that are not UTF-8 show where they were', async () => {
    const bytes = Buffer.from(three);
    bytes[bytes.indexOf('two') + 1] = 0xff;
    expect((await read(bytes)).items[1]).toMatchObject({ text: 't\ufffdo', remarks: [expect.stringContaining('not valid UTF-8')] });
  });
  it('with a stray closing tag set that record aside and read the next', async () => {
    const result = await read(three.replace('<![CDATA[two]]></value>', '<![CDATA[two]]></value></bogus>'));
    balanced(result);
    expect(result.quarantined.some(({ reason }) => reason.includes('unexpected close tag'))).toBe(true);
    expect(result.items.map(({ text }) => text)).toEqual(expect.arrayContaining(['one', 'three']));
  });
  it('never expand entities', async () => {
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>\n`;
    const result = await read(report(chats(chat(message().replace('<![CDATA[Are you on tonight?]]>', '&b; &x;'))), { declaration: bomb }));
    expect(result.items[0]?.text).toBe('&b; &x;');
    expect(result.facts.warnings.join()).toContain('None was expanded');
  });
  it('nested without end set that record aside and keep the others', async () => {
    const deep = `${'<multiModelField name="a"><model type="b">'.repeat(20_000)}${'</model></multiModelField>'.repeat(20_000)}`;
    const result = await read(three.replace('<![CDATA[two]]></value></field>', `<![CDATA[two]]></value></field>${deep}`));
    balanced(result);
    expect(result.quarantined).toMatchObject([{ code: 'too-large', reason: expect.stringContaining('nested more than 200 deep') }]);
    expect(result.items.map(({ text }) => text)).toEqual(expect.arrayContaining(['one', 'three']));
  });
  it('nested beyond all measure are read no further, and say so', async () => {
    const result = await read(`${three.slice(0, three.indexOf('</decodedData>'))}${'<a>'.repeat(150_000)}`);
    balanced(result);
    expect(result.items.map(({ text }) => text)).toEqual(expect.arrayContaining(['one', 'two', 'three']));
    expect(result.quarantined).toMatchObject([{ code: 'too-large' }]);
  });
  it('with a value larger than any set that record aside', async () => {
    const result = await read(three.replace('[two]', `[${'x'.repeat(5_000_000)}]`));
    balanced(result);
    expect(result.quarantined).toMatchObject([{ code: 'too-large', reason: expect.stringContaining('first 20,000 characters') }]);
    expect(result.items).toHaveLength(3);
  });
  it('whatever byte is changed, keep every row counted and never crash', async () => {
    const bytes = Buffer.from(report(chats(chat(message() + message())) + extraInfos(extraInfo('x', 'a.db', 't', '1'))));
    await fc.assert(fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
      const changed = Buffer.from(cut ? bytes.subarray(0, at) : bytes);
      if (!cut) changed[at] = value;
      if (await importer.recognise(source(changed), notCancelled) === null) return;
      const result = await readAll(importer, source(changed), { zone: 'UTC' }).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'PlumblineError' });
        return null;
      });
      if (result !== null) balanced(result);
    }), { numRuns: 150 });
  });
  it('are stopped when the person stops them', async () => {
    const stop = AbortSignal.abort();
    const rows = importer.read(source(three), { answers: {}, signal: stop, onBytes: () => undefined });
    await expect(rows.next()).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a report of some size', () => {
  it('is read row for row, and says what it is before it is read', async () => {
    const path = join(folder.path, 'large.xml');
    const made = await writeCellebriteReport(path, 3_000_000, 4);
    const large = folder.sourceAt(path, 'report.xml');
    const { findings, questions } = await importer.inspect(large, {}, notCancelled);
    expect(findings.join()).toContain('Invented One');
    expect(questions).toEqual([]);
    const result = await readAll(importer, large);
    balanced(result);
    const count = (kind: string) => result.items.filter((item) => item.kind === kind).length;
    expect([count('message'), count('call'), count('contact'), count('event')]).toEqual([made.messages, made.calls, made.contacts, made.chats]);
    expect(result.items.filter(({ status }) => status === 'deleted')).toHaveLength(made.deleted);
    expect(result.items.every(({ fields }) => fields.some(({ name }) => name === 'Source offset'))).toBe(true);
    expect(result.items.filter(({ kind }) => kind === 'message').every(({ direction }) => direction !== 'unknown')).toBe(true);
  });
});
