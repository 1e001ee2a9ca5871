import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { importers } from '../../electron/engine/importers/registry.ts';
import { snapchatDownloadImporter as importer } from '../../electron/engine/importers/snapchat-download/index.ts';
import { describeLocator, itemDraftSchema } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { sourceWithin } from '../fixtures/evidence-trees.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

const newer = (more: object = {}) => ({ From: 'ann.archer', 'Media Type': 'TEXT', Created: '2023-07-01 10:00:00 UTC', Content: 'Hello', 'Conversation Title': null, IsSender: true, 'Created(microseconds)': 1_688_205_600_123, IsSaved: true, 'Media IDs': '', ...more });
const older = (more: object = {}) => ({ From: 'ben.b', 'Media Type': 'TEXT', Created: '2020-01-01 10:00:00 UTC', Text: 'Hi', ...more });
const source = (value: unknown, name = 'chat_history.json') => folder.source(typeof value === 'string' ? value : JSON.stringify(value), name);
const read = (value: unknown) => readAll(importer, source(value));
const recognise = (value: unknown) => importer.recognise(source(value), notCancelled);

describe('recognising a Snapchat download', () => {
  it('goes by the lists and what stands in them', async () => {
    expect(await recognise({ 'ben.b': [newer()] })).toContain('Media Type');
    expect(await recognise({ 'Received Saved Chat History': [], 'Sent Saved Chat History': [] })).toContain('Received Saved Chat History');
    expect(await recognise({ 'Sent Snap History': [{ To: 'ben.b', 'Media Type': 'IMAGE', Created: '2020-01-01 10:00:00 UTC' }] })).toContain('Media Type');
    expect(await recognise({ Friends: [{ Username: 'ben.b', 'Display Name': 'Ben', 'Creation Timestamp': '2020-01-01 10:00:00 UTC' }] })).toContain('Username');
    expect(await recognise({ 0: [5, { a: 1 }], 'ben.b': [newer()] })).toContain('Media Type');
    for (const other of [{}, [], { messages: [{ sender_name: 'x', timestamp_ms: 1 }] }, { a: [{ 'Media Type': 'TEXT', Created: 'x' }] }, { Friends: [{ Username: 'x' }] }, { constructor: [] }, '{']) expect(await recognise(other), JSON.stringify(other)).toBeNull();
    expect(importers.includes(importer)).toBe(true);
  });
});

describe('reading chats and snaps', () => {
  it('takes the direction from IsSender and the milliseconds from the count that calls itself microseconds', async () => {
    const { items, facts } = await read({ 'ben.b': [newer(), newer({ From: 'ben.b', IsSender: false, 'Created(microseconds)': 1_688_205_600_999 })], 'group-1': [newer({ 'Conversation Title': 'Team', IsSender: false, From: 'cy' })] });
    for (const item of items) itemDraftSchema.parse(item);
    expect(items.map(({ from, to, direction, thread, locator, time }) => [from, to, direction, thread, describeLocator(locator), time.earliestMs])).toEqual([
      ['ann.archer', ['ben.b'], 'outgoing', 'ben.b', '["ben.b"][0]', 1_688_205_600_123], ['ben.b', [], 'incoming', 'ben.b', '["ben.b"][1]', 1_688_205_600_999], ['cy', [], 'incoming', 'Team (group-1)', '["group-1"][0]', 1_688_205_600_123],
    ]);
    expect(items[0]?.time).toMatchObject({ written: '1688205600123', precision: 'millisecond', zone: 'UTC', zoneBasis: 'in-data', flags: [] });
    expect(items[0]?.fields).toContainEqual({ name: 'Created', value: '2023-07-01 10:00:00 UTC' });
    expect(facts).toMatchObject({ rowsSeen: 3, basis: 'in-data' });
  });

  it('flags a count that disagrees with the written time, and believes one that is microseconds after all', async () => {
    const { items, facts } = await read({ 'ben.b': [newer({ 'Created(microseconds)': 1_688_209_200_000 }), newer({ 'Created(microseconds)': 1_688_205_600_123_456 }), newer({ 'Created(microseconds)': 0 }), newer({ Created: 'soon' })] });
    expect(items.map(({ time }) => [time.earliestMs, time.flags, time.precision])).toEqual([
      [1_688_205_600_000, ['contradicts-itself'], 'second'], [1_688_205_600_123, [], 'millisecond'], [1_688_205_600_000, [], 'second'], [1_688_205_600_123, [], 'millisecond'],
    ]);
    expect(facts.warnings.join()).toContain('disagree; the written time is used: 1 row');
  });

  it('reads the older lists, where the name of the list is the direction', async () => {
    const { items } = await read({ 'Received Saved Chat History': [older()], 'Sent Saved Chat History': [older({ From: undefined, To: 'ben.b' })] });
    expect(items.map(({ kind, from, to, direction, thread, text }) => [kind, from, to, direction, thread, text])).toEqual([['message', 'ben.b', [], 'incoming', 'ben.b', 'Hi'], ['message', '', ['ben.b'], 'outgoing', 'ben.b', 'Hi']]);
    expect(items[0]?.time).toMatchObject({ written: '2020-01-01 10:00:00 UTC', earliestMs: Date.UTC(2020, 0, 1, 10), precision: 'second', zone: '+00:00' });
  });

  it('never counts status lines as messages, and gives no direction nobody states', async () => {
    const { items } = await read({ 'ben.b': [newer({ 'Media Type': 'STATUSERASEDMESSAGE', Content: null }), newer({ IsSender: 'yes' })] });
    expect(items.map(({ kind, direction, text }) => [kind, direction, text])).toEqual([['notice', 'none', 'STATUSERASEDMESSAGE'], ['message', 'unknown', 'Hello']]);
  });

  it('links media by their id, never by a shared one', async () => {
    const contents = { 'json/chat_history.json': JSON.stringify({ 'ben.b': [newer({ 'Media IDs': 'b~AAAA' }), newer({ 'Media IDs': 'b~BBBB, b~CCCC' })] }), 'chat_media/2023-07-01_b~AAAA.jpg': 'x', 'a/2023-07-01_b~BBBB.jpg': 'x', 'b/2023-07-02_b~BBBB.jpg': 'y' };
    const { items } = await readAll(importer, sourceWithin(folder, contents, 'json/chat_history.json'));
    expect(items.map(({ attachments }) => attachments.map(({ name, member, state }) => [name, member, state]))).toEqual([
      [['2023-07-01_b~AAAA.jpg', 'chat_media/2023-07-01_b~AAAA.jpg', 'present']], [['b~BBBB', null, 'missing'], ['b~CCCC', null, 'missing']],
    ]);
  });

  it('reads friends as contacts, and requests and blocks as events', async () => {
    const friend = { Username: 'ben.b', 'Display Name': 'Ben', 'Creation Timestamp': '2020-01-01 10:00:00 UTC', 'Last Modified Timestamp': '2021-01-01 10:00:00 UTC', Source: 'Added by Phone' };
    const { items, quarantined } = await read({ Friends: [friend], 'Blocked Users': [friend, { ...friend, 'Last Modified Timestamp': 'yesterday' }], Count: 3 });
    expect(items.map(({ kind, text, time, remarks }) => [kind, text, time.written, remarks[0]])).toEqual([
      ['contact', 'Friends: ben.b, Ben', '2020-01-01 10:00:00 UTC', 'The time is the entry’s “Creation Timestamp”.'], ['event', 'Blocked Users: ben.b, Ben', '2021-01-01 10:00:00 UTC', 'The time is the entry’s “Last Modified Timestamp”.'],
    ]);
    expect(quarantined).toMatchObject([{ code: 'unreadable-time', locator: { path: '["Blocked Users"][1]' } }]);
  });
});

describe('hostile Snapchat files', () => {
  it('keep what can be read and say where they stop', async () => {
    const whole = JSON.stringify({ 'ben.b': [newer(), 5, { From: 1 }, newer({ Created: '2023-07-01 10:00:00', 'Created(microseconds)': null }), newer()] });
    const { items, quarantined, facts } = await read(whole.slice(0, -20));
    expect(items).toHaveLength(1);
    expect(quarantined.map(({ code }) => code)).toEqual(['malformed-row', 'malformed-row', 'unreadable-time', 'malformed-row', 'malformed-row']);
    expect(facts.rowsSeen).toBe(6);
  });

  it('account for every entry, whatever it holds', async () => {
    const entry = fc.record({ From: fc.jsonValue(), 'Media Type': fc.jsonValue(), Created: fc.oneof(fc.jsonValue(), fc.constant('2023-07-01 10:00:00 UTC')), 'Created(microseconds)': fc.oneof(fc.integer(), fc.jsonValue()), Content: fc.jsonValue(), IsSender: fc.jsonValue(), 'Media IDs': fc.jsonValue() }, { requiredKeys: [] });
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(entry, fc.jsonValue()), { maxLength: 6 }), fc.string(), async (rows, name) => {
      const { items, quarantined, facts } = await read(JSON.stringify({ [name]: rows, 'ben.b': [newer()] }));
      for (const item of items) itemDraftSchema.parse(item);
      expect(facts.rowsSeen).toBe(items.length + quarantined.length);
    }), { numRuns: 200 });
  });
});
