/** The whole sample case out and in again: every kind of exhibit, item and place it has. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../electron/engine/engine.ts';
import { populateCase } from '../../scripts/demo/populate-case.ts';
import { generateSampleCase } from '../../scripts/sample-case.ts';
import { rowFormatFacts, type RowFormat } from '../../shared/contract/exporting.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, freshCase, scratchFolderForAll } from './harness.ts';

const [inputs, workplace] = [scratchFolderForAll(), scratchFolderForAll()];
const engine = new Engine({ settingsFolder: join(workplace, 'settings'), author: 'R. Reviewer', log: () => undefined, host: () => { throw new Error('no pages are set here'); } });
let before: readonly ItemLine[];
beforeAll(async () => {
  const bench = { engine, folder: workplace, caseFolder: join(workplace, 'Larkspur.plumbline'), log: [] };
  await populateCase(engine, bench.caseFolder, await generateSampleCase(inputs, 412), inputs, { onStep: () => undefined });
  before = (await allItems(bench)).filter(({ handling }) => handling !== 'privileged');
}, 300_000);
afterAll(() => engine.close());

const noBytes = 'Its files are not in the export; they are in the exhibit the export names.';
/** Items of one instant stand in the order in which they were read, so what stays of each is compared by its origin. */
const essence = ({ kind, at, until, written, zone, zoneBasis, precision, timeFlags, direction, from, to, thread, text, status, identifiers, remarks, fields, attachments }: ItemLine) => ({
  kind, at, until, written, zone, zoneBasis, precision, timeFlags, direction, from, to, thread, text, status, identifiers, remarks: remarks.filter((remark) => remark !== noBytes),
  fields: fields.filter(({ name }) => !name.startsWith('Export: ')), attachments: attachments.map(({ name, mediaType, sizeBytes, sha256 }) => ({ name, mediaType, sizeBytes, sha256 })),
});
const origin = ({ fields }: ItemLine): string => fields.find(({ name }) => name === 'Export: Item')?.value ?? '';

describe('the sample case', () => {
  it.each<RowFormat>(['csv', 'xlsx', 'timesketch-jsonl', 'case'])('comes back from %s item by item', async (format) => {
    const destination = join(workplace, `rows-${format}${rowFormatFacts[format].extension}`);
    const done = await engine.call('exports.rows', { filter: everything, zone: 'Europe/London', format, destination });
    expect(done.rows + done.withheld + done.leftOut).toBe(done.total);
    expect(done.rows).toBe(before.length);
    const bench = await freshCase();
    expect(await addAndImport(bench, destination, 'NEW/1')).toMatchObject({ format: 'plumbline-export', items: before.length, quarantined: 0 });
    const after = new Map((await allItems(bench)).map((item) => [origin(item), item]));
    expect(after.size).toBe(before.length);
    for (const item of before) {
      const again = after.get(item.id);
      expect(again === undefined ? null : essence(again), item.id).toEqual(essence(item));
    }
  }, 120_000);
});
