import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';

const audit = ['Date,Time,User ID,Search terms,Reason', '28/09/2021,15:24:10,WB4471,07700 900417,check'].join('\n');

describe('ciphers, relationships and rows left out on the command line', () => {
  it('a cipher is offered, given, listed without a name, read by its key for a purpose, and taken back', { timeout: 300_000 }, async () => {
    const { caseFolder, run } = await chatAndAuditCase(audit);
    await run('person-add', caseFolder, '--name', 'Imogen Vale', '--role', 'complainant', '--relationship', 'other', '--relationship-kind', 'met on duty');
    expect((await run('ciphers', caseFolder, '--suggest', 'Ms')).stdout).toBe('Ms A\n');
    expect((await run('ciphers', caseFolder, '--give', 'Ms A', '--person', '1', '--ground', 'policy')).code).toBe(2);
    expect((await run('ciphers', caseFolder, '--give', 'Ms Vale', '--person', '1', '--ground', 'policy', '--basis', 'Policy 7')).code).toBe(1);
    const given = await run('ciphers', caseFolder, '--give', 'Ms A', '--person', '1', '--ground', 'direction', '--basis', 'Chair, 1 June 2024');
    expect(given.stdout).toMatch(/^Ms A {2}person 1 {2}A direction in these proceedings: Chair, 1 June 2024/);
    expect((await run('ciphers', caseFolder)).stdout).not.toMatch(/Imogen|Vale/);
    expect((await run('cipher-key', caseFolder)).code).toBe(2);
    expect((await run('cipher-key', caseFolder, '--purpose', 'To write to her')).stdout).toContain('Ms A  is Imogen Vale (person 1, complainant)');
    expect((await run('log', caseFolder)).stdout).toContain('The key to the ciphers was read (1 person): To write to her');
    expect((await run('people', caseFolder, '--relationship', 'other')).stdout).toContain('Imogen Vale (complainant; other: met on duty)');
    expect(valueOf(await run('people', caseFolder, '--relationship', 'family', '--json'))).toEqual([]);
    await run('ciphers', caseFolder, '--withdraw', '--person', '1', '--reason', 'Lifted');
    expect(valueOf(await run('ciphers', caseFolder, '--json'))).toEqual([]);
    expect((await run('person-history', caseFolder, '--person', '1')).stdout).toContain('Cipher “Ms A” taken back from person 1: Lifted');
    await run('people-undo', caseFolder);
    expect((await run('person-history', caseFolder, '--person', '1')).stdout).toContain('(taken back since)');
  });

  it('duty is typed, changed, withdrawn and taken back', { timeout: 300_000 }, async () => {
    const { caseFolder, run } = await chatAndAuditCase(audit);
    const entered = ['--state', 'on', '--from', '2021-09-28 07:00', '--until', '2021-09-28 15:32', '--from-zone', 'Europe/London', '--zone-basis', 'stated'];
    expect((await run('duty', caseFolder)).stdout).toContain('No duty has been typed in.');
    expect((await run('duty', caseFolder, '--add', ...entered)).code).toBe(2);
    expect((await run('duty', caseFolder, '--add', ...entered, '--source', 'MG11 p.2')).stdout).toContain('1  On duty  2021-09-28 07:00 to 2021-09-28 15:32 Europe/London (stated)  [MG11 p.2]  R. Reviewer');
    expect(valueOf(await run('patterns', caseFolder, '--json'))).toMatchObject({ summary: { duty: { accesses: { on: 1 } } } });
    expect((await run('duty', caseFolder, '--change', '1', '--until', '2021-09-28 06:00')).code).toBe(1);
    expect((await run('duty', caseFolder, '--change', '1', '--until', 'noon')).code).toBe(2);
    await run('duty', caseFolder, '--change', '1', '--state', 'off');
    expect(valueOf(await run('duty', caseFolder, '--withdraw', '1', '--reason', 'Another officer', '--json'))).toEqual([]);
    expect(valueOf(await run('duty', caseFolder, '--undo', '--json'))).toMatchObject([{ state: 'off', source: 'MG11 p.2' }]);
    expect((await run('duty', caseFolder, '--withdraw', '9', '--reason', 'r')).code).toBe(1);
  });

  it('rows are left out after their number was printed, filtered by it, and counted in the schedule, which is saved as CSV', { timeout: 300_000 }, async () => {
    const { folder, caseFolder, run } = await chatAndAuditCase(audit);
    const bulk = (...args: string[]) => run('bulk', caseFolder, '--kind', 'notice', '--exclude', 'Lines of the application', ...args);
    expect((await bulk()).stdout).toContain('Would change 1; 0 say so already');
    expect(valueOf(await run('items', caseFolder, '--excluded', '--json'))).toEqual([]);
    await bulk('--do');
    expect(valueOf(await run('items', caseFolder, '--excluded', '--json'))).toHaveLength(1);
    await run('coverage', caseFolder, '--list', 'messages OR hello');
    const schedule = valueOf(await run('coverage', caseFolder, '--schedule', '--json'));
    expect(schedule).toMatchObject({ any: { items: 2, unseen: 1, excluded: 1 }, none: { items: 6 }, whole: { items: 8 }, terms: [{ because: [{ reason: 'Lines of the application', items: 1 }] }] });
    expect((await run('coverage', caseFolder, '--schedule')).stdout).toContain('hit by no term');
    const destination = join(folder, 'terms.csv');
    expect((await run('export', 'terms', caseFolder, destination)).stdout).toContain('1 term, 0 saved views, SHA-256');
    expect(readFileSync(destination, 'utf8')).toContain('Term,messages OR hello,contains “messages OR hello”,2,0,1,1,Lines of the application: 1,R. Reviewer,');
    expect((await run('export', 'terms', caseFolder, destination)).code).toBe(1);
    expect((await run('export', 'terms', caseFolder, join(folder, 'terms.txt'))).code).toBe(2);
    await run('bulk', caseFolder, '--excluded', '--include', 'They matter', '--do');
    expect(valueOf(await run('items', caseFolder, '--excluded', '--json'))).toEqual([]);
    expect((await run('undo', caseFolder)).stdout).toContain('Put back into the review: 1 item, because They matter');
  });
});
