/**
 * Measures the speed of imports on generated files of fixed size and seed, of exports, of the window on a million items, and of a bundle of 2,000 pages, and prints tables.
 *
 * Runnable: `npm run bench [-- <name>…]`, names as in `benches` below, or `whatsapp-tenth` for a quick look;
 * `exports`, or `exports:csv,pdf` for some of them, or `exports-tenth`; without names all but the quick one. Medians of three runs. Never part of a test: a machine's speed is not a fault.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchBundle } from './bundle.ts';
import { buildChild } from './built-child.ts';
import { measure, type Measurement } from './measure.ts';
import { table, type Line } from './table.ts';
import { writeWhatsAppChat } from './generate-whatsapp.ts';
import { benchExports } from './exports.ts';
import { benchWindow } from './window.ts';

const runs = 3;
/** Of a chat: about a million items. */
const windowCaseBytes = 100_000_000;
const seed = 412;

interface Bench {
  readonly title: string;
  readonly bytes: number;
  readonly write: (path: string, bytes: number, seed: number) => unknown;
  readonly subjects: readonly string[];
}

const whatsapp = { write: writeWhatsAppChat, subjects: ['peer', 'read', 'store', 'whole'] };

/** The report's generator belongs to its importer's builders; without it that measurement is left out, and said to be. */
async function cellebrite(): Promise<Bench | null> {
  const generator = join(import.meta.dirname, 'generate-cellebrite.ts');
  if (!existsSync(generator)) return null;
  const { writeCellebriteReport } = (await import(generator)) as { writeCellebriteReport: Bench['write'] };
  return { title: 'Cellebrite report, XML', bytes: 500_000_000, write: writeCellebriteReport, subjects: ['read', 'store', 'whole'] };
}

async function benches(): Promise<ReadonlyMap<string, Bench>> {
  const report = await cellebrite();
  return new Map<string, Bench>([
    ['whatsapp', { ...whatsapp, title: 'WhatsApp text', bytes: 100_000_000 }],
    ['whatsapp-tenth', { ...whatsapp, title: 'WhatsApp text', bytes: 10_000_000 }],
    ...(report === null ? [] : [['cellebrite', report] as const]),
  ]);
}

const subjectNames: Readonly<Record<string, string>> = {
  peer: 'whatsapp-chat-parser, parse only', read: 'Plumbline, parse only', store: 'Plumbline, insert only', whole: 'Plumbline, whole import',
};

function lines(results: ReadonlyMap<string, Measurement>): Line[] {
  const peer = results.get('peer') ?? null;
  return [...results].map(([name, measured]) => ({ name: subjectNames[name] ?? name, measured, peer: name === 'peer' ? null : peer }));
}

async function run(bench: Bench, childFile: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const path = join(folder, 'input');
    await bench.write(path, bench.bytes, seed);
    const results = await measure(childFile, bench.subjects.map((name) => ({ name, path })), runs, (text) => process.stderr.write(`  ${text}\n`));
    process.stdout.write(`\n${bench.title}, ${bench.bytes / 1e6} MB, seed ${seed}, medians of ${runs} runs, ${cpus().length} cores, Node ${process.versions.node}\n\n${table(lines(results))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const known = await benches();
const childFile = await buildChild();
const asked = process.argv.slice(2);
const chosen = asked.length > 0 ? asked : [...known.keys(), 'exports', 'window', 'bundle'].filter((name) => name !== 'whatsapp-tenth');
for (const name of chosen) {
  if (name === 'window') {
    await benchWindow(windowCaseBytes, seed);
    continue;
  }
  if (name === 'bundle') {
    await benchBundle(seed);
    continue;
  }
  const [kind = '', formats = ''] = name.split(':');
  if (kind === 'exports' || kind === 'exports-tenth') {
    await benchExports(kind === 'exports' ? 'whole' : 'tenth', formats === '' ? [] : formats.split(','), runs, seed);
    continue;
  }
  const bench = known.get(name);
  if (bench === undefined) throw new Error(`There is no measurement “${name}”; there are ${[...known.keys(), 'exports', 'window', 'bundle'].join(', ')}.`);
  await run(bench, childFile);
}
if (!known.has('cellebrite') && asked.length === 0) process.stdout.write('\nThe Cellebrite report was not measured: there is no generator for one here.\n');
