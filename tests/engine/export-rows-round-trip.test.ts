/** Whatever texts an item is made of, the writers and the reader of exports together give it back. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { caseGraph } from '../../electron/engine/exports/rows/case-graph.ts';
import { csvRows } from '../../electron/engine/exports/rows/csv-rows.ts';
import { recordOf } from '../../electron/engine/exports/rows/item-record.ts';
import type { RowsSource } from '../../electron/engine/exports/rows/rows-source.ts';
import { openSearchBulk, timesketchCsv, timesketchJsonLines } from '../../electron/engine/exports/rows/timesketch-rows.ts';
import { workbookRows } from '../../electron/engine/exports/rows/workbook/workbook-rows.ts';
import { plumblineExportImporter } from '../../electron/engine/importers/plumbline-export/index.ts';
import { rowFormatFacts, rowFormats, type RowFormat } from '../../shared/contract/exporting.ts';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import { directions, itemKinds, itemStatuses, type Item } from '../../shared/domain/item.ts';
import { precisions, timeFlags, zoneBases } from '../../shared/domain/evidence-time.ts';
import { formulaAgain, holdable, listText, readList, unholdableAgain, withoutFormula } from '../../shared/domain/export-columns.ts';
import { exhibitIdSchema, itemIdSchema, sha256Schema } from '../../shared/domain/ids.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

const odd = fc.constantFrom('=cmd|\'/c calc\'!A1', "'=1", '"', '\r\n', '\n', '\r', '\t', '\0', '_x0041_', '_x0041', '_x005F_', '\u202e', '🔥', '👨‍👩‍👧', '[', '[]', ',', ';', '\ufeff', '\uffff', ' ', '</t>', '&amp;', ']]>', '\u2028', '{"a":1}');
/** Texts as a case can hold them: SQLite keeps no halves of characters. */
const text = fc.array(fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 5 }).map((parts) => parts.join('').replace(/\p{Surrogate}/gu, '\ufffd'));
/** And halves of characters too. */
const anyText = fc.array(fc.oneof(odd, fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 4 })), { maxLength: 6 }).map((parts) => parts.join(''));
const ms = fc.integer({ min: -8_640_000_000_000, max: 8_640_000_000_000 });

const item = fc.record<Item>({
  kind: fc.constantFrom(...itemKinds), direction: fc.constantFrom(...directions), status: fc.constantFrom(...itemStatuses),
  from: text, to: fc.array(text, { maxLength: 3 }), thread: text, text, verbatim: text, remarks: fc.array(text, { maxLength: 3 }),
  fields: fc.array(fc.record({ name: text.map((name) => `F${name}`), value: text }), { maxLength: 3 }),
  time: fc.oneof(
    fc.record({ written: text, earliestMs: ms, latestMs: ms, precision: fc.constantFrom(...precisions), zone: fc.constantFrom('Europe/London', '+01:00'), zoneBasis: fc.constantFrom(...zoneBases), zoneBasisBy: text, flags: fc.subarray([...timeFlags]) })
      .map((time) => ({ ...time, latestMs: Math.max(time.earliestMs, time.latestMs) })),
    text.map((written) => ({ written, earliestMs: null, latestMs: null, precision: 'unknown' as const, zone: null, zoneBasis: 'none' as const, zoneBasisBy: '', flags: [] })),
  ),
  locator: fc.record<Item['locator'] & { type: 'row' }>({ type: fc.constant('row' as const), file: text, sheet: fc.option(text, { nil: null }), row: fc.integer({ min: 1, max: 1_000_000 }), byte: fc.option(fc.nat(), { nil: null }) }),
  attachments: fc.constant([]), identifiers: fc.array(fc.record({ kind: fc.constant('name' as const), role: fc.constant('from' as const), written: text, normal: text, certainty: fc.constant('certain' as const) }), { maxLength: 2 }),
  id: fc.stringMatching(/^[0-9a-f]{32}$/).map((id) => itemIdSchema.parse(id)), exhibitId: fc.constant(exhibitIdSchema.parse(1)), exhibitReference: fc.constant('ABC/1'),
});

function lineOf(made: Item) {
  return {
    line: { assessment: null, secondAssessments: [], accounts: [], relevance: 'not-set', handling: 'normal', tags: [] } as never, // what a record takes of the line
    item: made,
  };
}

const sha256 = sha256Schema.parse('a'.repeat(64));
function sourceOf(items: readonly Item[]): RowsSource {
  const rows = items.map((made, index) => ({ item: made, tags: [], record: recordOf(lineOf(made), index + 1, sha256, 'Europe/London') }));
  return {
    details: { ...defaultCaseDetails, title: 'Operation Larkspur', reference: 'CASE/0412' }, filterInWords: 'Everything in the case', zone: 'Europe/London',
    totals: { rows: rows.length, withheld: 0, leftOut: 0, total: rows.length, setAside: 0, thirdParty: 0 }, exhibits: [], tags: [], madeAt: new Date(0), author: 'R. Reviewer', version: '0', logHead: 'b'.repeat(64),
    pages: async function* pages() { yield rows; },
  };
}

type ComingBack = Exclude<RowFormat, 'html' | 'rsmf'>;
const comingBack = rowFormats.filter((format): format is ComingBack => rowFormatFacts[format].comesBack);

async function fileOf(format: ComingBack, source: RowsSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const texts = { csv: () => csvRows(source, true), 'timesketch-csv': () => timesketchCsv(source), 'timesketch-jsonl': () => timesketchJsonLines(source), opensearch: () => openSearchBulk(source), case: () => caseGraph(source) };
  if (format === 'xlsx') for await (const piece of workbookRows(source, source.pages())) pieces.push(piece);
  else for await (const piece of texts[format]()) pieces.push(Buffer.from(piece, 'utf8'));
  return Buffer.concat(pieces);
}

const essence = ({ kind, time, direction, from, to, thread, text: words, status, identifiers, remarks, fields }: Omit<Item, 'id' | 'exhibitId' | 'exhibitReference'>) => ({ kind, time, direction, from, to, thread, text: words, status, identifiers, remarks, fields: fields.filter(({ name }) => !name.startsWith('Export: ')) });

describe('any item', () => {
  it.each(comingBack)('goes out as %s and comes back as it was, its source row with it', async (format) => {
    await fc.assert(fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 6 }), async (items) => {
      const evidence = folder.source(await fileOf(format, sourceOf(items)), join('export'));
      expect(await plumblineExportImporter.recognise(evidence, notCancelled)).not.toBeNull();
      const back = await readAll(plumblineExportImporter, evidence);
      expect(back.quarantined).toEqual([]);
      expect(back.items.map(essence)).toEqual(items.map(essence));
      const said = (name: string) => back.items.map(({ fields }) => fields.findLast((field) => field.name === `Export: ${name}`)?.value);
      expect(said('Row as in the exhibit')).toEqual(items.map(({ verbatim }) => verbatim));
      expect(said('Locator (JSON)')).toEqual(items.map(({ locator }) => JSON.stringify(locator)));
      expect(back.facts.warnings.join(' ')).not.toContain('seal');
      expect(back.facts.rowsSeen).toBe(items.length);
    }), { numRuns: 40 });
  }, 120_000);

  it('is given back from a cell whatever the text, halves of characters and all, and is never a formula there', () => {
    fc.assert(fc.property(anyText, (value) => {
      const cell = withoutFormula(holdable(value));
      expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(cell).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u);
      expect(unholdableAgain(formulaAgain(cell))).toBe(value);
    }), { numRuns: 3_000 });
  });

  it('is given back from a list whatever its entries', () => {
    fc.assert(fc.property(fc.array(anyText, { maxLength: 4 }), (values) => { expect(readList(listText(values))).toEqual(values); }), { numRuns: 2_000 });
  });
});

describe('a file that only says it is an export', () => {
  it('costs the rows it spoils and no more: each is set aside with the reason', async () => {
    const [one, two] = fc.sample(item, { numRuns: 2, seed: 7 });
    if (one === undefined || two === undefined) throw new Error('nothing was made');
    for (const [format, column] of [['timesketch-jsonl', 'plumbline_kind'], ['timesketch-jsonl', 'plumbline_locator'], ['timesketch-jsonl', 'plumbline_earliest_ms'], ['timesketch-jsonl', 'plumbline_identifiers']] as const) {
      const lines = Buffer.from(await fileOf(format, sourceOf([one, two]))).toString('utf8').trimEnd().split('\n');
      const spoiled = { ...(JSON.parse(lines[1] ?? '') as Record<string, unknown>), [column]: '9'.repeat(400) };
      const back = await readAll(plumblineExportImporter, folder.source([lines[0], JSON.stringify(spoiled), '[1,2', '{}'].join('\n')));
      expect([back.items.length, back.quarantined.length]).toEqual([1, 3]);
      for (const { reason } of back.quarantined) expect(reason).toMatch(/^Line \d .+\.$/);
    }
  });

  it('says which objects of a graph are nobody’s, and how many rows are missing', async () => {
    const items = fc.sample(item, { numRuns: 3, seed: 11 });
    const graph = JSON.parse(Buffer.from(await fileOf('case', sourceOf(items))).toString('utf8')) as { '@graph': Record<string, unknown>[] };
    const first = graph['@graph'].findIndex((node) => 'uco-core:hasFacet' in node);
    graph['@graph'].splice(first, 1, { '@id': 'kb:x', '@type': 'uco-observable:Message', 'uco-observable:messageText': 'slipped in' });
    const back = await readAll(plumblineExportImporter, folder.source(JSON.stringify(graph)));
    expect([back.items.length, back.quarantined.length]).toEqual([2, 1]);
    expect(back.quarantined[0]?.reason).toContain('no part of what Plumbline exports');
    expect(back.facts.warnings.join(' ')).toContain('it has 3 rows, but 2 could be read');
  });

  it('is left to other importers when a column is missing', async () => {
    const table = Buffer.from(await fileOf('csv', sourceOf(fc.sample(item, { numRuns: 1, seed: 3 })))).toString('utf8');
    expect(await plumblineExportImporter.recognise(folder.source(table.replace('Locator (JSON)', 'Where')), notCancelled)).toBeNull();
    expect(await plumblineExportImporter.recognise(folder.source('message,datetime,timestamp_desc\na,b,c\n'), notCancelled)).toBeNull();
  });

  it('keeps what somebody wrote in a column of their own', async () => {
    const [one] = fc.sample(item, { numRuns: 1, seed: 5 });
    if (one === undefined) throw new Error('nothing was made');
    const plain = { ...one, text: 'hello', verbatim: 'hello', from: 'Rowan Ashdown' };
    const table = Buffer.from(await fileOf('csv', sourceOf([plain]))).toString('utf8');
    const [head = '', ...rest] = table.trimEnd().split('\r\n');
    const back = await readAll(plumblineExportImporter, folder.source(`${head},Seen by\r\n${rest.join('\r\n')},"R. Marsh"\r\n`));
    expect(back.items[0]?.fields.at(-1)).toEqual({ name: 'Added column: Seen by', value: 'R. Marsh' });
  });
});
