/** A reaction is drawn on the message its source names, and on no other. */
import { describe, expect, it } from 'vitest';
import { knownAs, reactionsWithin, reactsTo } from '../../electron/engine/conversations/reaction-links.ts';
import type { BesideRow } from '../../shared/contract/conversations.ts';
import { addAndImport, allItems, freshCase, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const exhibitId = 1 as never;
const row = (more: object) => ({ kind: 'message', exhibitId, locator: { type: 'json', file: 'message_1.json', path: 'messages[8]' }, fields: [], text: '', ...more }) as Parameters<typeof knownAs>[0];

async function read(bench: Bench): Promise<{ texts: Map<string, string>; beside: BesideRow[] }> {
  const items = await allItems(bench);
  return { texts: new Map(items.map(({ id, text }) => [id, text])), beside: await bench.engine.call('conversation.beside', { itemIds: items.map(({ id }) => id) }) };
}
/** `reaction → message` in words. */
function pairs({ texts, beside }: Awaited<ReturnType<typeof read>>): string[] {
  return beside.flatMap(({ itemId, reactsTo: name }) => {
    if (name === null) return [];
    const message = beside.find((other) => other.knownAs.includes(name));
    return [`${texts.get(itemId) ?? ''} → ${message === undefined ? 'nothing' : texts.get(message.itemId) ?? ''}`];
  });
}

describe('reactions', () => {
  it('of a Signal export belong to the message on their line, though another stands nearer in time', async () => {
    const frames = [
      { version: '1', backupTimeMs: '1632839050000' }, { account: { givenName: 'Ann', familyName: 'Archer' } }, { recipient: { id: '1', self: {} } },
      { recipient: { id: '2', contact: { e164: '447700900123', profileGivenName: 'Ben', profileFamilyName: 'Baker' } } }, { chat: { id: '9', recipientId: '2' } },
      { chatItem: { chatId: '9', authorId: '2', dateSent: '1632839050123', incoming: {}, standardMessage: { text: { body: 'Hello' }, reactions: [{ emoji: '👍', authorId: '1', sentTimestamp: '1632925450000' }] } } },
      { chatItem: { chatId: '9', authorId: '2', dateSent: '1632925449000', incoming: {}, standardMessage: { text: { body: 'a day later' } } } },
    ];
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'main.jsonl', frames.map((frame) => `${JSON.stringify(frame)}\n`).join('')), 'ABC/1');
    const found = await read(bench);
    expect(pairs(found)).toEqual(['reaction: 👍 → Hello']);
    expect((await allItems(bench, { kinds: ['event'] })).map(({ text }) => text)).toEqual(['reaction: 👍']);
  });

  it('of a chat whose source only says that somebody reacted stay rows of their own', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', ['28/09/2021, 15:31 - Rowan Ashdown: hello', '28/09/2021, 15:31 - Imogen Vale: Reacted ❤️ to “hello”'].join('\n')), 'ABC/1', londonAnswers);
    expect(pairs(await read(bench))).toEqual([]);
  });

  it('are found by the place inside the message, or by the identifier they name; and never across exhibits or files', () => {
    const event = row({ kind: 'event', locator: { type: 'json', file: 'message_1.json', path: 'messages[8].reactions[1]' } });
    const about = reactsTo(event);
    expect(knownAs(row({}))).toEqual([about]);
    for (const other of [{ exhibitId: 2 }, { locator: { type: 'json', file: 'message_2.json', path: 'messages[8]' } }, { locator: { type: 'json', file: 'message_1.json', path: 'messages[80]' } }]) expect(knownAs(row(other))).not.toContain(about);
    const table = { type: 'table', file: 'sms.db', table: 'message', rowid: '7' };
    const guid = '0F4C2A10-1111-2222-3333-444455556666';
    const message = row({ locator: table, fields: [{ name: 'GUID', value: guid }] });
    for (const written of [guid, `p:0/${guid}`, `bp:${guid}`]) expect(knownAs(message)).toContain(reactsTo(row({ kind: 'event', locator: table, fields: [{ name: 'About message', value: written }, { name: 'GUID', value: 'other' }] })));
    expect(reactsTo(row({ kind: 'event', locator: table, fields: [{ name: 'To the message', value: 'hello' }] }))).toBeNull();
    expect(reactsTo(row({ fields: [{ name: 'About message', value: guid }] }))).toBeNull();
  });

  it('kept with the message are read as the source writes them', () => {
    expect(reactionsWithin(row({ fields: [{ name: 'Reactions', value: '👍 × 2 (Ben)' }, { name: 'Via bot', value: 'x' }] }))).toEqual(['👍 × 2 (Ben)']);
    expect(reactionsWithin(row({ kind: 'event', fields: [{ name: 'Reaction', value: '👍' }] }))).toEqual([]);
  });
});
