/** What is measured: reading alone, storing alone, the whole import, and the peer on the same file. */
import { mkdtempSync, openSync, readFileSync, readSync, closeSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { parseString } from 'whatsapp-chat-parser';
import { createCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { Engine } from '../../electron/engine/engine.ts';
import { singleFileTree } from '../../electron/engine/exhibits/evidence-tree.ts';
import type { EvidenceSource, Importer, ImportFacts, SourceRow } from '../../electron/engine/importers/importer.ts';
import { chooseImporter } from '../../electron/engine/importers/recognise.ts';
import { insertExhibit } from '../../electron/engine/store/exhibits.ts';
import { beginRun, fasterWrites } from '../../electron/engine/store/import-runs.ts';
import { ItemEncoder, type RowBatch } from '../../electron/engine/store/item-encoding.ts';
import { RowTransactions } from '../../electron/engine/store/row-transactions.ts';
import type { ImportAnswers } from '../../shared/contract/importing.ts';
import { sha256Schema } from '../../shared/domain/ids.ts';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import type { Subject } from './measure.ts';

const answers: ImportAnswers = { zone: 'Europe/London', zoneBasis: 'assumed' };
const sha256 = sha256Schema.parse('0'.repeat(64));
const headBytes = 65_536;
const rowsABatch = 2_048;

function inScratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  return use(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
}

function sourceAt(path: string, scratchFolder: string): EvidenceSource {
  const sizeBytes = statSync(path).size;
  const head = Buffer.alloc(Math.min(headBytes, sizeBytes));
  const file = openSync(path, 'r');
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  return { path, name: '', originalName: 'bench', sizeBytes, modifiedAtMs: 0, head, scratchFolder, tree: singleFileTree(path, 'bench', sizeBytes, 0) };
}

/** Rows as an import takes them, some at a time or one by one. */
async function* rowsOf(importer: Importer, source: EvidenceSource): AsyncGenerator<readonly SourceRow[], ImportFacts, void> {
  const context = { answers, signal: new AbortController().signal, onBytes: () => undefined, mayReadAgain: true };
  if (importer.readMany !== undefined) return yield* importer.readMany(source, context);
  for await (const row of importer.read(source, context)) yield [row];
  return { zone: null, basis: 'none', basisBy: '', dateOrder: null, dateOrderBasis: '', encoding: null, warnings: [] };
}

const read: Subject = ({ path, start, stop }) => inScratch(async (folder) => {
  const source = sourceAt(path, folder);
  const { importer } = await chooseImporter(source, new AbortController().signal);
  start();
  let rows = 0;
  for await (const batch of rowsOf(importer, source)) rows += batch.length;
  stop();
  return { rows, bytes: source.sizeBytes };
});

/** Batches as they come from another thread, so that what is stored is what an import stores. */
async function batchesOf(source: EvidenceSource): Promise<{ batches: Buffer[]; rows: number }> {
  const { importer } = await chooseImporter(source, new AbortController().signal);
  const encoder = new ItemEncoder(sha256);
  const batches: Buffer[] = [];
  let rows = 0;
  for await (const some of rowsOf(importer, source)) {
    for (const row of some) {
      if (row.type === 'item') encoder.add(row.item);
      else encoder.setAside(row.row);
    }
    rows += some.length;
    if (encoder.size >= rowsABatch) batches.push(serialize(encoder.take()));
  }
  batches.push(serialize(encoder.take()));
  return { batches, rows };
}

const store: Subject = ({ path, start, stop }) => inScratch(async (folder) => {
  const source = sourceAt(path, folder);
  const { batches, rows } = await batchesOf(source);
  const db = createCaseDatabase(join(folder, 'case.db'));
  const exhibitId = insertExhibit(db, {
    reference: 'BENCH/1', producer: '', description: '', deviceOwner: '', legalBasis: '', sha256, sizeBytes: source.sizeBytes,
    originalName: 'bench', sourcePath: '', sourceModifiedAt: '', mediaType: '', addedAt: '', addedBy: '',
  });
  const runId = beginRun(db, { exhibitId, format: 'bench', importerVersion: '1', answers: '{}', startedAt: '', author: '' });
  fasterWrites(db);
  const transactions = new RowTransactions(db, { runId, exhibitId });
  start();
  for (const batch of batches) transactions.store(deserialize(batch) as RowBatch, (error) => { throw error; });
  transactions.finish();
  stop();
  db.close();
  return { rows, bytes: source.sizeBytes };
});

const whole: Subject = ({ path, start, stop }) => inScratch(async (folder) => {
  const engine = new Engine({ settingsFolder: join(folder, 'settings'), author: 'Bench', host: () => { throw new Error('no pages are set here'); }, log: (ref, story) => console.error(ref, story) });
  await engine.call('cases.create', { folder: join(folder, 'Bench.plumbline'), details: { ...defaultCaseDetails, title: 'Bench', reference: 'BENCH' } });
  const exhibit = await engine.call('exhibits.add', { sourcePath: path, details: { reference: 'BENCH/1', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
  start();
  const certificate = await engine.call('imports.start', { exhibitId: exhibit.id, answers });
  stop();
  await engine.close();
  return { rows: certificate.rowsIn, bytes: statSync(path).size, note: 'engine, worker and writing thread together' };
});

/** The peer takes the text as one string. */
const peer: Subject = ({ path, start, stop }) => {
  start();
  const text = readFileSync(path, 'utf8');
  const { length } = parseString(text, { daysFirst: true });
  stop();
  return Promise.resolve({ rows: length, bytes: statSync(path).size, note: 'whatsapp-chat-parser 4.0.2: all rows held in memory' });
};

/** Subjects by name. */
export const subjects: Readonly<Record<string, Subject>> = { read, store, whole, peer };
