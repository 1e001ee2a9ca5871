/** A file in cipher that is refused, or cancelled while it is searched, is searched from where it was when it is made again. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { casePaths } from '../../electron/engine/case/case-folder.ts';
import { closeCaseDatabase, openCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { keptReadings } from '../../electron/engine/self-test/kept-readings.ts';
import { bundleDefinitionSchema, type BundleId } from '../../shared/domain/bundle.ts';
import { chatScreenshot } from '../fixtures/screenshots.ts';
import { bundleBench, ofExhibit, type BundleBench } from './bundle-bench.ts';
import { addAndImport, codeOf, writeEvidence } from './harness.ts';

let on: BundleBench;
let bundleId: BundleId;
const build = (signal?: AbortSignal, report?: (stage: string, done: number) => void) => on.bench.engine.call('bundles.buildInCipher', { bundleId, destination: on.pathTo('public.pdf'), overwrite: true },
  { ...(signal === undefined ? {} : { signal }), report: ({ stage, done }) => report?.(stage, done) });
/** The case's own database, as another program would open it. */
function inCase<T>(use: (db: ReturnType<typeof openCaseDatabase>) => T): T {
  const db = openCaseDatabase(casePaths(on.bench.caseFolder).database);
  try {
    return use(db);
  } finally {
    closeCaseDatabase(db);
  }
}
const kept = (): number => inCase((db) => db.prepare<[], number>('SELECT count(*) FROM searched_page').pluck().get() ?? 0);

beforeAll(async () => {
  on = await bundleBench();
  const pdf = await PDFDocument.create();
  for (const text of ['Meet me at the Larkspur car park', 'Bring the tartan notebook along']) {
    const picture = await pdf.embedPng(await chatScreenshot([{ text }], 'light'));
    pdf.addPage([595, 842]).drawImage(picture, { x: 40, y: 500, width: 500, height: (500 * picture.height) / picture.width });
  }
  const { exhibitId } = await addAndImport(on.bench, writeEvidence(on.bench.folder, 'scan.pdf', await pdf.save()), 'SCAN/1', {});
  ({ bundleId } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({ title: 'Hearing bundle', sections: [{ title: 'Exhibits', documents: [ofExhibit('scan', 'A letter', exhibitId)] }] }) }));
  await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('full.pdf') });
  const { id: personId } = await on.bench.engine.call('people.create', { name: 'Larkspur' });
  await on.bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'By law' });
}, 300_000);

describe('the search of a finished file', () => {
  it('keeps each page it has read, also when the file is cancelled in the middle', async () => {
    const stop = new AbortController();
    const cancelled = build(stop.signal, (stage, done) => { if (stage === 'Reading pictures' && done === 1) stop.abort(); });
    expect(await codeOf(cancelled)).toBe('cancelled');
    expect(kept()).toBeGreaterThanOrEqual(1);
    expect(await codeOf(build())).toBe('rule_broken');
    // Both pages, and the picture of each by itself.
    expect(kept()).toBe(4);
  }, 120_000);

  it('takes what was read of a page whose points are the same, and reads no page twice', async () => {
    inCase((db) => db.prepare(`UPDATE searched_page SET texts = '["Bring the notebook"]'`).run());
    expect(await build()).toMatchObject({ pages: 4 });
    inCase((db) => db.prepare('DELETE FROM searched_page').run());
    expect(await codeOf(build())).toBe('rule_broken');
  }, 120_000);

  it('knows what it has kept within one export, which reads the case as it was', () => {
    inCase((db) => {
      db.exec('BEGIN');
      const readings = keptReadings(db);
      expect(readings.find('a page')).toBeNull();
      readings.keep('a page', ['Words of it']);
      expect(readings.find('a page')).toEqual(['Words of it']);
      db.exec('COMMIT');
      expect(keptReadings(db).find('a page')).toEqual(['Words of it']);
    });
  });
});
