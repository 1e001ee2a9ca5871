import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { importers } from '../../electron/engine/importers/registry.ts';
import { signalExportImporter as importer } from '../../electron/engine/importers/signal-export/index.ts';
import { whatsappExportImporter } from '../../electron/engine/importers/whatsapp-export/index.ts';
import { describeLocator, itemDraftSchema } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { expectedSamples, samplePath, samplesPresent } from '../fixtures/samples.ts';

/** Any character but a half; the library's own table of them takes seconds to build. */
const anyCharacter = fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff })).map((code) => String.fromCodePoint(code));
const folder = new SourceFolder();
afterAll(() => folder.remove());

const london = { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'J. Marsh' } as const;
const iso = (ms: number | null | undefined): string => new Date(ms ?? NaN).toISOString().replace('.000Z', 'Z');
const text = (content: string | Uint8Array, answers: object = london) => readAll(importer, folder.source(content, 'chat.txt'), answers);
const recognise = (content: string) => importer.recognise(folder.source(content, 'chat.txt'), notCancelled);

describe.skipIf(!samplesPresent)('the Signal sample (skipped when the samples are absent)', () => {
  it('gives the published facts', async () => {
    const [expected] = expectedSamples('signal-text/test_export');
    const source = folder.sourceAt(samplePath('signal-text/test_export.txt'), 'test_export.txt');
    expect((await importer.inspect(source, {}, notCancelled)).questions.map(({ answer, required }) => [answer, required])).toEqual([['zone', true], ['deviceOwner', false]]);
    const { items, quarantined, facts } = await readAll(importer, source, { zone: 'Europe/London' });
    expect([items.length, quarantined.length, facts.rowsSeen]).toEqual([expected?.rows.messages, 0, 2]);
    for (const spot of expected?.spot_records ?? []) {
      const found = items.find(({ locator }) => describeLocator(locator) === spot.locator);
      expect([found?.from, found?.text]).toEqual([spot.sender, spot.text60]);
    }
    expect(items.map(({ time }) => iso(time.earliestMs))).toEqual(['2019-12-24T12:23:00Z', '2020-01-17T21:49:00Z']);
  });

  it('is not made of a list of expected rows', async () => {
    expect(await importer.recognise(folder.sourceAt(samplePath('signal-text/target.json'), 'target.json'), notCancelled)).toBeNull();
  });
});

describe('recognising a Signal export', () => {
  it('takes what WhatsApp leaves and leaves what WhatsApp takes', async () => {
    const signal = '[2021-09-28, 15:24] Ann: Hello\n';
    expect(await recognise(signal)).toContain('line 1 begins as Signal’s plain-text export does');
    expect(await whatsappExportImporter.recognise(folder.source(signal, 'chat.txt'), notCancelled)).toBeNull();
    for (const other of ['[2021-09-28, 15:24:10] Ann: Hello\n', '[28/09/2021, 15:24] Ann: Hello\n', '2021-09-28, 15:24 - Ann: Hello\n', '[2021-09-28 15:24] job started\n', '{"a":1}\n', '[2021-09-28, 15:24] started\n', 'Minutes\n[2021-09-28, 15:24] Ann: x\n', '']) {
      expect(await recognise(other), other).toBeNull();
    }
    expect(importers.includes(importer)).toBe(true);
  });

  it('leaves bytes that are no text alone, whatever they look like', async () => {
    const bytes = Buffer.concat(Array.from({ length: 64 }, (_, index) => Buffer.from([0, 0, index % 7, 0x41 + (index % 20)])));
    for (const content of [bytes, Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes]), Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x5b])]) {
      expect(await importer.recognise(folder.source(content, 'x.bin'), notCancelled)).toBeNull();
    }
  });

  it('knows its JSONL by its frames, not by any lines of JSON', async () => {
    expect(await recognise('{"version":"1","backupTimeMs":"1632839050000"}\n{"account":{"givenName":"Ann"}}\n{"recipient":{"id":"1","self":{}}}\n')).toContain('“recipient” frame');
    for (const other of ['{"account":{"id":1}}\n{"x":1}\n', '{"recipient":"Ann"}\n', '{"chat":{"id":1}}\n', '[1]\n']) expect(await recognise(other), other).toBeNull();
  });
});

describe('reading the plain text', () => {
  it('asks for the zone before the first row', async () => {
    await expect(text('[2021-09-28, 15:24] Ann: Hello\n', {})).rejects.toMatchObject({ code: 'needs_answers', details: { questions: [{ answer: 'zone' }] } });
    await expect(text('[2021-09-28, 15:24] Ann: Hello\n', { zone: 'Mars' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('keeps continuation lines, hidden marks, the minute and who wrote', async () => {
    const { items, facts } = await text('\ufeff[2021-09-28, 15:24] Ann Archer: One\r\n\r\ntwo: three\r\n[2021-09-28, 15:25] Ben: [2021] call 07700 900123\r\n[2021-09-28, 15:26] Ben:\r\n', { ...london, deviceOwner: 'Ben' });
    expect(items.map((item) => [item.from, item.to, item.text, item.direction, item.verbatim])).toEqual([
      ['Ann Archer', ['Ben'], 'One\r\n\r\ntwo: three', 'incoming', '\ufeff[2021-09-28, 15:24] Ann Archer: One\r\n\r\ntwo: three'],
      ['Ben', ['Ann Archer'], '[2021] call 07700 900123', 'outgoing', '[2021-09-28, 15:25] Ben: [2021] call 07700 900123'],
      ['Ben', ['Ann Archer'], '', 'outgoing', '[2021-09-28, 15:26] Ben:'],
    ]);
    expect(items[0]).toMatchObject({ locator: { type: 'line', file: '', line: 1, byte: 0 }, time: { written: '2021-09-28, 15:24', precision: 'minute', earliestMs: Date.UTC(2021, 8, 28, 14, 24), latestMs: Date.UTC(2021, 8, 28, 14, 25), zoneBasis: 'stated' } });
    expect(items[1]?.identifiers).toContainEqual(expect.objectContaining({ kind: 'phone', role: 'mentioned', normal: '+447700900123' }));
    expect(facts).toMatchObject({ zone: 'Europe/London', dateOrder: 'ymd', rowsSeen: 3 });
  });

  it('flags the hour that happens twice, and sets aside the hour that never happened and days that are none', async () => {
    const { items, quarantined } = await text('[2021-10-31, 01:30] A: x\n[2021-03-28, 01:30] A: y\n[2021-02-30, 10:00] A: z\n[2021-02-20, 25:00] A: q\n[2021-02-20, 10:00] no name here\n');
    expect(items.map(({ kind, time }) => [kind, time.flags])).toEqual([['message', ['repeated-hour']], ['notice', []]]);
    expect(quarantined.map(({ code }) => code)).toEqual(['impossible-time', 'impossible-date', 'impossible-date']);
  });

  it('sets aside bytes that are not text and records without end', async () => {
    const bytes = Buffer.concat([Buffer.from('[2021-09-28, 15:24] A: x'), Buffer.from([0xff]), Buffer.from('\n[2021-09-28, 15:25] A: ok\n[2021-09-28, 15:26] A: '), Buffer.alloc(3 << 20, 'y\n')]);
    const { items, quarantined, facts } = await text(bytes, { ...london, encoding: 'utf-8' });
    expect(items.map((item) => item.text)).toEqual(['ok']);
    expect(quarantined.map(({ code, verbatim }) => [code, verbatim.length < 5000])).toEqual([['undecodable-text', true], ['too-large', true]]);
    expect(facts.rowsSeen).toBe(3);
  });

  it('accounts for every record, whatever is written in it', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: anyCharacter }), { maxLength: 6 }), async (bodies) => {
      const content = ['first', ...bodies].map((body) => `[2021-09-28, 15:24] Ann: ${body}\n`).join('');
      const { items, quarantined, facts } = await text(content);
      for (const item of items) itemDraftSchema.parse(item);
      expect(facts.rowsSeen).toBe(items.length + quarantined.length);
      expect([...items, ...quarantined].map(({ verbatim }) => verbatim).join('\n').replaceAll('\r', '').length).toBe(content.replaceAll('\r', '').length - 1);
    }), { numRuns: 60 });
  });
});

const frames = (...lines: readonly unknown[]): string => lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
const people = [
  { version: '1', backupTimeMs: '1632839050000' }, { account: { givenName: 'Ann', familyName: 'Archer' } }, { recipient: { id: '1', self: {} } },
  { recipient: { id: '2', contact: { e164: '447700900123', aci: 'aci-2', profileGivenName: 'Ben', profileFamilyName: 'Baker' } } }, { chat: { id: '9', recipientId: '2' } },
];
const chatItem = (more: object) => ({ chatItem: { chatId: '9', authorId: '2', dateSent: '1632839050123', ...more } });

describe('reading the JSONL', () => {
  it('takes direction, sender and time from the frames, and each reaction as an event of its own', async () => {
    const { items, facts, quarantined } = await text(frames(...people,
      chatItem({ incoming: { dateReceived: '1632839051000' }, standardMessage: { text: { body: 'Hello' }, reactions: [{ emoji: '👍', authorId: '1', sentTimestamp: '1632839060000' }], attachments: [{ pointer: { contentType: 'image/jpeg', fileName: 'a.jpg' } }] } }),
      chatItem({ authorId: '1', outgoing: { sendStatus: [{ recipientId: '2', read: {} }] }, standardMessage: { text: { body: 'Hi' } }, revisions: [{ dateSent: '1632839040000', standardMessage: { text: { body: 'Hu' } } }] }),
    ), {});
    expect(quarantined).toEqual([]);
    for (const item of items) itemDraftSchema.parse(item);
    expect(items.map(({ kind, direction, from, to, thread, text: words, status }) => [kind, direction, from, to, thread, words, status])).toEqual([
      ['contact', 'none', '', [], 'Signal contacts', 'Ann Archer', 'live'], ['contact', 'none', '', [], 'Signal contacts', 'Ann Archer', 'live'], ['contact', 'none', '', [], 'Signal contacts', 'Ben Baker', 'live'],
      ['message', 'incoming', 'Ben Baker', [], 'Ben Baker', 'Hello', 'live'], ['event', 'outgoing', 'Ann Archer', ['Ben Baker'], 'Ben Baker', 'reaction: 👍', 'live'],
      ['message', 'outgoing', 'Ann Archer', ['Ben Baker'], 'Ben Baker', 'Hi', 'edited'],
    ]);
    expect(items[3]).toMatchObject({ time: { earliestMs: 1_632_839_050_123, precision: 'millisecond', zone: 'UTC' }, attachments: [{ name: 'a.jpg', mediaType: 'image/jpeg', state: 'missing' }] });
    expect(items[3]?.identifiers).toContainEqual({ kind: 'phone', role: 'from', written: '447700900123', normal: '+447700900123', certainty: 'certain' });
    expect(items[4]?.locator).toEqual({ type: 'json', file: '', path: '(line 6).chatItem.standardMessage.reactions[0]' });
    expect(items[5]?.fields).toContainEqual({ name: 'Earlier version 1, 2021-09-28T14:24:00.000Z (1632839040000)', value: 'Hu' });
    expect(facts).toMatchObject({ rowsSeen: 6, zone: 'UTC', basis: 'in-data' });
    expect(facts.warnings.join()).toContain('1 “chat”');
  });

  it('never counts updates and removed messages as messages', async () => {
    const { items } = await text(frames(...people,
      chatItem({ directionless: {}, updateMessage: { simpleUpdate: { type: 'IDENTITY_UPDATE' } } }), chatItem({ incoming: {}, remoteDeletedMessage: {} }),
      chatItem({ directionless: {}, updateMessage: { individualCall: { type: 'AUDIO_CALL', direction: 'OUTGOING', state: 'ACCEPTED' } } }), chatItem({ incoming: {}, somethingNew: {} }), chatItem({ dateSent: '0', incoming: {}, standardMessage: {} }),
    ), {});
    expect(items.slice(3).map(({ kind, direction, text: words, status, time }) => [kind, direction, words, status, time.earliestMs === null])).toEqual([
      ['notice', 'none', 'simpleUpdate: IDENTITY_UPDATE', 'live', false], ['notice', 'none', 'remoteDeletedMessage', 'deleted', false],
      ['call', 'outgoing', 'individualCall: AUDIO_CALL, OUTGOING, ACCEPTED', 'live', false], ['notice', 'none', '', 'live', false], ['message', 'incoming', '', 'live', true],
    ]);
  });

  it('sets aside lines that are no frame and reads on', async () => {
    const { items, quarantined, facts } = await text(frames(...people, '{"chatItem":', '', '[]', { novelty: {} }, chatItem({ authorId: '77', incoming: {}, standardMessage: { text: 5, reactions: {} } })), {});
    expect(quarantined.map(({ locator, code }) => [describeLocator(locator), code])).toEqual([['line 6', 'malformed-row'], ['line 8', 'malformed-row'], ['line 9', 'malformed-row']]);
    expect(items.at(-1)).toMatchObject({ from: 'recipient 77', remarks: [expect.stringContaining('77')] });
    expect(facts.rowsSeen).toBe(items.length + quarantined.length);
  });

  it('accounts for every line, whatever the frames hold', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ incoming: fc.jsonValue(), standardMessage: fc.jsonValue(), poll: fc.record({ reactions: fc.array(fc.jsonValue()) }), dateSent: fc.jsonValue(), revisions: fc.jsonValue() }, { requiredKeys: [] }), { maxLength: 5 }), async (rows) => {
      const { items, quarantined, facts } = await text(frames(...people, ...rows.map(chatItem)), {});
      for (const item of items) itemDraftSchema.parse(item);
      expect(facts.rowsSeen).toBe(items.length + quarantined.length);
      expect(new Set(items.map(({ locator }) => describeLocator(locator))).size).toBe(items.length);
    }), { numRuns: 60 });
  });
});
