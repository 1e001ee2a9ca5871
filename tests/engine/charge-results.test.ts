/** What became of each charge, as somebody outside the case decided it. */
import { expect, it } from 'vitest';
import { chatToReview } from '../fixtures/reviewed-case.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';
import { codeOf } from './harness.ts';

const crownCourt = { decidedBy: 'Crown Court', decidedOn: '2025-06-12' } as const;

it('each of five counts has its own result, in the order they were decided in, recorded and withdrawn with a reason', async () => {
  const { bench } = await chatToReview();
  for (let count = 1; count <= 5; count += 1) await bench.engine.call('charges.save', { text: `Access ${count} to the record of Ms A` });
  const [one, two, three] = await bench.engine.call('charges.list', {});
  if (one === undefined || two === undefined || three === undefined) throw new Error('charges are missing');
  await bench.engine.call('charges.result', { chargeId: one.id, outcome: 'gross-misconduct', decidedBy: 'Misconduct hearing' });
  await bench.engine.call('charges.result', { chargeId: one.id, outcome: 'guilty-plea', ...crownCourt });
  await bench.engine.call('charges.result', { chargeId: two.id, outcome: 'guilty-verdict', ...crownCourt, words: 'By a majority' });
  const listed = await bench.engine.call('charges.result', { chargeId: three.id, outcome: 'misconduct', decidedBy: 'Misconduct hearing', decidedOn: '2025-07-01' });
  const shown = (list: typeof listed): string[] => list.map(({ label, results }) => `${label}: ${results.map(({ outcome, decidedOn }) => `${outcome} ${decidedOn ?? '?'}`).join(', ')}`);
  expect(shown(listed)).toEqual(['1: guilty-plea 2025-06-12, gross-misconduct ?', '2: guilty-verdict 2025-06-12', '3: misconduct 2025-07-01', '4: ', '5: ']);
  const resultId = listed[1]?.results[0]?.id;
  if (resultId === undefined) throw new Error('a result is missing');
  const left = await bench.engine.call('charges.withdrawResult', { resultId, reason: 'Quashed on appeal' });
  expect(shown(left)[1]).toBe('2: ');
  expect(await codeOf(bench.engine.call('charges.withdrawResult', { resultId, reason: 'again' }))).toBe('not_found');
  expect((await bench.engine.call('continuity.page', { limit: 2 })).entries.map(({ summary }) => summary)).toEqual([
    'Result of 2 withdrawn (Found guilty): Quashed on appeal', 'Result of 3 recorded: Proved: misconduct, Misconduct hearing',
  ]);
  expect(await bench.engine.call('cases.verify', {})).toMatchObject({ ok: true });
});

it('a result in other words needs them, and is of a charge that stands', async () => {
  const { bench } = await chatToReview();
  const [charge] = await bench.engine.call('charges.save', { text: 'Accessed the record of Ms A' });
  if (charge === undefined) throw new Error('the charge is missing');
  await expect(bench.engine.call('charges.result', { chargeId: charge.id, outcome: 'other', ...crownCourt })).rejects.toThrow('Say in words');
  await bench.engine.call('charges.remove', { chargeId: charge.id, reason: 'Merged with another' });
  expect(await codeOf(bench.engine.call('charges.result', { chargeId: charge.id, outcome: 'withdrawn', ...crownCourt }))).toBe('not_found');
});

it('the command line records, lists and withdraws results', async () => {
  const { caseFolder, run } = await chatAndAuditCase('Date,Time,User ID,Search terms,Reason\n13/09/2021,08:59,4417,AB12 CDE,Traffic\n');
  await run('allegations', caseFolder, '--add', 'Accessed police systems');
  const told = await run('allegations', caseFolder, '--result', '1', '--outcome', 'guilty-plea', '--by', 'Crown Court', '--on', '2025-06-12');
  expect(told.stdout).toContain('Pleaded guilty, Crown Court, 2025-06-12');
  const [charge] = valueOf(await run('allegations', caseFolder, '--json')) as { results: { id: number }[] }[];
  const left = await run('allegations', caseFolder, '--withdraw-result', String(charge?.results[0]?.id), '--reason', 'Entered against the wrong count', '--json');
  expect(valueOf(left)).toMatchObject([{ label: '1', results: [] }]);
});
