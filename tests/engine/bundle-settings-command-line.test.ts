import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ListedBundle } from '../../shared/domain/bundle.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';
import { labelsIn } from './bundle-readers.ts';
import { writeEvidence } from './harness.ts';

const audit = ['Date,Time,User ID,Search terms,Reason', '28/09/2021,15:24:10,WB4471,07700 900417,check'].join('\n');

it('the command line sets what a bundle follows, overrides a setting and takes it back, and withholds a document', { timeout: 300_000 }, async () => {
  const { folder, caseFolder, run } = await chatAndAuditCase(audit);
  const written = writeEvidence(folder, 'bundle.json', JSON.stringify({ title: 'Hearing bundle', sections: [{ title: 'Exhibits', documents: [{ id: 'chat', title: 'The messages', exhibit: 'ABC/1' }, { id: 'audit', title: 'The audit', exhibit: 'ABC/2' }] }] }));
  const { bundleId } = valueOf(await run('bundle', caseFolder, '--save', written, '--json')) as { bundleId: number };
  const bundle = String(bundleId);

  const set = await run('bundle', caseFolder, '--set', bundle, '--profile', 'pd-27a', '--override', 'dpi=600', '--override', 'ceiling=36', '--because', 'Small handwriting', '--withhold', 'audit');
  expect(set.stdout).toMatch(/profile {2}PD 27A 2026\n.*\ndpi {2}Finest picture: 600 dots an inch, by override: Small handwriting \(.+, \d{4}-.*Z\)\nceiling {2}Largest file: 36 MB, by override/u);
  expect(set.stdout).toMatch(/withheld {2}audit, “The audit”: Small handwriting \(/u);
  expect((await run('bundle', caseFolder, '--set', bundle, '--override', 'order=any', '--in-section', 'Exhibits', '--because', 'As they were found')).stdout).toContain('order  in “Exhibits”: any order, by override: As they were found');
  const taken = valueOf(await run('bundle', caseFolder, '--set', bundle, '--no-override', 'dpi', '--override', 'ceiling=none', '--because', 'By portal', '--json')) as ListedBundle;
  expect(taken.definition.overrides.map(({ setting, value, reason }) => [setting, value, reason])).toEqual([['order', 'any', 'As they were found'], ['ceiling', null, 'By portal']]);

  const made = await run('bundle', caseFolder, '--make', bundle, '--to', join(folder, 'made.pdf'));
  expect(made.stdout).toContain('  A2  The audit (Withheld: Small handwriting)');
  expect(made.stdout).toContain('B17 passed, by override:');
  expect((await run('bundle', caseFolder, '--versions', bundle)).stdout).toContain('   PD 27A 2026; otherwise: Order within a section “Exhibits”: any order (As they were found; ');
  expect(labelsIn(join(folder, 'made.pdf'))).toHaveLength(2);
  expect((await run('bundle', caseFolder, '--items-on', bundle, '--page', 'A1')).stdout).toContain('The messages, page A1\n');

  const said = await run('bundle', caseFolder, '--set', bundle, '--remark', 'chat:bookmark=The chat', '--remark', 'audit:hard-to-read:1', '--because', 'As counsel asked', '--override', 'name={reference} {bundle}');
  expect(said.stdout).toMatch(/name {2}Name of the file: “\{reference\} \{bundle\}”, by override: As counsel asked \(/u);
  expect(said.stdout).toMatch(/remark {2}chat, “The messages”: Bookmark in other words: “The chat”: As counsel asked \(.+Z\)\nremark {2}audit, “The audit”: Hard to read, needs a transcript: page 1: As counsel asked/u);
  const kept = valueOf(await run('bundle', caseFolder, '--set', bundle, '--no-remark', 'audit:hard-to-read:1', '--json')) as ListedBundle;
  expect(kept.definition.sections[0]?.documents.map(({ remarks = [] }) => remarks.map(({ kind }) => kind))).toEqual([['bookmark'], []]);
  expect((await run('bundle', caseFolder, '--set', bundle, '--remark', 'chat', '--because', 'x')).code).toBe(2);
  for (const wrong of [['--remark', 'chat:finer=9', '--because', 'x'], ['--remark', 'nobody:no-text', '--because', 'x'], ['--no-remark', 'chat:no-text']]) expect((await run('bundle', caseFolder, '--set', bundle, ...wrong)).code, wrong.join(' ')).toBe(1);

  expect((await run('bundle', caseFolder, '--set', bundle, '--no-withhold', 'audit')).stdout).not.toContain('withheld');
  for (const wrong of [['--override', 'dpi=600'], ['--override', 'colour=red', '--because', 'x'], ['--override', 'order=any', '--because', 'x']]) expect((await run('bundle', caseFolder, '--set', bundle, ...wrong)).code, wrong.join(' ')).toBe(2);
  for (const wrong of [['--override', 'dpi=9000', '--because', 'x'], ['--no-override', 'dpi'], ['--withhold', 'nothing', '--because', 'x'], ['--profile', 'scots']]) expect((await run('bundle', caseFolder, '--set', bundle, ...wrong)).code, wrong.join(' ')).toBe(1);
  expect((await run('bundle', caseFolder, '--override', 'dpi=600', '--because', 'x')).code).toBe(2);
});
