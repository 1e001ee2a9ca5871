/** The order of the rows of a document, read from what a Word file says. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentAskSchema } from '../../shared/domain/document-ask.ts';
import { documentKinds } from '../../shared/domain/document-kind.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, caseForAll, londonAnswers, writeEvidence, type Bench } from './harness.ts';

let bench: Bench;
const rows = 1_150;
const lineOf = (row: number): string => `${String(13 + Math.floor(row / 600)).padStart(2, '0')}/10/2021, ${String(8 + Math.floor((row % 600) / 60)).padStart(2, '0')}:${String(row % 60).padStart(2, '0')} - Rowan Ashdown: tok${String(row).padStart(5, '0')}`;

beforeAll(async () => {
  bench = await caseForAll();
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', Array.from({ length: rows }, (_, row) => lineOf(row)).join('\n')), 'ABC/1', londonAnswers);
  const [first] = (await bench.engine.call('items.page', { filter: everything, limit: 1 })).items;
  await bench.engine.call('review.account', { itemIds: [first?.id ?? ''], whose: 'officer', name: '', source: 'interview', place: 'page 3', saidOn: null, text: 'Clearly a mistake' });
}, 120_000);

async function made(order?: 'earliest' | 'latest') {
  const destination = join(bench.folder, 'chronology.docx');
  const done = await bench.engine.call('exports.document', { kind: 'chronology', format: 'docx', zone: 'Europe/London', filter: everything, destination, overwrite: true, ...(order === undefined ? {} : { order }) });
  const text = execFileSync('unzip', ['-p', destination, 'word/document.xml'], { encoding: 'utf8', maxBuffer: 2 ** 28 }).replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
  return { done, text, tokens: text.match(/tok\d{5}/g) ?? [] };
}
const inOrder = Array.from({ length: rows }, (_, row) => `tok${String(row).padStart(5, '0')}`);

describe('the rows of a document', () => {
  it('begin at the earliest, and nothing is said of that', async () => {
    const { tokens, text } = await made();
    expect(tokens).toEqual(inOrder);
    expect(text).not.toContain('first.');
    expect((await made('earliest')).tokens).toEqual(inOrder);
  });

  it('begin at the latest when that is asked: each once, numbered as they are listed, and the heading says so', async () => {
    const { tokens, text, done } = await made('latest');
    expect(tokens).toEqual(inOrder.toReversed());
    expect(text).toMatch(/GMT in winter\.\nLatest first\.\n/);
    expect(text).toMatch(/\n1\n[^\n]*14\/10\/2021\n(?:[^\n]*\n){1,4}[^\n]*tok01149/);
    expect(done.rows).toBe(rows);
    expect((await bench.engine.call('continuity.page', { limit: 1 })).entries[0]?.details).toMatchObject({ kind: 'chronology', order: 'latest' });
    expect(done.warnings).toEqual([expect.stringContaining(`No. ${rows}: a version says “clearly”`)]);
  });

  it('without a time stand last either way', async () => {
    await addAndImport(bench, writeEvidence(bench.folder, 'statement.txt', 'Statement of Imogen Vale, tokundated'), 'ABC/2');
    const { text } = await made('latest');
    expect(text.indexOf('tokundated')).toBeGreaterThan(text.indexOf('tok00000'));
    expect(text.indexOf('No time stated')).toBeGreaterThan(text.indexOf('tok00000'));
  });
});

describe('an order', () => {
  it('is asked of the documents whose rows do not measure from the one before, and is the earliest where nothing is said', () => {
    const orders = documentKinds.map((kind) => [kind, Reflect.get(documentAskSchema.parse({ kind, zone: 'UTC', filter: everything, itemId: 'a'.repeat(32), per: 'day' }), 'order')]);
    expect(Object.fromEntries(orders)).toEqual({ chronology: 'earliest', sequence: undefined, messages: 'earliest', accesses: 'earliest', exhibits: undefined, unused: 'earliest', conversation: undefined, patterns: undefined });
  });
});
