/** Documents the case makes itself, standing in a bundle, read back by poppler and qpdf. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import { documentAskSchema, type DocumentAsk } from '../../shared/domain/document-ask.ts';
import { documentKinds, documentLabels } from '../../shared/domain/document-kind.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { png } from '../fixtures/pictures.ts';
import { bundleBench, document, outlinesOf, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { addAndImport, allItems, codeOf, writeEvidence } from './harness.ts';

let on: BundleBench;
let built: CommandOutput<'bundles.build'>;
let path: string;
let bundleId: CommandOutput<'bundles.save'>['bundleId'];

async function asks(): Promise<DocumentAsk[]> {
  const items = await allItems(on.bench);
  const [message] = items.filter(({ kind }) => kind === 'message');
  const [picture] = items.filter(({ kind }) => kind === 'picture');
  const window = { ...everything, fromMs: Date.parse('2021-09-28T14:00:00Z'), untilMs: Date.parse('2021-09-28T16:00:00Z') };
  return documentKinds.map((kind) => documentAskSchema.parse({ kind, zone: 'Europe/London', filter: kind === 'sequence' ? window : everything, itemId: kind === 'transcript' ? picture?.id : message?.id }));
}

beforeAll(async () => {
  on = await bundleBench();
  await addAndImport(on.bench, writeEvidence(on.bench.folder, 'screenshot.png', await png()), 'ABC/4');
  await on.bench.engine.call('cases.updateDetails', { ...defaultCaseDetails, title: 'Operation Larkspur', reference: 'CASE/0412', officer: 'PC 4471 Rowan Ashdown' });
  const documents = (await asks()).map((ask) => document(ask.kind, `Our ${ask.kind}`, { type: 'document', ask }));
  ({ bundleId } = await on.bench.engine.call('bundles.save', { definition: { title: 'Hearing bundle', sections: [{ title: 'Made by the case', documents }] } }));
  path = on.pathTo('own.pdf');
  built = await on.bench.engine.call('bundles.build', { bundleId, destination: path });
}, 600_000);

describe('documents of the case in a bundle', () => {
  it('stand there whatever their kind, under the number the index prints', () => {
    expect(built.documents.map(({ id }) => id)).toEqual([...documentKinds]);
    for (const { id, firstPage } of built.documents) {
      const kind = documentKinds.find((each) => each === id) ?? 'chronology';
      const text = textOf(path, firstPage);
      expect(text, id).toContain(documentLabels[kind].title);
      expect(text.split(' ').at(-1), id).toBe(String(firstPage));
      // Two numbers stand at the foot: nobody may take the document’s own for the bundle’s.
      expect(text, id).toContain('Document page 1 of ');
      expect(outlinesOf(path).find(({ title }) => title === `Our ${id}, page ${firstPage}`)?.destpageposfrom1, id).toBe(firstPage);
    }
    expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    const messages = built.documents.find(({ id }) => id === 'messages');
    expect(textOf(path, messages?.firstPage ?? 0, messages?.lastPage)).toContain('call me on 07700 900417');
  });

  it('stand behind a cover that says whose case it is', () => {
    expect(textOf(path, 1)).toContain('Operation Larkspur Officer: PC 4471 Rowan Ashdown CASE/0412');
  });

  it('are kept with their question, and can be saved again as they are listed', async () => {
    const [listed] = await on.bench.engine.call('bundles.list', {});
    if (listed === undefined) throw new Error('the bundle is missing');
    expect(listed.definition.sections[0]?.documents[0]?.source).toMatchObject({ type: 'document', ask: { kind: 'chronology', zone: 'Europe/London' } });
    expect((await on.bench.engine.call('bundles.save', { bundleId, definition: listed.definition })).bundleId).toBe(bundleId);
  });

  it('that cannot be made stop the bundle and are named', async () => {
    const ask = documentAskSchema.parse({ kind: 'sequence', zone: 'UTC', filter: everything });
    const { bundleId: other } = await on.bench.engine.call('bundles.save', { definition: { title: 'No window', sections: [{ title: 'One', documents: [document('sequence', 'Events of the evening', { type: 'document', ask })] }] } });
    const building = on.bench.engine.call('bundles.build', { bundleId: other, destination: on.pathTo('never.pdf') });
    await expect(building).rejects.toThrow('Events of the evening');
    expect(await codeOf(building)).toBe('invalid_input');
  });
});
