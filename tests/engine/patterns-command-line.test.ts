import { describe, expect, it } from 'vitest';
import type { PairsPage } from '../../shared/contract/pairs.ts';
import type { AroundAnchors, Patterns } from '../../shared/contract/patterns.ts';
import type { Anchor } from '../../shared/domain/anchor.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';

const audit = ['Date,Time,User ID,Search terms,Reason', '28/09/2021,15:24:10,WB4471,07700 900417,check', '30/10/2021,09:00:00,WB4471,AB12 CDE,check'].join('\n');

describe('patterns on the command line', () => {
  it('states anchors and takes them back, counts contacts and accesses, and lists accesses after the closing', { timeout: 300_000 }, async () => {
    const { caseFolder, run } = await chatAndAuditCase(audit);

    const closing = ['--kind', 'case-closed', '--title', 'Filed', '--date', '2021-09-29', '--from-zone', 'Europe/London', '--source', 'Crime log'];
    expect((await run('anchors', caseFolder, '--add', ...closing)).code).toBe(2); // whose word the zone rests on is never guessed
    const [stated] = valueOf(await run('anchors', caseFolder, '--add', ...closing, '--zone-basis', 'stated', '--json')) as Anchor[];
    expect(stated).toMatchObject({ kind: 'case-closed', title: 'Filed', clock: '', source: 'Crime log' });
    const id = String(stated?.id);
    expect((await run('anchors', caseFolder, '--change', id, '--clock', '08:30')).stdout).toContain('2021-09-29 08:30 Europe/London (stated)  Case closed: Filed  [Crime log]');
    expect((await run('anchors', caseFolder, '--remove', id)).code).toBe(2);
    expect((await run('anchors', caseFolder, '--remove', id, '--reason', 'Misread')).stdout).toContain('No anchors are stated');
    await run('anchors', caseFolder, '--undo');

    const { summary, around } = valueOf(await run('patterns', caseFolder, '--anchors', '--per', 'week', '--json')) as { summary: Patterns; around: AroundAnchors };
    expect(summary).toMatchObject({ per: 'week', zone: 'Europe/London', dated: { contacts: 6, accesses: 2 }, night: { contacts: { night: 2, day: 4, unplaced: 0 } }, starts: { total: 2 } });
    expect(around.anchors).toMatchObject([{ before: { contacts: 3, accesses: 1 }, after: { contacts: 3, accesses: 1 }, open: { contacts: 0, accesses: 0 } }]);
    const printed = (await run('patterns', caseFolder, '--anchors', '--silence', '15min')).stdout;
    expect(printed).toContain('6 contacts and 2 accesses with a time; 0 and 0 without');
    expect(printed).toContain('Who begins a conversation: the first message or call after 15 min without one in it');
    expect(printed).toContain('Case closed: Filed');
    expect((await run('patterns', caseFolder, '--per', 'month')).code).toBe(1);
    expect(valueOf(await run('items', caseFolder, '--pattern', JSON.stringify({ counted: 'contacts', startsAfterMs: summary.silenceMs }), '--json'))).toHaveLength(2);
    expect((await run('items', caseFolder, '--pattern', '{"counted":"everything"}')).code).toBe(2);

    const pairs = valueOf(await run('pairs', caseFolder, '--list', 'after-closure', '--json')) as PairsPage;
    expect(pairs).toMatchObject({ total: 1, closing: { stated: true, open: 0 }, rows: [{ item: { text: expect.stringContaining('AB12 CDE') } }] });
  });
});
