import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { importers } from '../../electron/engine/importers/registry.ts';
import { smsBackupImporter as importer } from '../../electron/engine/importers/sms-backup/index.ts';
import { describeLocator, itemDraftSchema } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

const top = '<?xml version=\'1.0\' encoding=\'UTF-8\' standalone=\'yes\' ?>\n<!--File Created By SMS Backup & Restore v10.20.002 on 28/09/2021 15:24:10-->\n<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n';
const backup = (rows: string, count: number | string = 1, root = 'smses'): string => `${top}<${root} count="${count}" backup_date="1632839050123">\n${rows}\n</${root}>`;
const escaped = (text: string): string => text.replace(/[&<>"\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
const attributes = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => `${name}="${escaped(value)}"`).join(' ');
const sms = (more: Readonly<Record<string, string>> = {}): string => `  <sms ${attributes({ protocol: '0', address: '+447700900123', date: '1632839050123', type: '1', subject: 'null', body: 'Hello', date_sent: '0', readable_date: '28 Sep 2021 15:24:10', contact_name: '(Unknown)', ...more })} />`;
const source = (content: string | Uint8Array) => folder.source(content, 'sms-20210928.xml');
const read = (content: string | Uint8Array) => readAll(importer, source(content));
const recognise = (content: string) => importer.recognise(source(content), notCancelled);

describe('recognising an SMS backup', () => {
  it('goes by its root and its rows', async () => {
    expect(await recognise(backup(sms()))).toContain('smses');
    expect(await recognise(backup('<call number="1" date="2" type="1"/>', 1, 'calls'))).toContain('calls');
    expect(await recognise('<smses count="0" />')).toContain('smses');
    for (const other of ['<smses/>', '<calls><log/></calls>', '<report><sms/></report>', '<!DOCTYPE smses [<!ENTITY a "b">]><smses count="1"><sms /></smses>', 'smses', '', '<!--'.repeat(5000), '<!---->'.repeat(9000)]) {
      expect(await recognise(other), other.slice(0, 60)).toBeNull();
    }
    expect(importers.includes(importer)).toBe(true);
  });
});

describe('reading messages', () => {
  it('keeps the row as it stands, UTC to the millisecond, and leaves out what is stored as nothing', async () => {
    const row = sms({ contact_name: 'Ben Baker', date_sent: '1632839049000' });
    const { items: [item], facts } = await read(backup(row));
    expect(item).toMatchObject({
      kind: 'message', direction: 'incoming', from: 'Ben Baker', to: [], thread: 'Ben Baker (+447700900123)', text: 'Hello', verbatim: row.trim(), locator: { type: 'xml', file: '', id: 'sms 1' },
      time: { written: '1632839050123', earliestMs: 1_632_839_050_123, precision: 'millisecond', zone: 'UTC', zoneBasis: 'in-data' }, attachments: [], remarks: [],
    });
    expect(item?.fields.map(({ name }) => name)).toEqual(['protocol', 'address', 'date', 'type', 'Sent (by the network’s clock)', 'readable_date (the exporting phone’s clock, no zone)', 'contact_name']);
    expect(item?.fields).toContainEqual({ name: 'Sent (by the network’s clock)', value: '2021-09-28T14:24:09.000Z (1632839049000)' });
    expect(item?.identifiers.slice(0, 2)).toMatchObject([{ kind: 'phone', role: 'from', normal: '+447700900123' }, { kind: 'name', role: 'from', written: 'Ben Baker' }]);
    expect(facts).toMatchObject({ rowsSeen: 1, madeBy: 'SMS Backup & Restore v10.20.002', warnings: [] });
  });

  it('reads every stored type, and one conversation however its number is spelled', async () => {
    const { items } = await read(backup(['1', '2', '3', '4', '5', '6', '9'].map((type) => sms({ type, address: type === '2' ? '07700 900123' : '+447700900123' })).join('\n'), 7));
    expect(items.map(({ direction, status, from, to }) => [direction, status, from, to])).toEqual([
      ['incoming', 'live', '+447700900123', []], ['outgoing', 'live', '', ['07700 900123']], ['outgoing', 'unsent', '', ['+447700900123']], ['outgoing', 'unsent', '', ['+447700900123']],
      ['outgoing', 'unsent', '', ['+447700900123']], ['outgoing', 'unsent', '', ['+447700900123']], ['unknown', 'live', '', []],
    ]);
    expect(new Set(items.map(({ thread }) => thread))).toEqual(new Set(['+447700900123']));
    expect(items[2]?.remarks).toEqual(['A draft: it was written and not sent.']);
  });

  it('puts emoji stored as two halves together, and keeps them as stored in the source row', async () => {
    const { items, facts, quarantined } = await read(backup(`<sms address="1" date="1632839050123" type="1" body="a &#55357;&#56832;&#10;b &#55357; c &#0; &nbsp; R&D" />\n${sms({ body: 'next' })}`, 2));
    expect(quarantined).toEqual([]);
    expect(items.map(({ text }) => text)).toEqual(['a 😀\nb \ufffd c &#0; &nbsp; R&D', 'next']);
    expect(items[0]?.verbatim).toContain('&#55357;&#56832;&#10;b &#55357; c &#0;');
    expect(items[0]?.remarks).toHaveLength(2);
    expect(facts.warnings.join()).toContain('Emoji stored as two halves, which is not XML, were put together: 1 row (sms 1)');
  });

  it('says when the declared count is wrong, keeps undated rows, and warns of “null” for a text', async () => {
    const { items, facts } = await read(backup(`${sms({ date: '0' })}\n${sms({ body: 'null' })}`, 56));
    expect(facts.warnings).toEqual(['The file says it holds 56 rows; 2 were found.']);
    expect(items.map(({ time, text, remarks }) => [time.earliestMs === null, text, remarks.length])).toEqual([[true, 'Hello', 1], [false, '', 1]]);
  });
});

describe('reading multimedia messages', () => {
  const bytes = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(60_000, 7)]);
  const mms = (data: string, more: Readonly<Record<string, string>> = {}): string => `<mms ${attributes({ date: '1632839050000', msg_box: '1', address: '+447700900123~+447700900456', m_type: '132', date_sent: '1632839049', contact_name: 'Ben, Cy', ...more })}><parts><part seq="-1" ct="application/smil" text="&lt;smil&gt;" /><part seq="0" ct="text/plain" text="Look" /><part seq="1" ct="image/jpeg" name="null" fn="a.jpg" data="${data}" /></parts><addrs><addr address="+447700900123" type="137" charset="106" /><addr address="insert-address-token" type="151" /></addrs></mms>`;

  it('hashes what is inside the XML without holding it, and says where it is', async () => {
    const { items: [item], facts } = await read(backup(mms(bytes.toString('base64'))));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(item).toMatchObject({ kind: 'message', direction: 'incoming', from: '+447700900123', text: 'Look', thread: 'Ben, Cy (+447700900123, +447700900456)', attachments: [{ name: 'a.jpg', member: null, mediaType: 'image/jpeg', sizeBytes: 60_004, sha256, state: 'missing' }] });
    expect(item?.verbatim.length).toBeLessThan(1500);
    expect(item?.verbatim).toContain('data="[cut by Plumbline: value 1, 80,008 characters]"');
    expect(item?.fields).toContainEqual({ name: 'Bytes inside the XML', value: `“a.jpg”: 60,004 bytes, image/jpeg, SHA-256 ${sha256}` });
    expect(item?.identifiers.map(({ kind, role, written }) => [kind, role, written])).toEqual([['phone', 'from', '+447700900123'], ['phone', 'participant', '+447700900456'], ['name', 'participant', 'Ben, Cy']]);
    expect(facts.warnings.join()).toContain('counted as missing because no file of theirs was supplied: 1 row (mms 1)');
  });

  it('says when the bytes are not base64, tells sent from received, and a waiting note from a message', async () => {
    const { items } = await read(backup([mms('*'.repeat(30_000)), mms('', { msg_box: '2', address: '+447700900123', contact_name: 'Ben' }), mms('AAAA', { m_type: '130', date: '1632839050' })].join('\n'), 3));
    expect(items.map(({ kind, direction, to, attachments, time }) => [kind, direction, to, attachments[0]?.state, time.earliestMs])).toEqual([
      ['message', 'incoming', [], 'damaged', 1_632_839_050_000], ['message', 'outgoing', ['Ben'], 'missing', 1_632_839_050_000], ['notice', 'none', [], 'missing', 1_632_839_050_000],
    ]);
    expect(items[2]?.remarks.join()).toContain('seconds since 1970');
  });
});

describe('reading calls', () => {
  it('tells the kinds of call, and a withheld number from a number', async () => {
    const call = (type: string, number = '+447700900123') => `<call ${attributes({ number, duration: '35', date: '1632839050123', type, presentation: '1', contact_name: '(Unknown)' })} />`;
    const { items } = await read(backup([...['1', '2', '3', '4', '5', '6', '7'].map((type) => call(type)), call('1', '-2'), call('3', '')].join('\n'), 9, 'calls'));
    expect(items.map(({ kind, direction, text, from, to }) => [kind, direction, text, from, to.length])).toEqual([
      ['call', 'incoming', 'incoming call, 35 seconds', '+447700900123', 0], ['call', 'outgoing', 'outgoing call, 35 seconds', '', 1], ['call', 'incoming', 'missed call, 35 seconds', '+447700900123', 0],
      ['call', 'incoming', 'voicemail, 35 seconds', '+447700900123', 0], ['call', 'incoming', 'rejected call, 35 seconds', '+447700900123', 0], ['call', 'incoming', 'refused call, 35 seconds', '+447700900123', 0],
      ['call', 'unknown', 'call of type 7, 35 seconds', '', 0], ['call', 'incoming', 'incoming call, 35 seconds', '', 0], ['call', 'incoming', 'missed call, 35 seconds', '', 0],
    ]);
  });
});

describe('damaged and hostile SMS backups', () => {
  it('lose only the row whose quotation mark is missing', async () => {
    const { items, quarantined, facts } = await read(backup(`${sms()}\n<sms address="1" body="no end />\n${sms({ body: 'after' })}\n<note/>\n${sms({ body: 'last' })}`, 5));
    expect(items.map(({ text }) => text)).toEqual(['Hello', 'after', 'last']);
    expect(quarantined.map(({ locator, reason, verbatim }) => [describeLocator(locator), reason, verbatim.trim()])).toEqual([
      ['element sms 2', expect.stringContaining('a quotation mark is missing'), '<sms address="1" body="no end />'], ['element note 1', 'The note element 1 is neither a message nor a call.', '<note/>'],
    ]);
    expect(facts.rowsSeen).toBe(5);
  });

  it('cut off in the middle keep what stands before and say so', async () => {
    const whole = backup([sms(), sms({ body: 'second' })].join('\n'), 2);
    const { items, quarantined, facts } = await read(whole.slice(0, whole.indexOf('second')));
    expect(items.map(({ text }) => text)).toEqual(['Hello']);
    expect(quarantined.map(({ locator }) => describeLocator(locator))).toEqual(['element sms 2', 'element (end of the file)']);
    expect(facts.rowsSeen).toBe(3);
  });

  it('set aside values without end and bytes that are not text, and read on', async () => {
    const bad = Buffer.concat([Buffer.from(`${top}<smses count="3">${sms({ body: 'a' })}<sms address="1" type="1" date="1632839050123" body="`), Buffer.from([0xff, 0xfe]), Buffer.from(`" />${sms({ body: 'x'.repeat(3_000_000) })}${sms({ body: 'b' })}</smses>`)]);
    const { items, quarantined } = await read(bad);
    expect(items.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(quarantined.map(({ code, verbatim }) => [code, verbatim.length < 5000])).toEqual([['undecodable-text', true], ['too-large', true]]);
    await expect(read(backup(`<sms ${'a="b" '.repeat(3_000_000)}/>`))).rejects.toMatchObject({ code: 'damaged_input' });
    for (const hostile of [`<sms a="b">${'<a>'.repeat(500)}`, `${sms()}<!--${'x'.repeat(6_000_000)}`, `${sms()}<![CDATA[ > ${'x'.repeat(1000)}`]) {
      await expect(read(backup(hostile)), hostile.slice(0, 40)).rejects.toMatchObject({ code: 'damaged_input' });
    }
  });

  it('expand no entities', async () => {
    const { items } = await read(backup('<sms address="1" type="1" date="1632839050123" body="&lol;&lol;" />'));
    expect(items[0]?.text).toBe('&lol;&lol;');
  });

  it('account for every row, with its own text, whatever it holds', async () => {
    const anyCharacter = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xd7ff }), fc.integer({ min: 0x10000, max: 0x10ffff })).map((code) => String.fromCodePoint(code));
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: anyCharacter }).filter((text) => text !== 'null'), { maxLength: 6 }), async (bodies) => {
      const { items, quarantined, facts } = await read(backup(['first', ...bodies].map((body) => sms({ body })).join('\n'), bodies.length + 1));
      for (const item of items) itemDraftSchema.parse(item);
      expect([items.map(({ text }) => text.replaceAll('\ue0ad', '&')), quarantined, facts.warnings]).toEqual([['first', ...bodies].map((body) => body.replaceAll('\ue0ad', '&')), [], []]);
    }), { numRuns: 60 });
  });

  it('never hang or crash on changed bytes, and never lose count', async () => {
    const whole = Buffer.from(backup([sms(), sms({ type: '2', body: 'it’s "here" & there' }), '<mms date="1"><parts><part ct="text/plain" text="x"/></parts></mms>'].join('\n'), 3));
    const start = whole.indexOf('<sms ') + 5;
    await fc.assert(fc.asyncProperty(fc.integer({ min: start, max: whole.length - 1 }), fc.constantFrom(...Buffer.from('<>"\'&;/ a\x00\xff', 'latin1')), async (at, byte) => {
      const bytes = Buffer.from(whole);
      bytes[at] = byte;
      const { items, quarantined, facts } = await read(bytes);
      for (const item of items) itemDraftSchema.parse(item);
      expect(facts.rowsSeen).toBe(items.length + quarantined.length);
    }), { numRuns: 120 });
  });
});
