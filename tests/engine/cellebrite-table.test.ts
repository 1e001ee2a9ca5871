import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { cellebriteTableImporter as importer } from '../../electron/engine/importers/cellebrite-table/index.ts';
import { readPeople, readPerson } from '../../electron/engine/importers/cellebrite-table/party-cell.ts';
import { importers } from '../../electron/engine/importers/registry.ts';
import { auditSheet, enquiryLog, recordsAudit, workbook } from '../fixtures/audit-tables.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const csv = (rows: readonly (readonly string[])[]): string => `\ufeff${rows.map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')}\r\n`;

/** The 57 columns of one known export of conversations. */
const chatHeadings = [
  '#', 'Chat #', 'Identifier', 'Start Time: Date', 'Start Time: Time', 'Last Activity: Date', 'Last Activity: Time', 'Name', 'Description', ...Array.from({ length: 11 }, (_, index) => `Participant photo #${index + 1}`),
  'Participants', 'Number of attachments', 'Source', 'Account', 'Deleted - Chat', 'Tag Note - Chat', 'Carved', 'Manually decoded', 'Instant Message #', 'From', 'To', 'Participants Timestamps', 'Cc', 'Bcc', 'Priority', 'Subject', 'Body',
  'Status', 'Platform', 'Label', 'Location', 'Timestamp: Date', 'Timestamp: Time', 'Delivered: Date', 'Delivered: Time', 'Read: Date', 'Read: Time', 'Attachment #1', 'Attachment #1 - Details', 'Attachment #2', 'Attachment #2 - Details',
  'Deleted - Instant Message', 'Tag Note - Instant Message', 'Source file information', 'Starred message', 'Message Carved', 'Message Manually decoded',
] as const;
type Cells = Partial<Record<(typeof chatHeadings)[number], string>>;
const chatRow = (cells: Cells): string[] => chatHeadings.map((heading) => cells[heading] ?? '');
const basic: Cells = {
  '#': '1', 'Chat #': '1', Identifier: '447700900102@s.whatsapp.net', Source: 'WhatsApp', Participants: '447700900101@s.whatsapp.net Joss Harrow (owner)\n447700900102@s.whatsapp.net Ellie Fenn', 'Instant Message #': '1',
  From: '447700900102@s.whatsapp.net Ellie Fenn', To: '447700900101@s.whatsapp.net Joss Harrow', Body: 'Are you on tonight?', 'Timestamp: Date': '28/09/2021', 'Timestamp: Time': '28/09/2021 15:24:10(UTC+1)',
};
const chats = (...rows: Cells[]): string => csv([[...chatHeadings], ...rows.map((row) => chatRow(row))]);
const read = (content: string | Uint8Array, answers = {}) => readAll(importer, folder.source(content, 'export.csv'), answers);

describe('recognising a Cellebrite table', () => {
  const recognise = (content: string | Uint8Array) => importer.recognise(folder.source(content, 'a'), notCancelled);
  it('goes by its headings, below a title too', async () => {
    expect(chatHeadings).toHaveLength(57);
    expect(await recognise(chats(basic))).toContain('chats');
    expect(await recognise(`Chats (1)\r\n${chats(basic).slice(1)}`)).toContain('chats');
    const sheet = auditSheet([['Chats (1)'], [...chatHeadings], chatRow(basic)], 'Chats');
    expect(await recognise(await workbook([auditSheet([['x']], 'Summary'), sheet]))).toContain('“Chats”');
  });
  it('leaves audits, contacts of other programs, chats and prose alone', async () => {
    for (const content of [enquiryLog, recordsAudit, 'Name,Phone\r\nEllie Fenn,07700 900102\r\n', 'From,To,Body,Timestamp\r\na,b,c,2021-09-28 10:00\r\n', '28/09/2021, 15:24 - Ellie: hello\n', 'Dear all, hello, there\n', '']) expect(await recognise(content)).toBeNull();
    expect(await recognise(await workbook([auditSheet([['From', 'To', 'Message'], ['a', 'b', 'c']], 'Messages')]))).toBeNull();
  });
  it('is asked before the importer of tables', () => {
    const ids = importers.map(({ id }) => id);
    expect(ids.indexOf('cellebrite-report')).toBeLessThan(ids.indexOf('whatsapp-export'));
    expect(ids.indexOf('cellebrite-table')).toBeLessThan(ids.indexOf('tabular'));
  });
});

describe('a table of conversations', () => {
  it('reads the 57 columns: time with its zone, identifier and name, sides, thread', async () => {
    const { items, quarantined, facts } = await read(chats(basic, { ...basic, '#': '2', 'Instant Message #': '2', From: '447700900101@s.whatsapp.net Joss Harrow', To: '447700900102@s.whatsapp.net Ellie Fenn', Body: 'Yes' }));
    expect(quarantined).toEqual([]);
    expect(items.map(({ kind, direction, from, to, text, thread }) => ({ kind, direction, from, to, text, thread }))).toEqual([
      { kind: 'message', direction: 'incoming', from: 'Ellie Fenn', to: ['Joss Harrow'], text: 'Are you on tonight?', thread: 'WhatsApp: 447700900102@s.whatsapp.net (chat 1)' },
      { kind: 'message', direction: 'outgoing', from: 'Joss Harrow', to: ['Ellie Fenn'], text: 'Yes', thread: 'WhatsApp: 447700900102@s.whatsapp.net (chat 1)' },
    ]);
    expect(items[0]?.time).toMatchObject({ written: '28/09/2021 15:24:10(UTC+1)', earliestMs: Date.UTC(2021, 8, 28, 14, 24, 10), zone: '+01:00', zoneBasis: 'in-data' });
    expect(items[0]?.locator).toMatchObject({ type: 'row', file: '', sheet: null, row: 2 });
    expect(items[0]?.verbatim).toBe(csv([chatRow(basic)]).slice(1).replace(/\r\n$/, ''));
    expect(items[0]?.identifiers).toContainEqual({ kind: 'phone', role: 'from', written: '447700900102@s.whatsapp.net', normal: '+447700900102', certainty: 'certain' });
    expect(facts).toMatchObject({ rowsSeen: 2, dateOrder: 'dmy', basis: 'in-data', encoding: 'utf-8' });
  });
  it('counts system messages as notices and rows without a message as events', async () => {
    const { items } = await read(chats({ ...basic, From: 'System Message System Message', Body: 'Ellie Fenn left' }, { 'Chat #': '2', Source: 'Signal', Participants: 'Ellie Fenn' }));
    expect(items.map(({ kind, from, text }) => [kind, from, text])).toEqual([['notice', '', 'Ellie Fenn left'], ['event', '', 'Conversation · Signal · Ellie Fenn']]);
  });
  it('takes the conversation from its first row where the workbook gives it once', async () => {
    const below: Cells = { '#': '2', 'Instant Message #': '2', From: 'Ellie Fenn', Body: 'hello', 'Timestamp: Time': '28/09/2021 15:25:00(UTC+1)' };
    const sheet = auditSheet([['Chats (1)'], [...chatHeadings], chatRow(basic), chatRow(below)], 'Chats');
    const { items, facts } = await read(await workbook([sheet, auditSheet([['x']], 'Summary')]));
    expect(items[1]).toMatchObject({ thread: items[0]?.thread, remarks: [expect.stringContaining('row 3')], locator: { sheet: 'Chats', row: 4 } });
    expect(facts.warnings.join('\n')).toMatch(/stands “Chats \(1\)”[^]*Not read[^]*“Summary”/);
    expect(facts.warnings.join()).not.toContain('Only sheet');
  });
  it('marks deleted and recovered rows, and lists attachments however many columns there are', async () => {
    const { items } = await read(chats({ ...basic, 'Deleted - Instant Message': 'Yes', 'Attachment #1': 'files\\Image\\cat.jpg', 'Attachment #2': 'dog.jpg' }, { ...basic, Carved: 'Yes' }, { ...basic, 'Deleted - Instant Message': 'perhaps' }));
    expect(items.map(({ status }) => status)).toEqual(['deleted', 'recovered', 'live']);
    expect(items[0]?.attachments.map(({ name, state }) => [name, state])).toEqual([['cat.jpg', 'missing'], ['dog.jpg', 'missing']]);
    expect(items[2]?.remarks.join()).toContain('“perhaps”');
  });
  it('is read with Portuguese headings', async () => {
    const table = csv([['#', 'Chat #', 'Mensagem instantânea #', 'De', 'Para', 'Corpo', 'Marcação de tempo-Hora', 'Anexo #1', 'Rótulo', 'Excluído'], ['1', '1', '1', '447700900102@s.whatsapp.net Ellie Fenn', 'Joss Harrow', 'Olá', '28/09/2021 15:24:10(UTC-3)', 'foto.jpg', '', 'Sim']]);
    const { items } = await read(table);
    expect(items[0]).toMatchObject({ kind: 'message', from: 'Ellie Fenn', to: ['Joss Harrow'], text: 'Olá', status: 'deleted', direction: 'unknown', attachments: [{ name: 'foto.jpg' }], time: { earliestMs: Date.UTC(2021, 8, 28, 18, 24, 10) } });
  });
  it('asks for the zone and the order when the times do not say, and for nothing else it must have', async () => {
    const table = chats({ ...basic, 'Timestamp: Date': '03/04/2021', 'Timestamp: Time': '15:24:10' });
    await expect(read(table)).rejects.toMatchObject({ code: 'needs_answers', details: { questions: [{ answer: 'dateOrder' }, { answer: 'zone' }] } });
    const { items, facts } = await read(table, { dateOrder: 'dmy', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'examiner' });
    expect(items[0]?.time).toMatchObject({ written: '03/04/2021 15:24:10', earliestMs: Date.UTC(2021, 3, 3, 14, 24, 10), zoneBasis: 'stated' });
    expect(facts).toMatchObject({ zone: 'Europe/London', basis: 'stated', basisBy: 'examiner', dateOrder: 'dmy' });
  });
  it('sets aside what cannot stand: repeated headings, nothing but a number, a time that is none', async () => {
    const { items, quarantined, facts } = await read(csv([[...chatHeadings], chatRow(basic), [...chatHeadings], chatRow({ '#': '7' }), chatRow({ ...basic, 'Timestamp: Date': '', 'Timestamp: Time': 'yesterday' })]));
    expect(items).toHaveLength(1);
    expect(quarantined.map(({ code }) => code)).toEqual(['malformed-row', 'no-content', 'unreadable-time']);
    expect(facts.rowsSeen).toBe(4);
  });
});

describe('tables of calls, text messages and contacts', () => {
  it('calls name the other side by their direction', async () => {
    const headings = ['#', 'Direction', 'Parties', 'Timestamp: Date', 'Timestamp: Time', 'Duration', 'Status', 'Source', 'Deleted - Call', 'Carved', 'Manually decoded'];
    const { items } = await read(csv([headings, ['1', 'Incoming', '+447700900102 Ellie Fenn', '28/09/2021', '28/09/2021 15:24:10(UTC+0)', '00:01:02', 'Answered', '', '', '', ''], ['2', 'Outgoing', '07700 900102', '', '28/09/2021 16:00:00(UTC+0)', '00:00:00', '', '', '', '', '']]));
    expect(items.map(({ kind, direction, from, to, text }) => ({ kind, direction, from, to, text }))).toEqual([
      { kind: 'call', direction: 'incoming', from: 'Ellie Fenn', to: [], text: 'Incoming call · Answered · duration 00:01:02' },
      { kind: 'call', direction: 'outgoing', from: '', to: ['07700 900102'], text: 'Outgoing call · duration 00:00:00' },
    ]);
  });
  it('text messages take their side from the folder; contacts list their entries', async () => {
    const sms = auditSheet([['#', 'Folder', 'From', 'To', 'Body', 'Timestamp: Time', 'Deleted - SMS'], ['1', 'Inbox', '+447700900102 Ellie Fenn', '', 'Call me', '28/09/2021 15:24:10(UTC+0)', '']], 'SMS Messages');
    const contacts = auditSheet([['#', 'Name', 'Interaction Statuses', 'Entries', 'Created-Time', 'Modified-Time', 'Source'], ['1', 'Ellie Fenn', '', 'Phone-Mobile: 07700 900102', '01/09/2021 10:00:00(UTC+0)', '', 'Phone']], 'Contacts');
    const { items } = await read(await workbook([sms, contacts]), { dateOrder: 'dmy' });
    expect(items).toMatchObject([
      { kind: 'message', direction: 'incoming', from: 'Ellie Fenn', text: 'Call me' },
      { kind: 'contact', direction: 'none', text: 'Ellie Fenn · Phone-Mobile: 07700 900102', time: { earliestMs: Date.UTC(2021, 8, 1, 10) } },
    ]);
    expect(items[1]?.identifiers).toContainEqual(expect.objectContaining({ kind: 'phone', role: 'subject', normal: '+447700900102' }));
  });
});

describe('a person as a cell writes them', () => {
  it('is identifier, space, name', () => {
    expect(readPerson('447700900102@s.whatsapp.net Ellie Fenn')).toMatchObject({ identifier: '447700900102@s.whatsapp.net', name: 'Ellie Fenn', owner: false });
    expect(readPerson('+44 7700 900102 Ellie Fenn (owner)')).toMatchObject({ identifier: '+44 7700 900102', name: 'Ellie Fenn', owner: true });
    expect(readPerson('Ellie Fenn')).toMatchObject({ identifier: '', name: 'Ellie Fenn' });
    expect(readPerson('07700 900102')).toMatchObject({ identifier: '07700 900102', name: '' });
    expect(readPerson('e.fenn_1')).toMatchObject({ identifier: 'e.fenn_1', name: '' });
    expect(readPeople('a@b.test Ann_x000D_\nBo; +447700900103 Cy')).toMatchObject([{ identifier: 'a@b.test', name: 'Ann' }, { name: 'Bo' }, { identifier: '+447700900103', name: 'Cy' }]);
  });
});

describe('hostile tables', () => {
  it('whatever the cells hold, every row is counted', async () => {
    const cell = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('', '\0', '"', '28/09/2021 15:24:10(UTC+1)', 'System Message', '=1+1', '\u202e'));
    await fc.assert(fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 8 }), { maxLength: 6 }), async (rows) => {
      const content = csv([['#', 'Chat #', 'Instant Message #', 'From', 'To', 'Body', 'Timestamp: Time', 'Attachment #1'], ...rows]);
      const source = folder.source(content, 'a.csv');
      if (await importer.recognise(source, notCancelled) === null) return;
      const { items, quarantined, facts } = await readAll(importer, source, { zone: 'UTC', dateOrder: 'dmy' });
      expect(items.length + quarantined.length).toBe(facts.rowsSeen);
    }), { numRuns: 60 });
  });
});
