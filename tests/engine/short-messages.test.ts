/**
 * Rows as RSMF 2.0.0, read back by what its publisher says of it: the requirements of head, body and attachment
 * (help.relativity.com, “Creating an RSMF file”), and the manifest’s schema (rsmf_schema_2_0_0.json), written here anew.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBuffer, type Entry } from 'yauzl';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { enquiryLog, enquiryMapping } from '../fixtures/audit-tables.ts';
import { addAndImport, allItems, caseForAll, codeOf, freshCase, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const custom = z.array(z.strictObject({ name: z.string().min(1), value: z.string().min(1) }));
const participant = z.strictObject({ id: z.string().min(1), display: z.string().optional(), email: z.string().optional(), avatar: z.string().optional(), account_id: z.string().optional(), custom: custom.optional() });
const conversation = z.strictObject({
  id: z.string().min(1), display: z.string().optional(), platform: z.string().min(1), type: z.enum(['direct', 'channel']).optional(), participants: z.array(z.string().min(1)), custodian: z.string().optional(), custom: custom.optional(), icon: z.string().optional(),
});
const event = z.strictObject({
  id: z.string().optional(), type: z.enum(['message', 'disclaimer', 'join', 'leave', 'history', 'unknown']), parent: z.string().optional(), body: z.string().optional(), participant: z.string().optional(), conversation: z.string().optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(), deleted: z.boolean().optional(), importance: z.enum(['normal', 'high']).optional(), direction: z.enum(['incoming', 'outgoing']).optional(), custom: custom.optional(),
});
const manifestSchema = z.strictObject({ version: z.literal('2.0.0'), participants: z.array(participant), conversations: z.array(conversation), events: z.array(event), eventcollectionid: z.string().optional() });

interface Message { readonly head: ReadonlyMap<string, string>; readonly body: string; readonly manifest: z.infer<typeof manifestSchema>; readonly members: readonly string[] }

/** Head and content of a message or of a part of one. */
function part(text: string): { readonly head: Map<string, string>; readonly content: string } {
  const end = text.indexOf('\r\n\r\n');
  const unfolded = text.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  return { head: new Map(unfolded.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])), content: text.slice(end + 4) };
}

function decoded(content: string): Buffer {
  const lines = content.replace(/\r\n$/, '').split('\r\n');
  expect(lines.every((line) => line.length <= 76 && /^[A-Za-z0-9+/]*={0,2}$/.test(line))).toBe(true);
  return Buffer.from(lines.join(''), 'base64');
}

function membersOf(zip: Buffer): Promise<Map<string, string>> {
  return new Promise((settle, refuse) => {
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error !== null) { refuse(error); return; }
      const found = new Map<string, string>();
      file.on('end', () => settle(found)).on('error', refuse).on('entry', (entry: Entry) => {
        file.openReadStream(entry, (fault, stream) => {
          if (fault !== null) { refuse(fault); return; }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { found.set(entry.fileName, Buffer.concat(chunks).toString('utf8')); file.readEntry(); });
        });
      });
      file.readEntry();
    });
  });
}

async function readMessage(bytes: Buffer): Promise<Message> {
  const text = bytes.toString('latin1');
  expect(text).not.toMatch(/[^\x00-\x7f]/);
  expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  const { head, content } = part(text);
  for (const name of ['from', 'date', 'subject', 'message-id', 'mime-version', 'x-rsmf-version']) expect(head.get(name), name).toBeTruthy();
  const boundary = /boundary="([^"]+)"/.exec(head.get('content-type') ?? '')?.[1] ?? '';
  const parts = content.split(`--${boundary}`).slice(1);
  expect(parts.at(-1)?.trim()).toBe('--');
  const [words, attached, ...others] = parts.slice(0, -1).map((each) => part(each.replace(/^\r\n/, '')));
  expect(others).toEqual([]);
  if (words === undefined || attached === undefined) throw new Error('the message has no two parts');
  expect(attached.head.get('content-transfer-encoding')).toBe('base64');
  expect(attached.head.get('content-disposition')).toBe('attachment; filename="rsmf.zip"');
  const members = await membersOf(decoded(attached.content));
  return { head, body: decoded(words.content).toString('utf8'), manifest: manifestSchema.parse(JSON.parse(members.get('rsmf_manifest.json') ?? 'null')), members: [...members.keys()] };
}

const chat = [
  '28/09/2021, 15:31 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.',
  '28/09/2021, 15:31 - Rowan Ashdown: hello 🔥 مرحبا "quoted" \\ and \u2028 </script>', '28/09/2021, 15:32 - Imogen Vale: IMG-1.jpg (file attached)', '29/09/2021, 09:00 - Rowan Ashdown: two\nlines\n--plumbline-rsmf-part--\nbell \u0007 half \ud83d',
].join('\n');

async function fill(bench: Bench): Promise<void> {
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'log.csv', enquiryLog), 'ABC/2', { ...londonAnswers, dateOrder: 'dmy', mapping: enquiryMapping });
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Somebody.txt', '01/10/2021, 10:00 - Rowan Ashdown: another exhibit\n01/10/2021, 10:01 - Tamsin Orrell: yes'), 'ABC/3', { ...londonAnswers, dateOrder: 'dmy' });
}

let exported = 0;
async function messagesOf(bench: Bench, filter: Partial<TimelineFilter> = {}) {
  const destination = join(bench.folder, `messages ${exported += 1}.rsmf`);
  const done = await bench.engine.call('exports.rows', { filter: { ...everything, ...filter }, zone: 'Europe/London', format: 'rsmf', destination });
  return { done, ...await readMessage(readFileSync(destination)) };
}

let shared: Bench;
beforeAll(async () => {
  shared = await caseForAll();
  await fill(shared);
}, 60_000);

describe('rows as RSMF', () => {
  it('are the messages of the selection alone, word for word, and what else there is is left out and counted', async () => {
    const { done, manifest, members, head } = await messagesOf(shared);
    const items = (await allItems(shared)).filter(({ kind }) => kind === 'message');
    expect(done).toMatchObject({ rows: 5, withheld: 0, leftOut: 4, total: 9, filterInWords: expect.stringContaining('kind is message or call') });
    expect(members).toEqual(['rsmf_manifest.json']);
    expect(manifest.events.map(({ id, type, body }) => [id, type, body])).toEqual(items.map(({ id, text }) => [id, 'message', text]));
    expect(manifest.events.map(({ timestamp }) => timestamp)).toEqual(['2021-09-28T14:31:00.000Z', '2021-09-28T14:32:00.000Z', '2021-09-29T08:00:00.000Z', '2021-10-01T09:00:00.000Z', '2021-10-01T09:01:00.000Z']);
    expect(Object.fromEntries([...head].filter(([name]) => name.startsWith('x-rsmf')))).toMatchObject({
      'x-rsmf-version': '2.0.0', 'x-rsmf-eventcount': '5', 'x-rsmf-attachmentcount': '0', 'x-rsmf-begindate': '2021-09-28T14:31:00.000Z', 'x-rsmf-enddate': '2021-10-01T09:01:00.000Z', 'x-rsmf-application': 'WhatsApp', 'x-rsmf-generator': expect.stringMatching(/^Plumbline /), 'x-rsmf-continuityloghead': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('name who is in them, and nobody of two exhibits as one', async () => {
    const { manifest } = await messagesOf(shared);
    expect(manifest.participants.map(({ display }) => display).toSorted((one, other) => (one ?? '').localeCompare(other ?? ''))).toEqual(['Imogen Vale', 'Rowan Ashdown', 'Rowan Ashdown', 'Tamsin Orrell']);
    expect(manifest.conversations).toHaveLength(2);
    const ids = new Set(manifest.participants.map(({ id }) => id));
    expect(ids.size).toBe(4);
    const byId = new Map(manifest.conversations.map((each) => [each.id, each]));
    for (const { participants } of manifest.conversations) expect(participants.every((id) => ids.has(id))).toBe(true);
    for (const { conversation: id, participant: sender } of manifest.events) expect(byId.get(id ?? '')?.participants).toContain(sender);
    expect(manifest.conversations[0]).toMatchObject({ platform: 'WhatsApp', custom: [{ name: 'Exhibit', value: 'ABC/1' }, { name: 'SHA-256 of exhibit', value: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
  });

  it('say of each how finely its time is known, on what its zone rests, which files it named and where it lies', async () => {
    const { manifest } = await messagesOf(shared);
    const said = new Map(manifest.events[1]?.custom?.map(({ name, value }) => [name, value]));
    expect(said.get('Time as written')).toBe('28/09/2021, 15:32');
    expect(said.get('Time known to the')).toBe('minute');
    expect(said.get('Zone')).toBe('Europe/London, assumed, not confirmed');
    expect(said.get('Attachment')).toMatch(/^IMG-1\.jpg, /);
    expect([said.get('Exhibit'), said.get('Place in exhibit')]).toEqual(['ABC/1', 'line 3']);
  });

  it('have a body of words that any mail program reads: totals that foot, and every event', async () => {
    const { body } = await messagesOf(shared);
    expect(body).toContain('Rows listed: 5\r\nPrivileged, in this selection and withheld: 0\r\nOutside this selection: 4\r\nAll items of the case (the three lines above together): 9');
    expect(body).toContain('2021-09-28T14:31:00Z Rowan Ashdown: hello 🔥 مرحبا "quoted" \\ and \u2028 </script>\r\n');
    expect(body).toContain('Messages and calls alone are in this file; their attachments are not.');
  });

  it('never hold what is privileged, and count it', async () => {
    const bench = await freshCase();
    await fill(bench);
    const [first] = (await allItems(bench)).filter(({ kind }) => kind === 'message');
    if (first === undefined) throw new Error('nothing was read');
    await bench.engine.call('review.disclose', { itemIds: [first.id], handling: 'privileged', reason: 'Advice of his solicitor' });
    const { done, manifest, body } = await messagesOf(bench);
    expect(done).toMatchObject({ rows: 4, withheld: 1, leftOut: 4, total: 9 });
    expect(manifest.events.map(({ id }) => id)).not.toContain(first.id);
    expect(body).not.toContain('hello');
  });

  it('are refused of a selection that has neither messages nor calls; of an empty one they are a message of nothing', async () => {
    expect(await codeOf(messagesOf(shared, { kinds: ['access'] }))).toBe('invalid_input');
    const { manifest, head } = await messagesOf(shared, { search: 'nothingofthiskind' });
    expect(manifest.events).toEqual([]);
    expect(head.has('x-rsmf-begindate')).toBe(false);
  });
});
