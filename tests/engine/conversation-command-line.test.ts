import { expect, it } from 'vitest';
import type { Lanes, ThirdPartyThread } from '../../shared/contract/conversations.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';

const audit = ['Date,Time,User ID,Search terms,Reason', '28/09/2021,15:24:10,WB4471,07700 900417,check'].join('\n');

it('the command line says what is official and personal, counts lanes, and opens a third-party conversation with a reason', { timeout: 300_000 }, async () => {
  const { caseFolder, run } = await chatAndAuditCase(audit);
  const items = valueOf(await run('items', caseFolder, '--exhibit', 'ABC/1', '--kind', 'message', '--json')) as ItemLine[];
  const item = items[0]?.id ?? '';
  expect((await run('channels', caseFolder)).stdout).toContain('Nothing is said to be official or personal');
  expect((await run('channels', caseFolder, '--exhibit', 'ABC/1', '--say', 'personal')).code).toBe(2);
  expect((await run('channels', caseFolder, '--exhibit', 'ABC/1', '--say', 'private', '--reason', 'x')).code).toBe(1);
  await run('channels', caseFolder, '--exhibit', 'ABC/1', '--say', 'personal', '--reason', 'Handset bought by him');
  await run('channels', caseFolder, '--kind', 'phone', '--value', '07700 900999', '--say', 'official', '--reason', 'Force list');
  const listed = (await run('channels', caseFolder)).stdout;
  expect(listed).toMatch(/personal\s+exhibit ABC\/1 .*Handset bought by him/);
  expect(listed).toContain('+447700900999');
  expect(valueOf(await run('items', caseFolder, '--channel', 'personal', '--json'))).toHaveLength(items.length);
  await run('tag', caseFolder, '--item', item, '--add', 'official-update');
  const { lanes } = valueOf(await run('conversation', caseFolder, '--item', item, '--json')) as Lanes;
  expect(lanes.map(({ channel, contacts }) => [channel, contacts])).toEqual([['official', 1], ['personal', items.length - 1], ['not-said', 0], ['disagree', 0]]);
  expect((await run('conversation', caseFolder, '--item', item)).stdout).toContain('personal contacts after the last');

  expect((await run('third-parties', caseFolder, '--conversation', item, '--open', '--reason', 'x')).code).toBe(1);
  await run('third-parties', caseFolder, '--conversation', item, '--say', 'third-party', '--reason', 'Her mother');
  expect((await run('third-parties', caseFolder)).stdout).toContain('1 third-party conversation, 0 opened by somebody');
  expect((await run('third-parties', caseFolder, '--conversation', item, '--open')).code).toBe(2);
  await run('third-parties', caseFolder, '--conversation', item, '--open', '--reason', 'He is spoken of');
  const [thread] = valueOf(await run('third-parties', caseFolder, '--json')) as ThirdPartyThread[];
  expect(thread).toMatchObject({ thirdParty: true, openToYou: true, openings: [{ opened: true, reason: 'He is spoken of' }] });
  expect((await run('log', caseFolder)).stdout).toContain('opened: He is spoken of');
});
