import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder, smallChat, writeEvidence } from './harness.ts';

const root = resolve(import.meta.dirname, '../..');

interface Outcome { readonly code: number; readonly stdout: string; readonly value: unknown }

/** Runs the real command line in a process of its own. */
function plumbline(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((settle) => {
    execFile(process.execPath, [join(root, 'electron/command-line/index.ts'), ...args, '--settings', join(folder, 'settings'), '--author', 'R. Reviewer'], { encoding: 'utf8' }, (error, stdout) => {
      const value = args.includes('--json') && stdout.startsWith('{') ? (JSON.parse(stdout) as { value?: unknown }).value : undefined;
      settle({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, value });
    });
  });
}

describe('people on the command line', () => {
  it('are added, given what they hold, merged, taken apart and taken back', { timeout: 240_000 }, async () => {
    const folder = scratchFolder();
    const caseFolder = join(folder, 'Larkspur.plumbline');
    await plumbline(folder, 'create', caseFolder, '--title', 'Operation Larkspur', '--reference', 'CASE/0412');
    await plumbline(folder, 'import', caseFolder, writeEvidence(folder, 'chat.txt', smallChat), '--ref', 'ABC/1', '--zone', 'Europe/London', '--zone-basis', 'assumed');
    expect((await plumbline(folder, 'person-add', caseFolder, '--name', 'Imogen Vale', '--role', 'complainant', '--json')).value).toMatchObject({ id: 1, role: 'complainant' });
    await plumbline(folder, 'person-add', caseFolder, '--name', 'Immy');
    const held = await plumbline(folder, 'person-hold', caseFolder, '--person', '2', '--kind', 'name', '--value', 'Imogen Vale', '--basis', 'Statement', '--valid-until', '2021-09-28', '--json');
    expect(held.value).toMatchObject({ holdings: [{ holdingId: 1, normal: 'imogen vale', validUntil: '2021-09-28' }] });
    expect((await plumbline(folder, 'items', caseFolder, '--held-by', '2', '--json')).value).toHaveLength(
      ((await plumbline(folder, 'items', caseFolder, '--person', 'Imogen Vale', '--until', '2021-09-29T00:00:00+01:00', '--json')).value as unknown[]).length,
    );
    expect((await plumbline(folder, 'person-merge', caseFolder, '--keep', '1', '--merge', '2', '--reason', 'Says so', '--json')).value).toMatchObject({ mergedFrom: [{ id: 2 }] });
    expect((await plumbline(folder, 'people', caseFolder)).stdout).toContain('merged from person 2: Immy');
    expect((await plumbline(folder, 'person-split', caseFolder, '--person', '1', '--merged', '2', '--reason', 'Not so', '--json')).value).toMatchObject({ kept: { id: 1, holdings: [] }, apart: { id: 2 } });
    expect((await plumbline(folder, 'people-undo', caseFolder)).stdout).toContain('taken apart from');
    expect((await plumbline(folder, 'people', caseFolder, '--json')).value).toHaveLength(1);
    const identifiers = await plumbline(folder, 'identifiers', caseFolder, '--matching', '07700 900417');
    expect(identifiers.stdout).toContain('phone  +447700900417  possible  1 items, 2021-09-28 to 2021-09-28  written “07700 900417” (ABC/1)  held by nobody yet');
  });

  it('are refused with a reason when they hold what another holds, and misunderstood with code 2', { timeout: 240_000 }, async () => {
    const folder = scratchFolder();
    const caseFolder = join(folder, 'Larkspur.plumbline');
    await plumbline(folder, 'create', caseFolder, '--title', 'Operation Larkspur', '--reference', 'CASE/0412');
    for (const name of ['Imogen Vale', 'Jo Orrell']) await plumbline(folder, 'person-add', caseFolder, '--name', name);
    const hold = (person: string): Promise<Outcome> => plumbline(folder, 'person-hold', caseFolder, '--person', person, '--kind', 'phone', '--value', '07700 900417', '--basis', 'Billing', '--json');
    await hold('1');
    const refused = await hold('2');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('already_exists');
    expect((await plumbline(folder, 'person-split', caseFolder, '--person', '1', '--reason', 'r')).code).toBe(2);
    expect((await plumbline(folder, 'person-hold', caseFolder, '--person', 'Imogen', '--kind', 'phone', '--value', '1', '--basis', 'b')).code).toBe(2);
    expect((await plumbline(folder, 'person-accept', caseFolder, '--suggestion', '0123456789ab', '--json')).stdout).toContain('not_found');
    expect((await plumbline(folder, 'people-suggestions', caseFolder)).stdout).toContain('0 left to decide');
  });
});
