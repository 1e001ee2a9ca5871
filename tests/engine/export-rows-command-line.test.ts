import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plumbline } from '../fixtures/command-line.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';

const audit = ['Date,Time,User ID,Search terms,Reason', '28/09/2021,15:24:10,WB4471,07700 900417,check', '30/09/2021,09:00:00,WB4471,AB12 CDE,check'].join('\n');

it('exports rows by format or by the ending of the file, says what it left out, and imports them again without a question', { timeout: 300_000 }, async () => {
  const { folder, caseFolder, run } = await chatAndAuditCase(audit);
  const [workbook, lines, table] = ['rows.xlsx', 'accesses.jsonl', 'rows for Timesketch.csv'].map((name) => join(folder, name));
  if (workbook === undefined || lines === undefined || table === undefined) throw new Error('three names were given');
  expect(valueOf(await run('export', 'rows', caseFolder, workbook, '--json'))).toMatchObject({ format: 'xlsx', rows: 9, leftOut: 0, withheld: 0, total: 9 });
  expect((await run('export', 'rows', caseFolder, lines, '--kind', 'access')).stdout).toContain('2 rows (Timesketch JSON lines), 7 left out by the filter, 9 in the case, SHA-256 ');
  expect(valueOf(await run('export', 'rows', caseFolder, table, '--format', 'timesketch-csv', '--json'))).toMatchObject({ format: 'timesketch-csv', rows: 9 });
  expect(readFileSync(table, 'utf8').slice(0, 8)).toBe('message,');
  expect((await run('export', 'rows', caseFolder, table, '--format', 'timesketch-csv')).code).toBe(1);
  expect((await run('export', 'rows', caseFolder, join(folder, 'copy.html'), '--kind', 'message')).stdout).toContain(' rows (Review copy (HTML)), ');
  expect(valueOf(await run('export', 'rows', caseFolder, join(folder, 'chat.rsmf'), '--json'))).toMatchObject({ format: 'rsmf', rows: 6, leftOut: 3, total: 9 });
  expect((await run('export', 'rows', caseFolder, join(folder, 'rows.txt'))).stderr).toContain('needs --format');
  expect((await run('export', 'rows', caseFolder, join(folder, 'rows.txt'), '--format', 'word')).code).toBe(1);

  const other = join(folder, 'Other.plumbline');
  await plumbline(folder, 'create', other, '--title', 'Operation Teasel', '--reference', 'CASE/0413');
  expect(valueOf(await plumbline(folder, 'import', other, workbook, '--ref', 'XYZ/1', '--json'))).toMatchObject({ format: 'plumbline-export', items: 9, quarantined: 0 });
});
