/**
 * `npm run samples`: imports every published sample beside the project (../shared/samples) through the real
 * command line, compares it with the independent reading published with it, and writes the table of
 * docs/formats/README.md. Ends with 1 when one differs. `tests/engine/samples.test.ts` holds each to every detail.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { importCertificateSchema, type ImportCertificate } from '../shared/contract/importing.ts';
import { itemLineSchema, type ItemLine } from '../shared/contract/timeline.ts';
import { cutToMilliseconds, expectedSamples, itemAt, samplesFolder, samplesThere, type ExpectedSample } from './samples/expectations.ts';

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs/formats/README.md');
const start = '<!-- table of samples: made by npm run samples -->';
const end = '<!-- end of the table of samples -->';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-samples-'));
const caseFolder = join(folder, 'Samples.plumbline');

function plumbline(...args: readonly string[]): Promise<string> {
  return new Promise((settle) => {
    execFile(process.execPath, [join(root, 'electron/command-line/index.ts'), ...args, '--settings', join(folder, 'settings'), '--author', 'R. Reviewer'], { encoding: 'utf8', maxBuffer: 2 ** 27 }, (_error, stdout) => settle(stdout));
  });
}

interface Row { readonly sample: ExpectedSample; readonly certificate: ImportCertificate; readonly items: readonly ItemLine[] }

async function importAll(): Promise<readonly Row[]> {
  await plumbline('create', caseFolder, '--title', 'Samples', '--reference', 'SAMPLES');
  const certificates = new Map<ExpectedSample, ImportCertificate>();
  for (const [index, sample] of expectedSamples().entries()) {
    const order = sample.path.startsWith('xry-text/') ? ['--date-order', 'mdy'] : [];
    const said = JSON.parse(await plumbline('import', caseFolder, join(samplesFolder, sample.path), '--ref', `S/${index + 1}`, '--zone', 'UTC', '--zone-basis', 'assumed', ...order, '--json')) as { ok: boolean; value?: unknown; error?: { code: string } };
    if (!said.ok) throw new Error(`${sample.path} was not imported: ${said.error?.code}`);
    certificates.set(sample, importCertificateSchema.parse(said.value));
    process.stderr.write('.');
  }
  const items = (await plumbline('items', caseFolder, '--jsonl')).trim().split('\n').map((line) => itemLineSchema.parse(JSON.parse(line)));
  process.stderr.write('\n');
  return [...certificates].map(([sample, certificate]) => ({ sample, certificate, items: items.filter(({ exhibit }) => exhibit === certificate.exhibit) }));
}

const counted = (items: readonly ItemLine[], kind: string): number => items.filter((item) => item.kind === kind && item.status !== 'superseded').length;

/** What differs from the independent reading, in words; empty when nothing does. */
function differences({ sample, certificate, items }: Row): string[] {
  const found: string[] = [];
  const compare = (what: string, expected: number | undefined, here: number): void => {
    if (expected !== undefined && expected !== here) found.push(`${what}: ${here}, not ${expected}`);
  };
  compare('messages', sample.rows.messages, counted(items, 'message'));
  compare('calls', sample.rows.calls, counted(items, 'call'));
  compare('contacts', sample.rows.contacts, counted(items, 'contact'));
  if (certificate.rowsIn !== certificate.items + certificate.quarantined + certificate.folded) found.push('rows do not reconcile');
  for (const spot of sample.spot_records) {
    const item = itemAt(items, spot);
    const instants = [item?.at, ...(item?.fields ?? []).map(({ value }) => value.replace('.000Z', 'Z'))];
    if (item === undefined || (spot.utc !== null && !instants.includes(cutToMilliseconds(spot.utc) ?? ''))) found.push(`spot record ${spot.locator}`);
  }
  return found;
}

function tableRow(row: Row): string {
  const { sample, certificate, items } = row;
  const readers = [...new Set([certificate.format, ...certificate.parts.map(({ format }) => format)])].filter((format) => format !== 'package' || certificate.parts.length === 0);
  const others = Object.entries(certificate.itemsByKind).filter(([kind]) => !['message', 'call', 'contact'].includes(kind)).map(([kind, count]) => `${count} ${kind}`).join(', ');
  const superseded = items.filter(({ status }) => status === 'superseded').length;
  const agrees = differences(row);
  return `| ${sample.path} | ${sample.trust} | ${readers.join(', ')} | ${counted(items, 'message')} | ${counted(items, 'call')} | ${counted(items, 'contact')} | ${others}${superseded > 0 ? `${others === '' ? '' : '; '}${superseded} superseded` : ''} | ${certificate.quarantined} | ${sample.spot_records.length} | ${agrees.length === 0 ? 'yes' : `NO: ${agrees.join('; ')}`} |`;
}

async function main(): Promise<number> {
  if (!samplesThere) {
    process.stderr.write('The samples are not beside the project (../shared/samples): nothing was compared.\n');
    return 1;
  }
  const rows = await importAll();
  const table = [
    '| sample | trust | read by | messages | calls | contacts | other items | set aside | spot records | agrees |', '|---|---|---|---|---|---|---|---|---|---|', ...rows.map(tableRow),
  ].join('\n');
  process.stdout.write(`${table}\n`);
  const text = readFileSync(page, 'utf8');
  const before = text.slice(0, text.indexOf(start) + start.length);
  const after = text.slice(text.indexOf(end));
  if (!text.includes(start) || !text.includes(end)) throw new Error(`${page} has no place for the table`);
  writeFileSync(page, `${before}\n\n${table}\n\n${after}`);
  return rows.some((row) => differences(row).length > 0) ? 1 : 0;
}

try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
