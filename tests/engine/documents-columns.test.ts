/** Columns of a document that are left out, read from what a Word file says. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnKeys, leftOutLabels } from '../../shared/domain/document-columns.ts';
import { documentAskSchema } from '../../shared/domain/document-ask.ts';
import { documentKinds, type DocumentKind } from '../../shared/domain/document-kind.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { enquiryLog, enquiryMapping } from '../fixtures/audit-tables.ts';
import { addAndImport, caseForAll, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

let bench: Bench;
let itemId: string;
beforeAll(async () => {
  bench = await caseForAll();
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', smallChat), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'log.csv', enquiryLog), 'ABC/2', { ...londonAnswers, zoneBasis: 'stated', zoneBasisBy: 'A. B. Carver', dateOrder: 'dmy', mapping: enquiryMapping });
  const { id } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
  for (const [kind, value] of [['vrm', 'AB12 CDE'], ['name', 'Imogen Vale']] as const) await bench.engine.call('people.holdIdentifier', { personId: id, kind, value, basis: 'Statement' });
  const [message] = (await bench.engine.call('items.page', { filter: { ...everything, kinds: ['message'] } })).items;
  itemId = message?.id ?? '';
  await bench.engine.call('review.disclose', { itemIds: message === undefined ? [] : [message.id], relevance: 'unused', reason: '' });
}, 120_000);

const window = { ...everything, fromMs: Date.parse('2021-01-01T00:00:00Z'), untilMs: Date.parse('2022-01-01T00:00:00Z') };
type Own = Readonly<Record<string, unknown>>;
const ask = (kind: DocumentKind, own: Own) => bench.engine.call('exports.document', { kind, format: 'docx', zone: 'Europe/London', filter: window, itemId, destination: join(bench.folder, `${kind}.docx`), overwrite: true, ...own });
async function made(kind: DocumentKind, own: Own = {}) {
  const done = await ask(kind, own);
  const xml = execFileSync('unzip', ['-p', done.path, 'word/document.xml'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const words = (piece: string): string => piece.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '').replaceAll('&amp;', '&');
  const [table = ''] = /<w:tbl>.*?<\/w:tbl>/su.exec(xml) ?? [];
  const [head = ''] = /<w:tr>.*?<\/w:tr>/su.exec(table) ?? [];
  return { done, text: words(xml), heads: head.split('</w:tc>').slice(0, -1).map((cell) => words(cell).trim()), widths: [...table.matchAll(/<w:gridCol w:w="(\d+)"/gu)].map(([, width]) => Number(width)) };
}
const kinds = documentKinds.filter((kind) => columnKeys(kind).length > 0);
const sum = (widths: readonly number[]): number => widths.reduce((so, width) => so + width, 0);

describe('a column of a document', () => {
  it('can be left out of every document but charts and a transcript, which stands whole', () => {
    expect(documentKinds.filter((kind) => !kinds.includes(kind)).toSorted()).toEqual(['patterns', 'transcript']);
  });

  it.each(kinds)('is left out by its key, whichever it is, and the others share its width: %s', async (kind) => {
    const whole = await made(kind);
    for (const key of columnKeys(kind)) {
      const { heads, widths, done, text } = await made(kind, { leaveOut: [key] });
      expect(heads, key).toHaveLength(whole.heads.length - 1);
      expect(whole.heads.filter((head) => heads.includes(head)), key).toEqual(heads);
      expect(sum(widths), key).toBe(sum(whole.widths));
      expect(done.rows).toBe(whole.done.rows);
      expect(text).toContain(`\nColumns left out: ${leftOutLabels(kind, [key]).join('')}.\n`);
    }
    expect(whole.text).not.toContain('Columns left out');
  }, 60_000);

  it.each([
    ['chronology', ['No.', 'Event']], ['sequence', ['No.', 'Event']], ['messages', ['No.', 'Text, word for word']], ['accesses', ['No.', 'Searched for and opened']],
    ['exhibits', ['Reference', 'Description']], ['unused', ['No.', 'Description']], ['conversation', ['No.', 'Text, word for word']],
  ] as const)('can be every one of them but the number and what is told: %s', async (kind, heads) => {
    expect((await made(kind, { leaveOut: columnKeys(kind) })).heads).toEqual(heads);
  });

  it('is named with others in the order of the columns, behind the order of the rows', async () => {
    const { text, heads } = await made('messages', { leaveOut: ['duty', 'platform'], order: 'latest' });
    expect(text).toContain('\nLatest first. Columns left out: Platform, Duty.\n');
    expect(heads).toEqual(['No.', 'Date', 'Time', 'From', 'To', 'Text, word for word', 'Attachment', 'Status', 'Device exhibit, row; its owner']);
    expect((await bench.engine.call('continuity.page', { limit: 1 })).entries[0]?.details).toMatchObject({ kind: 'messages', leaveOut: ['duty', 'platform'] });
  });

  it('takes what is said of it alone along', async () => {
    const of = async (kind: DocumentKind, leaveOut: readonly string[]): Promise<string> => (await made(kind, { leaveOut })).text;
    expect(await of('messages', [])).toContain('Duty is that of the officer');
    expect(await of('messages', ['duty'])).not.toContain('Duty is that of the officer');
    expect(await of('chronology', ['versions'])).not.toContain('Where people give different versions');
    expect(await of('accesses', [])).toMatch(/Contact (?:before|after): /);
    expect(await of('accesses', ['contacts'])).not.toMatch(/Contact (?:before|after): |Contacts were looked for/);
  });

  it('beside the column for bundle pages leaves that where it stands', async () => {
    expect((await made('chronology', { bundlePages: true, leaveOut: ['date', 'source'] })).heads).toEqual(['No.', 'Time', 'Event', 'Bundle page', 'Disputed / officer’s account']);
  });

  it('that always stands, or that the document does not have, is refused', async () => {
    for (const key of ['number', 'event', 'text', 'duty']) await expect(ask('chronology', { leaveOut: [key] }), key).rejects.toThrow('Invalid option');
  });

  it('is left out once, and none is where nothing is said', () => {
    const asked = (own: Own) => Reflect.get(documentAskSchema.parse({ kind: 'chronology', zone: 'UTC', filter: everything, ...own }), 'leaveOut');
    expect(() => asked({ leaveOut: ['source', 'date', 'source'] })).toThrow('A column is left out twice.');
    expect(asked({})).toEqual([]);
  });
});
