import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { claimMetaDownload } from '../../electron/engine/importers/meta-download/claims.ts';
import { metaDownloadImporter as importer } from '../../electron/engine/importers/meta-download/index.ts';
import { mend } from '../../electron/engine/importers/meta-download/mojibake.ts';
import { importers } from '../../electron/engine/importers/registry.ts';
import { describeLocator, itemDraftSchema } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { memoryTree, sourceWithin } from '../fixtures/evidence-trees.ts';
import { expectedSamples, samplePath, samplesPresent } from '../fixtures/samples.ts';
import { removeFolders, zipSource } from '../fixtures/whatsapp/chat-source.ts';

/** Any character but a half; the library's own table of them takes seconds to build. */
const anyCharacter = fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff })).map((code) => String.fromCodePoint(code));
const folder = new SourceFolder();
afterAll(async () => {
  folder.remove();
  await removeFolders();
});

const iso = (ms: number | null | undefined): string => new Date(ms ?? NaN).toISOString().replace('.000Z', 'Z');
const garbled = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const message = (more: object = {}) => ({ sender_name: 'Ann Archer', timestamp_ms: 1_632_839_050_123, content: 'Hello', ...more });
const thread = (messages: readonly unknown[], more: object = {}) => ({ participants: [{ name: 'Ben Baker' }, { name: 'Ann Archer' }], messages, title: 'Ben Baker', thread_path: 'inbox/ben_1', ...more });
const encrypted = (messages: readonly unknown[], more: object = {}) => ({ participants: ['Ann Archer', 'Ben Baker'], threadName: 'Ben Baker_7', messages, ...more });
const source = (value: unknown, name = 'message_1.json') => folder.source(typeof value === 'string' ? value : JSON.stringify(value, null, 2), name);
const read = (value: unknown, answers = {}, name?: string) => readAll(importer, source(value, name), answers);
const recognise = (value: unknown) => importer.recognise(source(value), notCancelled);

describe.skipIf(!samplesPresent)('Meta samples (skipped when the samples are absent)', () => {
  it.each(expectedSamples('meta-json/').map((entry) => [entry.path, entry] as const))('%s gives the published facts', async (path, expected) => {
    const sample = folder.sourceAt(samplePath(path), 'message_1.json');
    expect(await importer.recognise(sample, notCancelled)).toContain('as Meta writes');
    const { items, quarantined } = await readAll(importer, sample);
    for (const item of items) itemDraftSchema.parse(item);
    const messages = items.filter(({ kind }) => kind === 'message');
    expect([messages.length, items.length - messages.length, quarantined.length]).toEqual([expected.rows.messages, expected.non_message_rows.count, 0]);
    const places = items.filter(({ kind }) => kind === 'notice').map(({ locator }) => describeLocator(locator));
    expect(places).toEqual((expected.non_message_rows.entries ?? []).map((place) => `messages[${place}]`));
    expect([...new Set(items.map(({ from }) => from))].sort()).toEqual([...expected.participants.senders ?? []].sort());
    expect(new Set(messages.map(({ direction }) => direction))).toEqual(new Set(['unknown']));
    const times = items.map(({ time }) => time.earliestMs ?? NaN);
    expect([iso(Math.min(...times)), iso(Math.max(...times))]).toEqual([expected.earliest_utc, expected.latest_utc]);
    for (const spot of expected.spot_records) {
      const found = messages.find(({ locator }) => describeLocator(locator) === spot.locator);
      expect([iso(found?.time.earliestMs), found?.from, found?.text || null]).toEqual([spot.utc, spot.sender, spot.text60]);
    }
  });

  it('keeps the sample’s reactions, files and share beside their messages', async () => {
    const { items } = await readAll(importer, folder.sourceAt(samplePath('meta-json/instagram_testlog.json'), 'a.json'));
    expect(items[0]?.fields.slice(0, 2)).toEqual([{ name: 'Reaction', value: '❤️ by J❤️hn Doe' }, { name: 'Reaction', value: '💖 by Jane Doe' }]);
    expect(items.map(({ attachments }) => attachments.length)).toEqual([0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(items[5]).toMatchObject({ kind: 'message', fields: [{ name: 'Share', value: expect.stringContaining('instagram.com/p/') }] });
    expect(items[9]).toMatchObject({ from: '❤️', text: 'Testing username only emoji: ❤️' });
  });
});

describe('mending text', () => {
  it('undoes bytes stored as characters, and touches nothing else', () => {
    expect(mend(garbled('J❤️hn'))).toBe('J❤️hn');
    expect(mend(`${'ÿ'.repeat(5_000_000)}\u0100`)).toHaveLength(5_000_001);
    for (const text of ['plain', '', 'café', 'Ã', 'J❤️hn', `${garbled('é')}€`, '\u0080', 'Ã©\u0100']) expect(mend(text)).toBe(text);
  });

  it('gives back what was garbled, and is the same for a text it does not mend', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const whole = Buffer.from(text, 'utf8').toString('utf8');
      if (/[\u0080-\uffff]/.test(whole)) expect(mend(garbled(whole))).toBe(whole);
      else expect(mend(whole)).toBe(whole);
    }));
  });
});

describe('recognising Meta’s files', () => {
  it('goes by their content', async () => {
    expect(await recognise(thread([message()]))).toContain('timestamp_ms');
    expect(await recognise(thread([]))).toContain('participants');
    expect(await recognise(encrypted([{ senderName: 'Ann', timestamp: 1_632_839_050_123, text: 'x', isUnsent: false, media: [], reactions: [], type: 'text' }]))).toContain('encrypted');
    expect(await recognise([{ title: '', media_list_data: [], string_list_data: [{ href: '', value: 'ben', timestamp: 1 }] }])).toContain('string_list_data');
    expect(await recognise({ friends_v2: [{ name: 'Ben', timestamp: 1_632_839_050 }] })).toContain('friends_v2');
    for (const other of [{ messages: [] }, { messages: [{ type: 'message', date_unixtime: '1', text: '' }] }, [{ title: 'x' }], { users_v2: [{ name: 'x' }] }, {}, [], 5, 'text', '']) expect(await recognise(other), JSON.stringify(other)).toBeNull();
    expect(importers.includes(importer)).toBe(true);
  });
});

describe('reading a conversation', () => {
  it('mends names and text and keeps what is stored', async () => {
    const stored = JSON.stringify(message({ sender_name: garbled('Zoë'), content: garbled('Hé 😀') }));
    const { items: [item], facts } = await read(`{"participants":[],"messages":[${stored}],"title":${JSON.stringify(garbled('Zoë’s'))}}`);
    expect(item).toMatchObject({ from: 'Zoë', text: 'Hé 😀', thread: 'Zoë’s', verbatim: stored, time: { written: '1632839050123', earliestMs: 1_632_839_050_123, precision: 'millisecond', zone: 'UTC' } });
    expect(item?.fields).toEqual([{ name: 'Text as stored', value: garbled('Hé 😀') }, { name: 'Sender as stored', value: garbled('Zoë') }]);
    expect(facts.warnings.join()).toContain('put together again: 1 row (messages[0])');
  });

  it('tells messages from calls and from Meta’s own sentences, but only when the sentence begins with the sender', async () => {
    const cases: readonly (readonly [object, string])[] = [
      [{ content: 'Ann Archer joined the group.' }, 'notice'], [{ content: 'Ben joined the group.' }, 'message'], [{ content: 'You named the group Team.' }, 'notice'],
      [{ content: 'Ann Archer’s poll has multiple updates.' }, 'notice'], [{ content: 'Liked a message' }, 'notice'], [{ content: 'I liked a message' }, 'message'],
      [{ content: 'Ann Archer sent an attachment.', share: { link: 'https://example.org/' } }, 'message'], [{ content: 'Ann Archer left the group.', photos: [{ uri: 'a/1.jpg' }] }, 'message'],
      [{ content: 'The call ended.', call_duration: 35 }, 'call'], [{ content: 'Ann Archer missed your video chat.' }, 'call'], [{ type: 'Subscribe', content: 'x' }, 'notice'], [{ content: undefined }, 'message'],
    ];
    const { items } = await read(thread(cases.map(([more]) => message(more))));
    expect(items.map(({ kind }) => kind)).toEqual(cases.map(([, kind]) => kind));
    expect(items[0]?.remarks).toEqual(['Recognised as Meta’s own sentence by its wording alone.']);
  });

  it('keeps unsent messages, and makes an event of a reaction only when it carries its own time', async () => {
    const { items, facts } = await read(thread([message({ is_unsent: true, content: undefined }), message({ reactions: [{ reaction: garbled('❤'), actor: 'Ben Baker' }, { reaction: '!', actor: 'Ben Baker', timestamp: 1_632_839_060 }] })]), { deviceOwner: 'Ben Baker' });
    expect(items.map(({ kind, status, direction, locator }) => [kind, status, direction, describeLocator(locator)])).toEqual([
      ['message', 'unsent', 'incoming', 'messages[0]'], ['message', 'live', 'incoming', 'messages[1]'], ['event', 'live', 'outgoing', 'messages[1].reactions[1]'],
    ]);
    expect(items[1]?.fields[0]).toEqual({ name: 'Reaction', value: '❤ by Ben Baker' });
    expect(items[2]?.time).toMatchObject({ earliestMs: 1_632_839_060_000, precision: 'second' });
    expect(facts.rowsSeen).toBe(3);
  });

  it('reads encrypted chats as they stand, mending nothing', async () => {
    const { items: [item] } = await read(encrypted([{ senderName: 'Ann Archer', timestamp: 1_632_839_050_123, text: garbled('é'), media: [{ uri: './media/1.jpg' }], reactions: [], isUnsent: false, type: 'media' }]));
    expect(item).toMatchObject({ from: 'Ann Archer', to: ['Ben Baker'], text: garbled('é'), thread: 'Ben Baker_7', time: { earliestMs: 1_632_839_050_123 }, attachments: [{ name: '1.jpg', state: 'missing' }] });
  });

  it('takes direction only from a person, and refuses an owner who writes nothing', async () => {
    const rows = thread([message(), message({ sender_name: 'Ben Baker' })]);
    const { questions } = await importer.inspect(source(rows), {}, notCancelled);
    expect(questions).toMatchObject([{ answer: 'deviceOwner', required: false, options: [{ value: 'Ann Archer' }, { value: 'Ben Baker' }] }]);
    expect((await read(rows)).items.map(({ direction }) => direction)).toEqual(['unknown', 'unknown']);
    expect((await read(rows, { deviceOwner: 'Ann Archer' })).items.map(({ direction }) => direction)).toEqual(['outgoing', 'incoming']);
    await expect(read(rows, { deviceOwner: 'Cy' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('reading the records beside the conversations', () => {
  it('makes an event of each follower, search, blocked person and sign-in', async () => {
    const { items: followers } = await read([{ title: '', media_list_data: [], string_list_data: [{ href: 'https://www.instagram.com/ben.b', value: 'ben.b', timestamp: 1_632_839_050 }, { href: '', value: 'cy', timestamp: 0 }] }], {}, 'followers_1.json');
    expect(followers.map(({ kind, text, time, locator }) => [kind, text, time.earliestMs, describeLocator(locator)])).toEqual([
      ['event', 'followers 1: ben.b', 1_632_839_050_000, '[0].string_list_data[0]'], ['event', 'followers 1: cy', null, '[0].string_list_data[1]'],
    ]);
    expect(followers[0]?.identifiers).toContainEqual({ kind: 'handle', role: 'subject', written: 'ben.b', normal: 'ben.b', certainty: 'certain' });
    const { items: searches } = await read({ searches_user: [{ title: '', media_map_data: {}, string_map_data: { Search: { href: '', value: garbled('zoë'), timestamp: 0 }, Time: { href: '', value: '', timestamp: 1_632_839_050 } } }] });
    expect(searches).toMatchObject([{ kind: 'event', text: 'searches user: Search zoë', time: { earliestMs: 1_632_839_050_000 }, locator: { path: 'searches_user[0]' } }]);
    const { items: visits } = await read({ visited_things_v2: [{ name: 'Profile visits', entries: [{ timestamp: 1_632_839_050, data: { name: 'Ben Baker', uri: 'https://example.org/ben' } }] }] });
    expect(visits).toMatchObject([{ text: 'visited things: Profile visits; Ben Baker', time: { earliestMs: 1_632_839_050_000 }, locator: { path: 'visited_things_v2[0].entries[0]' } }]);
    const { items: contacts } = await read({ address_book: { address_book: [{ name: 'Ben', details: [{ contact_point: '07700 900123' }], created_timestamp: 1_632_839_050_000 }] } });
    expect(contacts).toMatchObject([{ kind: 'contact', text: 'address book: Ben', time: { earliestMs: 1_632_839_050_000 }, remarks: [expect.stringContaining('milliseconds')] }]);
    const { items: labelled } = await read({ timestamp: 1_632_839_050, media: [], label_values: [{ label: 'Name', value: 'Ben' }], fbid: '12345678901234567890' });
    expect(labelled).toMatchObject([{ text: expect.stringContaining('Name Ben'), locator: { path: '(root)' }, time: { earliestMs: 1_632_839_050_000 } }]);
  });
});

const picture = Buffer.from('ffd8ffe000', 'hex');
const ben = 'messages/inbox/ben_1';
const files = {
  [`${ben}/message_1.json`]: JSON.stringify(thread([message({ photos: [{ uri: `${ben}/photos/1.jpg` }] })])), [`${ben}/message_2.json`]: JSON.stringify(thread([message({ content: 'Older' })])),
  [`${ben}/photos/1.jpg`]: picture, 'messages/inbox/ben_2/message_1.json': JSON.stringify(thread([message({ photos: [{ uri: 'messages/inbox/ben_2/photos/1.jpg' }] })], { thread_path: 'inbox/ben_2' })),
  'connections/followers/followers_1.json': JSON.stringify([{ string_list_data: [{ value: 'ben', timestamp: 1 }] }]), 'ads/preferences.json': '{"a":1}', 'index.html': '<html>',
};

describe('a whole download', () => {
  it('is read from its zip: conversations in parts, conversations of one title apart, files linked and hashed', async () => {
    const zip = await zipSource(Object.entries(files).map(([name, content]) => ({ name: `instagram-ann/${name}`, content })), 'download.zip');
    expect(await importer.recognise(zip, notCancelled)).toContain('message_1.json');
    expect((await importer.inspect(zip, {}, notCancelled)).questions[0]?.options[0]?.evidence).toBe('3 messages; takes part in 2 of 2 conversations');
    const { items, quarantined, facts } = await readAll(importer, zip);
    expect(quarantined).toEqual([]);
    expect(items.map(({ thread: name, text, locator }) => [name, text, describeLocator(locator)])).toEqual([
      ['Ben Baker (ben_1)', 'Hello', `instagram-ann/${ben}/message_1.json messages[0]`], ['Ben Baker (ben_1)', 'Older', `instagram-ann/${ben}/message_2.json messages[0]`],
      ['Ben Baker (ben_2)', 'Hello', 'instagram-ann/messages/inbox/ben_2/message_1.json messages[0]'], ['followers 1', 'followers 1: ben', 'instagram-ann/connections/followers/followers_1.json [0].string_list_data[0]'],
    ]);
    expect(items[0]?.attachments).toEqual([{ name: '1.jpg', member: `instagram-ann/${ben}/photos/1.jpg`, mediaType: 'image/jpeg', sizeBytes: 5, sha256: createHash('sha256').update(picture).digest('hex'), state: 'present' }]);
    expect(items[2]?.attachments[0]).toMatchObject({ member: null, state: 'missing' });
    expect(facts).toMatchObject({ rowsSeen: 4 });
    expect(facts.warnings.join('\n')).toMatch(/1 JSON file of the download of a kind .*preferences\.json.*\n1 other file .*index\.html/s);
  });

  it('is claimed in a tree of several sources, and does not take a zip that holds more', async () => {
    const contents = { ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`case/ann/${name}`, content])), 'case/phone/notes.txt': 'x' };
    const claims = await claimMetaDownload(memoryTree(contents, folder), notCancelled);
    expect(claims.map(({ root, files: claimed }) => [root, claimed.length])).toEqual([['case/ann', 4]]);
    expect(await importer.recognise(await zipSource(Object.entries(contents).map(([name, content]) => ({ name, content }))), notCancelled)).toBeNull();
    expect(await importer.recognise(await zipSource([{ name: 'a.json', content: '{}' }, { name: 'messages/inbox/x/message_1.json', content: '[]' }]), notCancelled)).toBeNull();
    const folderSource = { ...sourceWithin(folder, contents, 'case/ann'), head: new Uint8Array() };
    expect((await readAll(importer, folderSource)).items).toHaveLength(4);
  });

  it('keeps going past a damaged file and says which', async () => {
    const broken = { ...files, [`${ben}/message_2.json`]: '{"participants":[{"name":"Ben"}],"messages":[{"sender_name":"Ben","timestamp_ms":1632839050123,"content":"ok"},{"sender' };
    const zip = await zipSource(Object.entries(broken).map(([name, content]) => ({ name, content })));
    const { items, quarantined, facts } = await readAll(importer, zip);
    expect(items).toHaveLength(4);
    expect(quarantined).toHaveLength(2);
    expect(facts.rowsSeen).toBe(6);
    expect(facts.warnings.join()).toContain(`Files that could not be read to their end: “${ben}/message_2.json”`);
  });
});

describe('hostile Meta files', () => {
  it('account for every entry, whatever it holds', async () => {
    const entry = fc.record({ sender_name: fc.jsonValue(), timestamp_ms: fc.oneof(fc.integer(), fc.jsonValue()), content: fc.oneof(fc.string({ unit: anyCharacter }), fc.jsonValue()), reactions: fc.oneof(fc.jsonValue(), fc.array(fc.record({ actor: fc.jsonValue(), timestamp: fc.jsonValue() }))), photos: fc.oneof(fc.jsonValue(), fc.array(fc.record({ uri: fc.jsonValue() }))) }, { requiredKeys: [] });
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(entry, fc.jsonValue()), { maxLength: 6 }), async (rows) => {
      const { items, quarantined, facts } = await read(JSON.stringify(thread([message(), ...rows])));
      for (const item of items) itemDraftSchema.parse(item);
      expect(facts.rowsSeen).toBe(items.length + quarantined.length);
      expect(new Set([...items, ...quarantined].map(({ locator }) => describeLocator(locator))).size).toBe(items.length + quarantined.length);
    }), { numRuns: 60 });
  });

  it('account for every record, whatever it holds', async () => {
    const record = fc.record({ string_list_data: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())), string_map_data: fc.jsonValue(), label_values: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())), entries: fc.array(fc.jsonValue()), timestamp: fc.jsonValue(), title: fc.jsonValue() }, { requiredKeys: [] });
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(record, fc.jsonValue()), { maxLength: 6 }), async (rows) => {
      const { items, quarantined, facts } = await read(JSON.stringify([{ string_list_data: [] }, ...rows]), {}, 'followers_1.json');
      for (const item of items) itemDraftSchema.parse(item);
      expect(facts.rowsSeen).toBe(items.length + quarantined.length);
    }), { numRuns: 60 });
  });
});
