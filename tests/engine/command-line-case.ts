/** A case made by the command line: a small chat, and an audit of a police system. */
import { join } from 'node:path';
import { plumbline, type Outcome } from '../fixtures/command-line.ts';
import { scratchFolder, smallChat, writeEvidence } from './harness.ts';

/** What a command printed with `--json`. */
export const valueOf = (outcome: Outcome): unknown => (JSON.parse(outcome.stdout) as { value: unknown }).value;

/** `audit` is a CSV under the headings Date, Time, User ID, Search terms, Reason. */
export async function chatAndAuditCase(audit: string): Promise<{ readonly folder: string; readonly caseFolder: string; readonly run: (...args: string[]) => Promise<Outcome> }> {
  const folder = scratchFolder();
  const caseFolder = join(folder, 'Larkspur.plumbline');
  const run = (...args: string[]): Promise<Outcome> => plumbline(folder, ...args);
  await run('create', caseFolder, '--title', 'Operation Larkspur', '--reference', 'CASE/0412');
  await run('import', caseFolder, writeEvidence(folder, 'chat.txt', smallChat), '--ref', 'ABC/1', '--zone', 'Europe/London', '--zone-basis', 'assumed');
  const mapping = writeEvidence(folder, 'mapping.json', JSON.stringify({
    name: 'Log', kind: 'access', force: '', system: 'National computer', sheet: null, headerRow: 1,
    columns: [['Date', 'date'], ['Time', 'time'], ['User ID', 'user-id'], ['Search terms', 'search-terms'], ['Reason', 'reason']].map(([heading, field]) => ({ heading, field })),
  }));
  await run('import', caseFolder, writeEvidence(folder, 'audit.csv', audit), '--ref', 'ABC/2', '--zone', 'Europe/London', '--zone-basis', 'assumed', '--date-order', 'dmy', '--mapping', mapping);
  return { folder, caseFolder, run };
}
