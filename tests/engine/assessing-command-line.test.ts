import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { plumbline, type Outcome } from '../fixtures/command-line.ts';
import { scratchFolder, smallChat, writeEvidence } from './harness.ts';

const valueOf = (outcome: Outcome): unknown => (JSON.parse(outcome.stdout) as { value: unknown }).value;

describe('assessing on the command line', () => {
  it('words the case, links, records accounts and disclosure, works in bulk, and lists where a second reviewer differs', { timeout: 400_000 }, async () => {
    const folder = scratchFolder();
    const caseFolder = join(folder, 'Larkspur.plumbline');
    const run = (command: string, ...args: string[]): Promise<Outcome> => plumbline(folder, command, caseFolder, ...args);
    await run('create', '--title', 'Operation Larkspur', '--reference', 'CASE/0412');
    await plumbline(folder, 'import', caseFolder, writeEvidence(folder, 'chat.txt', smallChat), '--ref', 'ABC/1', '--zone', 'Europe/London', '--zone-basis', 'assumed');
    const items = (valueOf(await run('items', '--kind', 'message', '--json')) as ItemLine[]).map(({ id }) => id);
    const [first = '', second = ''] = items;

    await run('allegations', '--add', 'Pursued contact');
    expect((await run('allegations', '--add', 'by messages at night', '--under', '1')).stdout).toBe('1  Pursued contact  (0 items)\n  1(a)  by messages at night  (0 items)\n');
    expect((await run('standards', '--code', 'con', '--wording', 'As the force words it', '--source', 'Policy 12')).stdout).toContain('Policy 12 (stated by R. Reviewer');
    expect((await run('tags', '--save', 'Night shift', '--definition', 'Between 22:00 and 06:00')).stdout).toContain('night-shift  Night shift: Between 22:00 and 06:00');

    await run('tag', '--item', first, '--assess', 'no-policing-purpose', '--reasons', 'Nothing recorded', '--particular', '1(a)', '--standard', 'CON', '--add', 'night-shift');
    expect(valueOf(await run('items', '--particular', '1', '--standard', 'con', '--json'))).toMatchObject([{ id: first, assessment: { charges: ['1(a)'], standards: ['CON'] } }]);
    expect((await run('tags', '--remove', 'night-shift', '--reason', 'Too broad')).code).toBe(1);
    expect((await run('allegations', '--remove', '1(a)', '--reason', 'Not pursued')).stderr).toContain('1 item is linked to 1(a)');
    expect((await run('tag', '--item', first, '--particular', '9', '--assess', 'unclear')).stderr).toContain('It has 1, 1(a).');

    await run('account', '--item', first, '--text', 'We had mutual friends', '--source', 'interview', '--place', 'page 14', '--on', '2022-03-02');
    const [said] = valueOf(await run('items', '--officers-account', 'recorded', '--json')) as ItemLine[];
    expect(said).toMatchObject({ id: first, accounts: [{ whose: 'officer', place: 'page 14', saidOn: '2022-03-02' }] });
    expect((await run('account', '--item', first, '--account', String(said?.accounts[0]?.id), '--withdraw')).stdout).toContain('1 of 1 items changed');
    expect((await run('disclose', '--item', first, '--handling', 'sensitive')).code).toBe(1);
    await run('disclose', '--item', first, '--relevance', 'unused', '--handling', 'sensitive', '--reason', 'Names a source');
    expect(valueOf(await run('items', '--handling', 'sensitive', '--relevance', 'unused', '--json'))).toMatchObject([{ id: first, disclosureReason: 'Names a source' }]);

    expect((await run('bulk', '--kind', 'message', '--assess', 'unclear', '--link-particular', '1')).stdout).toBe([
      `kind is message: ${items.length} items`, `Would change ${items.length - 1}; 0 say so already, 1 are kept as they are`, 'Answered before: 1 by you, 0 by another reviewer only', 'Nothing was changed. --do does it.', '',
    ].join('\n'));
    expect((await run('bulk', '--kind', 'message', '--assess', 'unclear', '--put', 'reaction')).code).toBe(2);
    expect(valueOf(await run('bulk', '--kind', 'message', '--assess', 'unclear', '--do', '--json'))).toMatchObject({ done: true, changed: items.length - 1, kept: 1 });

    await run('agree', '--item', first, '--author', 'S. Second');
    await run('tag', '--item', second, '--assess', 'policing-purpose', '--reasons', 'Answering a call', '--author', 'S. Second');
    const listed = await run('differences');
    expect(listed.stdout).toContain(`${items.length} items assessed: second reviewers differ on 1, agree on 1, ${items.length - 2} wait for one`);
    expect(listed.stdout).toContain('  first: Unclear (R. Reviewer)\n  second: Policing purpose (S. Second): Answering a call');
    expect(valueOf(await run('items', '--second', 'differs', '--json'))).toMatchObject([{ id: second, assessment: { state: 'unclear' }, secondAssessments: [{ agrees: false }] }]);
    expect((await run('undo')).stdout).toBe(`Undone: Unclear on ${items.length - 1} items\n`);
    expect((await run('verify')).code).toBe(0);
  });
});
