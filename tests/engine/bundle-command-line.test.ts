import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BundleVersion, ComparedBundles, ItemsOn, PageOf } from '../../shared/contract/bundles.ts';
import { preflightSchema } from '../../shared/contract/preflight.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';
import { writeEvidence } from './harness.ts';

const audit = ['Date,Time,User ID,Search terms,Reason', '28/09/2021,15:24:10,WB4471,07700 900417,check'].join('\n');
const everything = {};

it('the command line makes, serves, adds to and compares a bundle, and finds items on its pages', { timeout: 300_000 }, async () => {
  const { folder, caseFolder, run } = await chatAndAuditCase(audit);
  const sections = [
    { title: 'Exhibits', documents: [{ id: 'chat', title: 'The messages', exhibit: 'ABC/1' }] },
    { title: 'Schedules', documents: [{ id: 'chronology', title: 'Chronology', source: { type: 'document', ask: { kind: 'chronology', zone: 'Europe/London', filter: everything } } }] },
  ];
  const written = (more: readonly object[]): string => writeEvidence(folder, 'bundle.json', JSON.stringify({ title: 'Hearing bundle', sections: [...sections, ...more] }));
  const { bundleId } = valueOf(await run('bundle', caseFolder, '--save', written([]), '--json')) as { bundleId: number };
  const bundle = String(bundleId);
  expect((await run('bundle', caseFolder, '--versions', bundle)).stdout).toContain('Not built yet.');
  const made = await run('bundle', caseFolder, '--make', bundle, '--to', join(folder, 'Operation Larkspur Bundle A.pdf'));
  expect(made.stdout).toContain('version 1, 2 documents on 5 pages');
  expect(made.stdout).toContain('B13 passed');
  const report = preflightSchema.parse(JSON.parse(readFileSync(join(folder, 'Operation Larkspur Bundle A.preflight.json'), 'utf8')));
  expect(report.totals).toMatchObject({ pages: 5, entries: 2, bookmarks: 5 });
  expect((await run('bundle', caseFolder, '--make', bundle, '--to', join(folder, 'Operation Larkspur Bundle A.pdf'))).code).toBe(1);

  expect((await run('bundle', caseFolder, '--serve', bundle, '--version', '1', '--on', '2022-05-02')).code).toBe(2);
  expect((await run('bundle', caseFolder, '--serve', bundle, '--version', '7', '--on', '2022-05-02', '--recipient', 'The panel')).code).toBe(1);
  const weighed = report.rules.filter(({ outcome }) => outcome === 'warn').flatMap(({ rule }) => ['--acknowledge', rule]);
  const served = await run('bundle', caseFolder, '--serve', bundle, '--version', '1', '--on', '2022-05-02', '--recipient', 'The panel', '--recipient', 'Ms Q', ...weighed);
  expect(served.stdout).toContain('served on The panel, Ms Q, 2022-05-02');

  await run('bundle', caseFolder, '--save', written([{ title: 'Later', documents: [{ id: 'audit', title: 'The audit', exhibit: 'ABC/2' }] }]), '--change', bundle);
  expect((await run('bundle', caseFolder, '--make', bundle, '--to', join(folder, 'later.pdf'), '--late', 'behind')).code).toBe(1);
  expect((await run('bundle', caseFolder, '--make', bundle, '--to', join(folder, 'later.pdf'), '--added-on', '2022-05-20')).stdout).toContain('7  The audit');
  const compared = await run('bundle', caseFolder, '--compare', bundle, '--earlier', '1', '--later', '2');
  expect(compared.stdout).toBe('added  The audit, page 7\nEvery page of the earlier version is unchanged.\n');
  expect((valueOf(await run('bundle', caseFolder, '--compare', bundle, '--earlier', '1', '--later', '2', '--json')) as ComparedBundles).onlyAdds).toBe(true);
  expect((valueOf(await run('bundle', caseFolder, '--versions', bundle, '--json')) as BundleVersion[]).map(({ kind, services }) => [kind, services.length])).toEqual([['whole', 1], ['append', 0]]);
  expect((await run('bundle', caseFolder, '--copy', bundle, '--version', '2', '--to', join(folder, 'copy.pdf'))).code).toBe(1);
  await run('bundle', caseFolder, '--copy', bundle, '--version', '1', '--to', join(folder, 'copy.pdf'));
  expect(readFileSync(join(folder, 'copy.pdf')).equals(readFileSync(join(folder, 'Operation Larkspur Bundle A.pdf')))).toBe(true);
  const parts = await run('bundle', caseFolder, '--split', bundle, '--version', '1', '--most-pages', '3', '--because', 'The portal takes no more', '--to', join(folder, 'parts.pdf'));
  expect(parts.stdout).toMatch(/parts volume 1 of 2\.pdf: pages 1–3, 1 document, SHA-256 [0-9a-f]{64}\n.*parts volume 2 of 2\.pdf: pages 4–5, 1 document, SHA-256/u);
  expect((await run('bundle', caseFolder, '--split', bundle, '--version', '1', '--most-pages', 'few', '--because', 'x', '--to', join(folder, 'parts.pdf'))).code).toBe(2);

  const [item] = valueOf(await run('items', caseFolder, '--kind', 'message', '--json')) as ItemLine[];
  const places = valueOf(await run('bundle', caseFolder, '--page-of', bundle, '--item', item?.id ?? '', '--json')) as PageOf;
  expect(places).toMatchObject({ pages: [{ documentId: 'chat', as: 'exhibit', firstPage: 3 }], rows: [{ documentId: 'chronology', page: 4 }] });
  expect((await run('bundle', caseFolder, '--page-of', bundle, '--item', item?.id ?? '')).stdout).toMatch(/^exhibit {2}The messages, page 3\nlisted {2}Chronology, No\. \d+, page 4\n$/);
  const onPage = valueOf(await run('bundle', caseFolder, '--items-on', bundle, '--page', '4', '--json')) as ItemsOn;
  expect(onPage.rows.map(({ itemId }) => itemId)).toContain(item?.id);
  expect((await run('bundle', caseFolder, '--items-on', bundle, '--page', '7', '--version', '2')).stdout).toContain('The audit, page 7\nitem  ');
  expect((await run('bundle', caseFolder, '--remove', bundle, '--reason', 'x')).code).toBe(1);
});
