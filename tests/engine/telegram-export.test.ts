import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { telegramExportImporter as importer } from '../../electron/engine/importers/telegram-export/index.ts';
import { importers } from '../../electron/engine/importers/registry.ts';
import { describeLocator, itemDraftSchema } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { sourceWithin } from '../fixtures/evidence-trees.ts';
import { expectedSamples, samplePath, samplesPresent } from '../fixtures/samples.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

const iso = (ms: number | null | undefined): string => new Date(ms ?? NaN).toISOString().replace('.000Z', 'Z');
const message = (more: object = {}) => ({ id: 1, type: 'message', date: '2021-09-28T16:24:10', date_unixtime: '1632839050', from: 'Ann Archer', from_id: 'user11', text: 'Hello', text_entities: [], ...more });
const chat = (messages: readonly unknown[], more: object = {}) => ({ name: 'Ben Baker', type: 'personal_chat', id: 22, ...more, messages });
const source = (value: unknown, name = 'result.json') => folder.source(typeof value === 'string' ? value : JSON.stringify(value, null, 1), name);
const read = (value: unknown, answers = {}) => readAll(importer, source(value), answers);
const recognise = (value: unknown) => importer.recognise(source(value), notCancelled);

describe.skipIf(!samplesPresent)('Telegram samples (skipped when the samples are absent)', () => {
  it.each(expectedSamples('telegram-json/').map((entry) => [entry.path, entry] as const))('%s gives the published facts', async (path, expected) => {
    const sample = folder.sourceAt(samplePath(path), 'result.json');
    expect(await importer.recognise(sample, notCancelled)).toContain('Telegram');
    expect((await importer.inspect(sample, {}, notCancelled)).questions.filter(({ required }) => required)).toEqual([]);
    const { items, quarantined, facts } = await readAll(importer, sample);
    for (const item of items) itemDraftSchema.parse(item);
    expect([items.filter(({ kind }) => kind === 'message').length, quarantined, facts.rowsSeen]).toEqual([expected.rows.messages, [], expected.rows.messages]);
    expect(items.map(({ direction }) => direction)).toEqual(['unknown', 'unknown']);
    for (const spot of expected.spot_records) {
      const found = items.find(({ locator }) => describeLocator(locator) === spot.locator);
      expect([iso(found?.time.earliestMs), found?.from, found?.text]).toEqual([spot.utc, spot.sender, spot.text60]);
    }
  });
});

describe('recognising a Telegram export', () => {
  it('goes by the shape of its messages, and by the chat’s type when there are none', async () => {
    expect(await recognise(chat([message()]))).toContain('messages');
    expect(await recognise(chat([]))).toContain('personal_chat');
    expect(await recognise({ about: 'x', personal_information: { user_id: 11 }, chats: { list: [] } })).toContain('sections');
    expect(await recognise({ messages: [{ sender_name: 'Ann', timestamp_ms: 1, content: 'x' }] })).toBeNull();
    expect(await recognise({ messages: [] })).toBeNull();
    expect(await recognise('not json')).toBeNull();
    expect(await recognise('')).toBeNull();
  });

  it('is asked before the table reader', () => {
    expect(importers.indexOf(importer)).toBeLessThan(importers.length - 1);
    expect(importers.includes(importer)).toBe(true);
  });
});

describe('reading a Telegram export', () => {
  it('keeps the row as it stands, UTC from the stored count, and the values worth showing', async () => {
    const stored = '{ "id": 12345678901234567890, "type":"message", "date_unixtime":"1632839050", "edited_unixtime":"1632839060", "from":"Ann", "from_id":"user11", "text":["a", {"type":"bold","text":" b"}], "forwarded_from":"Cy", "reply_to_message_id":7, "reactions":[{"type":"emoji","count":2,"emoji":"👍","recent":[{"from":"Ben"}]}] }';
    const { items: [item] } = await read(`{"name":"Ben","type":"personal_chat","id":22,"messages":[${stored}]}`);
    expect(item).toMatchObject({
      kind: 'message', from: 'Ann', to: ['Ben'], thread: 'Ben', text: 'a b', status: 'edited', verbatim: stored, direction: 'unknown',
      locator: { type: 'json', file: '', path: 'messages[0]' },
      time: { written: '1632839050', earliestMs: 1_632_839_050_000, latestMs: 1_632_839_051_000, precision: 'second', zone: 'UTC', zoneBasis: 'in-data' },
    });
    expect(item?.fields).toEqual([
      { name: 'Message id', value: '12345678901234567890' }, { name: 'Edited', value: '2021-09-28T14:24:20.000Z (1632839060)' }, { name: 'Sender id', value: 'user11' },
      { name: 'Forwarded from', value: 'Cy' }, { name: 'Reply to message id', value: '7' }, { name: 'Reactions', value: '👍 × 2 (Ben)' },
    ]);
  });

  it('never counts a service line as a message', async () => {
    const { items } = await read(chat([
      message({ type: 'service', actor: 'Ann', actor_id: 'user11', action: 'invite_members', members: ['Cy', null], from: undefined, text: '' }),
      message({ type: 'service', actor: 'Ann', actor_id: 'user11', action: 'phone_call', duration_seconds: 35, discard_reason: 'hangup', text: '' }),
      message({ type: 'something new' }),
    ]));
    expect(items.map(({ kind, text }) => [kind, text])).toEqual([
      ['notice', 'Ann: invite members (Cy)'], ['call', 'Ann: phone call (hangup; 35 seconds)'], ['notice', 'Hello'],
    ]);
  });

  it('tells direction only from the owner a person names, by id or by a name one sender has', async () => {
    const rows = chat([message(), message({ from: 'Ben Baker', from_id: 'user22' }), message({ type: 'service', action: 'pin_message' })]);
    const { questions } = await importer.inspect(source({ ...rows, personal_information: { user_id: 11 } }), {}, notCancelled);
    expect(questions).toMatchObject([{ answer: 'deviceOwner', required: false, options: [{ value: 'user11', label: 'Ann Archer (user11)', evidence: expect.stringContaining('personal_information') }, { value: 'user22' }] }]);
    for (const deviceOwner of ['user11', 'Ann Archer']) expect((await read(rows, { deviceOwner })).items.map(({ direction }) => direction)).toEqual(['outgoing', 'incoming', 'none']);
    await expect(read(rows, { deviceOwner: 'Nobody' })).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('Ann Archer') });
  });

  it('asks for the zone of times that are only a local clock, and places them with the answer', async () => {
    const rows = chat([message({ date_unixtime: undefined }), message()]);
    await expect(read(rows)).rejects.toMatchObject({ code: 'needs_answers', details: { questions: [{ answer: 'zone', required: true }] } });
    const { items, facts } = await read(rows, { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'J. Marsh' });
    expect(items.map(({ time }) => [iso(time.earliestMs), time.zoneBasis])).toEqual([['2021-09-28T15:24:10Z', 'stated'], ['2021-09-28T14:24:10Z', 'in-data']]);
    expect(facts).toMatchObject({ zone: 'Europe/London', basis: 'stated' });
  });

  it('keeps a zero or senseless time undated, and an implausible one flagged', async () => {
    const { items, facts } = await read(chat([message({ date_unixtime: '0' }), message({ date_unixtime: 'soon' }), message({ date_unixtime: '99999999999' }), message({ date_unixtime: undefined, date: undefined, text: 'x' })]));
    expect(items.map(({ time }) => [time.earliestMs === null, time.flags])).toEqual([[true, []], [true, []], [false, ['implausible']], [true, []]]);
    expect(facts.warnings.join()).toContain('undated: 2 rows (messages[0], messages[1])');
  });

  it('finds the files a message names beside its own file, never those of another chat', async () => {
    const bytes = Buffer.from('89504e470d0a1a0a00', 'hex');
    const contents = {
      'ann/result.json': JSON.stringify(chat([
        message({ photo: 'photos/1.jpg' }), message({ file: 'files/2.ogg', mime_type: 'audio/ogg' }), message({ photo: 'photos/3.jpg' }),
        message({ file: '(File not included. Change data exporting settings to download.)', file_name: 'plan.pdf', mime_type: 'application/pdf' }), message({ file: '../../etc/passwd' }),
      ])),
      'ann/photos/1.jpg': bytes, 'ben/photos/1.jpg': 'other', 'ben/photos/3.jpg': 'other', 'etc/passwd': 'x',
    };
    const { items } = await readAll(importer, sourceWithin(folder, contents, 'ann/result.json'));
    expect(items.map(({ attachments }) => attachments)).toEqual([
      [{ name: '1.jpg', member: 'ann/photos/1.jpg', mediaType: 'image/png', sizeBytes: 9, sha256: createHash('sha256').update(bytes).digest('hex'), state: 'present' }],
      [{ name: '2.ogg', member: null, mediaType: 'audio/ogg', sizeBytes: null, sha256: null, state: 'missing' }],
      [{ name: '3.jpg', member: null, mediaType: '', sizeBytes: null, sha256: null, state: 'missing' }],
      [{ name: 'plan.pdf', member: null, mediaType: 'application/pdf', sizeBytes: null, sha256: null, state: 'omitted' }],
      [{ name: 'passwd', member: null, mediaType: '', sizeBytes: null, sha256: null, state: 'missing' }],
    ]);
    expect(items[0]?.locator).toEqual({ type: 'json', file: 'ann/result.json', path: 'messages[0]' });
  });

  it('reads a whole account: chats of one name stay apart, contacts and sessions are not messages, the rest is named', async () => {
    const { items, facts } = await read({
      about: 'x', personal_information: { user_id: 11, first_name: 'Ann', phone_number: '+44 7700 900123' }, stories: [{ a: 1 }],
      contacts: { about: 'y', list: [{ first_name: 'Ben', last_name: 'Baker', phone_number: '+447700900456', date_unixtime: '1632839050' }] },
      sessions: { list: [{ application_name: 'Telegram Android', last_active_unixtime: '1632839050' }] },
      chats: { list: [chat([message()]), chat([message()], { id: 33 }), chat([], { name: null, id: 4, topics: [1] }), 5] }, left_chats: { list: [chat([message()], { name: 'Left' })] },
    });
    expect(items.map(({ kind, thread, locator }) => [kind, thread, describeLocator(locator)])).toEqual([
      ['contact', 'Telegram account', 'personal_information'], ['contact', 'Telegram contacts', 'contacts.list[0]'], ['event', 'Telegram sessions', 'sessions.list[0]'],
      ['message', 'Ben Baker (id 22)', 'chats.list[0].messages[0]'], ['message', 'Ben Baker (id 33)', 'chats.list[1].messages[0]'], ['message', 'Left', 'left_chats.list[0].messages[0]'],
    ]);
    expect(items[1]?.identifiers).toContainEqual({ kind: 'phone', role: 'subject', written: '+447700900456', normal: '+447700900456', certainty: 'certain' });
    expect(facts).toMatchObject({ rowsSeen: 7 });
    expect(facts.warnings.join()).toMatch(/not read: stories \(\d+ bytes\), chats\.list\[2\]\.topics/);
  });
});

describe('damaged Telegram exports', () => {
  it('keep what stands before the damage, and one row says where it is', async () => {
    const whole = JSON.stringify(chat([message(), message({ text: 'second' }), message({ text: 'third' })]));
    const { items, quarantined, facts } = await read(whole.slice(0, whole.indexOf('third')));
    expect(items.map(({ text }) => text)).toEqual(['Hello', 'second']);
    expect(quarantined.map(({ reason }) => reason)).toEqual(['The file ends in the middle of messages[2].', expect.stringContaining('stops being JSON at byte')]);
    expect(facts.rowsSeen).toBe(4);
  });

  it('set aside what is no message, and never stop the rest', async () => {
    const { items, quarantined } = await read('{"type":"personal_chat","messages":[{"type":"message","date_unixtime":"1632839050","text":"a"}, null, [], "x", {"type":"message",}, {"type":"message","date_unixtime":{"a":1},"text":{"b":[]},"from":[1],"reactions":5,"photo":9}]}');
    expect(items.map(({ text }) => text)).toEqual(['a', '']);
    expect(quarantined.map(({ locator, code }) => [describeLocator(locator), code])).toEqual([1, 2, 3, 4].map((place) => [`messages[${place}]`, 'malformed-row']));
  });

  it('stop when asked to', async () => {
    const stop = new AbortController();
    stop.abort();
    const reading = importer.read(source(chat([message()])), { answers: {}, signal: stop.signal, onBytes: () => undefined });
    await expect(reading.next()).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('account for every row, whatever the messages hold', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom('message', 'service'), date_unixtime: fc.oneof(fc.string(), fc.integer()), from: fc.jsonValue(), text: fc.jsonValue() })), { maxLength: 8 }), async (rows) => {
      const { items, quarantined, facts } = await read(JSON.stringify(chat([message(), ...rows])), { zone: 'UTC' });
      for (const item of items) itemDraftSchema.parse(item);
      expect([items.length + quarantined.length, facts.rowsSeen]).toEqual([rows.length + 1, rows.length + 1]);
    }), { numRuns: 60 });
  });
});
