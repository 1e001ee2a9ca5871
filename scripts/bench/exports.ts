/** Measures what leaves a case of about 100,000 messages: the schedule of messages as PDF and as a Word file, and its rows in other formats. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowFormatFacts } from '../../shared/contract/exporting.ts';
import { makeCase } from './make-case.ts';
import { measure, type Measurement } from './measure.ts';
import { table } from './table.ts';

/** Of a chat: 100,560 rows and 12,560, with the seed used. */
const caseBytes = { whole: 9_600_000, tenth: 1_200_000 } as const;
const names: Readonly<Record<string, string>> = {
  pdf: 'schedule of messages, PDF', docx: 'schedule of messages, Word', csv: rowFormatFacts.csv.label, xlsx: rowFormatFacts.xlsx.label, 'timesketch-jsonl': rowFormatFacts['timesketch-jsonl'].label, case: rowFormatFacts.case.label, rsmf: rowFormatFacts.rsmf.label, html: rowFormatFacts.html.label,
};

/** As the command line starts Node (package.json): what passes through its first thread is gone at once, and is not worth room for more. */
const asCommandLine = ['--max-semi-space-size=16'];

/** `formats`: those of `names`; all of them when empty. */
export async function benchExports(size: keyof typeof caseBytes, formats: readonly string[], runs: number, seed: number): Promise<void> {
  const wanted = formats.length === 0 ? Object.keys(names) : formats;
  const unknown = wanted.find((format) => names[format] === undefined);
  if (unknown !== undefined) throw new Error(`There is no export “${unknown}” to measure; there are ${Object.keys(names).join(', ')}.`);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const { caseFolder, rows } = await makeCase(folder, caseBytes[size], seed);
    process.stderr.write(`  a case of ${rows} rows is made\n`);
    const child = join(import.meta.dirname, 'export-child.ts');
    const before = loadavg()[0] ?? 0;
    const results: ReadonlyMap<string, Measurement> = await measure(child, wanted.map((name) => ({ name, path: caseFolder })), runs, (text) => process.stderr.write(`  ${text}\n`), asCommandLine);
    process.stdout.write(`\nExports of ${rows.toLocaleString('en-GB')} rows, seed ${seed}, medians of ${runs} runs, ${cpus().length} cores, load ${before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after, Node ${process.versions.node}\n\n`
      + `${table([...results].map(([name, measured]) => ({ name: names[name] ?? name, measured, peer: null })))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
