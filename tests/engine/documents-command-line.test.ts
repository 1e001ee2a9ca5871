import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itemLineSchema } from '../../shared/contract/timeline.ts';
import { z } from 'zod';
import { png } from '../fixtures/pictures.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';
import { writeEvidence } from './harness.ts';

const audit = ['Date,Time,User ID,Search terms,Reason', '28/09/2021,15:24:10,WB4471,07700 900417,check'].join('\n');

describe('documents on the command line', () => {
  it('are the transcript of a picture, by its item or an entry, with the picture before it', { timeout: 300_000 }, async () => {
    const { folder, caseFolder, run } = await chatAndAuditCase(audit);
    await run('import', caseFolder, writeEvidence(folder, 'screenshot.png', await png()), '--ref', 'DEF/2');
    const [picture] = z.array(itemLineSchema).parse(valueOf(await run('items', caseFolder, '--kind', 'picture', '--json')));
    const id = picture?.id ?? '';
    const entry = z.object({ itemId: z.string() }).parse(valueOf(await run('transcribe', caseFolder, '--item', id, '--kind', 'message', '--date', '2021-09-28', '--clock', '15:31', '--from-zone', 'Europe/London', '--zone-basis', 'assumed', '--text', 'Meet me at nine', '--json')));
    for (const [name, itemId] of [['of-picture', id], ['of-entry', entry.itemId]] as const) {
      expect(valueOf(await run('export', 'transcript', caseFolder, join(folder, `${name}.pdf`), '--item', itemId, '--attachment', '1', '--json'))).toMatchObject({ format: 'pdf', pages: 2, rows: 1, withheld: 0, leftOut: 0, total: 1 });
    }
    expect((await run('export', 'transcript', caseFolder, join(folder, 'none.pdf'))).code).toBe(2);
    expect((await run('export', 'transcript', caseFolder, join(folder, 'none.pdf'), '--item', id, '--attachment', '0')).stderr).toContain('counted from 1');
    expect((await run('export', 'transcript', caseFolder, join(folder, 'none.pdf'), '--item', id, '--attachment', '2')).code).toBe(1);
    expect(existsSync(join(folder, 'none.pdf'))).toBe(false);
  });

  it('are made by name with their own options, say their totals, and are refused when something is missing', { timeout: 300_000 }, async () => {
    const { folder, caseFolder, run } = await chatAndAuditCase(audit);
    const to = (name: string): string => join(folder, `${name}.pdf`);
    const accesses = await run('export', 'accesses', caseFolder, to('accesses'), '--contact-before', '1h', '--contact-after', '2d', '--first-number', '7', '--json');
    expect(valueOf(accesses)).toMatchObject({ rows: 1, withheld: 0, leftOut: 7, total: 8 });
    expect(readFileSync(to('accesses')).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await run('export', 'exhibits', caseFolder, to('exhibits'))).stdout).toMatch(/list of exhibits, 2 rows on 1 page, 0 left out, SHA-256 [0-9a-f]{64}/);
    const [message] = z.array(itemLineSchema).parse(valueOf(await run('items', caseFolder, '--kind', 'message', '--json')));
    expect(valueOf(await run('export', 'conversation', caseFolder, to('extract'), '--item', message?.id ?? '', '--rows-before', '0', '--rows-after', '1', '--json'))).toMatchObject({ rows: 2, total: 8 });
    const word = join(folder, 'chronology.docx');
    expect(valueOf(await run('export', 'chronology', caseFolder, word, '--json'))).toMatchObject({ format: 'docx', pages: null, rows: 8, withheld: 0, leftOut: 0, total: 8 });
    expect(readFileSync(word).subarray(0, 2).toString()).toBe('PK');
    const named = join(folder, 'named.docx');
    expect(valueOf(await run('export', 'messages', caseFolder, named, '--name-emoji', '--order', 'latest', '--leave-out', 'duty,platform', '--leave-out', 'status', '--json'))).toMatchObject({ format: 'docx' });
    expect(execFileSync('unzip', ['-p', named, 'word/document.xml'], { encoding: 'utf8' })).toMatch(/Latest first\. Columns left out: Platform, Status, Duty\.<.*A name in small square brackets after an emoji is what Unicode calls it/su);
    expect((await run('export', 'exhibits', caseFolder, to('none'), '--order', 'latest')).code).toBe(2);
    expect((await run('export', 'messages', caseFolder, to('none'), '--leave-out', 'text')).stderr).toContain('of this document date, time, platform, from, to, attachment, status, duty, source can be left out');
    expect((await run('export', 'messages', caseFolder, to('none'), '--order', 'alphabet')).stderr).toContain('choose one of earliest, latest');
    expect(execFileSync('unzip', ['-p', word, 'word/document.xml'], { encoding: 'utf8' })).not.toContain('what Unicode calls it');
    expect((await run('export', 'patterns', caseFolder, join(folder, 'patterns.docx'))).stderr).toContain('a PDF alone');
    expect((await run('export', 'conversation', caseFolder, to('none'))).code).toBe(2);
    expect((await run('export', 'messages', caseFolder, to('none'), '--first-number', 'seven')).code).toBe(2);
    expect((await run('export', 'poem', caseFolder, to('none'))).code).toBe(2);
    const refused = await run('export', 'sequence', caseFolder, to('none'));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('Give both ends of it');
    expect((await run('export', 'exhibits', caseFolder, to('exhibits'))).code).toBe(1);
    expect(existsSync(to('none'))).toBe(false);
  });
});
