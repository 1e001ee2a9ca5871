import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../shared/contract/coverage.ts';
import type { PairsPage } from '../../shared/contract/pairs.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';

const audit = ['Date,Time,User ID,Search terms,Reason', '28/09/2021,15:24:10,WB4471,07700 900417,check', '30/09/2021,09:00:00,WB4471,AB12 CDE,check'].join('\n');

describe('reviewing on the command line', () => {
  it('lists pairs, keeps a decision, shows what is around an item, its conversation, coverage and saved views', { timeout: 300_000 }, async () => {
    const { caseFolder, run } = await chatAndAuditCase(audit);

    const pairs = valueOf(await run('pairs', caseFolder, '--after', '1h', '--before', '0s', '--json')) as PairsPage;
    expect(pairs).toMatchObject({ total: 1, accesses: 2, withContact: 1, rows: [{ after: 1, contacts: [{ gap: { shortestMs: 2_030_000, order: 'after' }, firstContact: true }] }] });
    const [access, contact] = [pairs.rows[0]?.item.id ?? '', pairs.rows[0]?.contacts[0]?.item.id ?? ''];
    expect((await run('pairs', caseFolder, '--after', '1h', '--before', '0s')).stdout).toContain('33 min 50 s – 34 min 49 s after');
    expect((await run('pairs', caseFolder, '--after', 'soon')).code).toBe(2);
    expect((await run('pair-decide', caseFolder, '--access', access, '--contact', contact, '--decision', 'rejected')).code).toBe(1);
    await run('pair-decide', caseFolder, '--access', access, '--contact', contact, '--decision', 'rejected', '--reason', 'Another caller');
    expect(valueOf(await run('pairs', caseFolder, '--after', '1h', '--before', '0s', '--json'))).toMatchObject({ total: 0, withContact: 0 });

    const around = valueOf(await run('items', caseFolder, '--around', access, '--within', '10min', '--json')) as ItemLine[];
    expect(around.map(({ text }) => text.split(' ')[0])).toEqual(['07700', 'Messages', 'hello', 'who']);
    expect(valueOf(await run('items', caseFolder, '--conversation', contact, '--json'))).toHaveLength(7);

    expect((await run('seen', caseFolder, '--item', contact)).stdout).toContain('1 of 1 items were new to you');
    const coverage = valueOf(await run('coverage', caseFolder, '--list', 'secret OR hello', '--json')) as Coverage;
    expect(coverage).toMatchObject({ whole: { seen: 1 }, exhibits: [{ reference: 'ABC/1', seen: 1 }, { reference: 'ABC/2', items: 2, seen: 0 }], terms: [{ term: 'secret OR hello', items: 1, unseen: 1 }] });
    expect(valueOf(await run('items', caseFolder, '--read', '--json'))).toHaveLength(1);

    await run('views', caseFolder, '--save', 'Greetings', '--search', 'hello');
    expect((await run('views', caseFolder)).stdout).toContain('Greetings: contains “hello”');
    expect(valueOf(await run('items', caseFolder, '--view', 'greetings', '--json'))).toHaveLength(1);
    expect((await run('items', caseFolder, '--view', 'Farewells')).code).toBe(1);
  });
});
