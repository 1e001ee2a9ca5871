/**
 * Reads an exhibit into the case. Rows go in by small transactions under a run that is not part of
 * the case until its certificate is written; a crash or a cancel therefore leaves nothing behind
 * but an abandoned run.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ImportAnswers, ImportCertificate } from '../../../shared/contract/importing.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { summariseRun } from '../people/identifier-summary.ts';
import type { CallContext } from '../rpc/handler.ts';
import { abandonRun, beginRun, clearDeadRows, completeRun, completeTheRun } from '../store/import-runs.ts';
import { ItemWriter } from '../store/items.ts';
import { CertificateTally } from './certificate/certificate-tally.ts';
import type { EvidenceSource, Importer, ImportFacts, SourceRow } from './importer.ts';
import { chooseImporter, withEvidence } from './recognise.ts';
import type { Deed } from '../continuity/log.ts';

const rowsATransaction = 2_000;
/** Pages of journal between two tidyings while an import writes: about 64 MiB. */
const importCheckpointPages = 16_384;
const ordinaryCheckpointPages = 1_000;

export interface ImportWork {
  readonly db: CaseDatabase;
  readonly store: ExhibitStore;
  readonly author: string;
  readonly record: (deed: Deed) => void;
}

/** Imports an exhibit. Importing again with the same answers changes nothing and returns the standing certificate with `unchanged`. */
export function importExhibit(work: ImportWork, exhibit: Exhibit, answers: ImportAnswers, call: CallContext): Promise<ImportCertificate> {
  return withEvidence(work.store, exhibit, call, async (source) => {
    const { importer } = await chooseImporter(source, call.signal);
    const standing = completeRun(work.db, exhibit.id);
    const key = JSON.stringify(answers);
    if (standing !== null && standing.format === importer.id && standing.importerVersion === importer.version && standing.answers === key) {
      return { ...standing.certificate, unchanged: true };
    }
    const startedAt = new Date().toISOString();
    const runId = beginRun(work.db, { exhibitId: exhibit.id, format: importer.id, importerVersion: importer.version, answers: key, startedAt, author: work.author });
    try {
      const tally = new CertificateTally();
      const facts = await writingManyRows(work.db, async () => {
        const read = await readRows(work, { exhibit, runId, importer, source, answers, tally, call });
        await summariseIdentifiers(work.db, runId, exhibit, call);
        return read;
      });
      const certificate = tally.certify({ exhibit, importer, answers, facts, startedAt, author: work.author });
      work.db.transaction(() => {
        completeTheRun(work.db, runId, certificate);
        work.record({
          action: standing === null ? 'exhibit.imported' : 'exhibit.reimported',
          summary: `${exhibit.reference} imported as ${importer.label}: ${certificate.rowsIn} rows = ${certificate.items} items + ${certificate.quarantined} set aside`,
          details: JSON.parse(JSON.stringify({ ...certificate, quarantinedRows: certificate.quarantinedRows.length })) as Deed['details'],
        });
      }).immediate();
      clearDeadRows(work.db);
      return certificate;
    } catch (error) {
      abandonRun(work.db, runId);
      clearDeadRows(work.db);
      throw error;
    }
  });
}

/**
 * Rows of an unfinished run are not the case's, so they need not reach the disk one transaction at a
 * time; the transaction that makes the run part of the case is durable, and takes them with it.
 */
async function writingManyRows<T>(db: CaseDatabase, write: () => Promise<T>): Promise<T> {
  db.pragma('synchronous = NORMAL');
  db.pragma(`wal_autocheckpoint = ${importCheckpointPages}`);
  try {
    return await write();
  } finally {
    db.pragma('synchronous = FULL');
    db.pragma(`wal_autocheckpoint = ${ordinaryCheckpointPages}`);
  }
}

function refuseCancelled(call: CallContext, exhibit: Exhibit): void {
  if (call.signal.aborted) throw new PlumblineError('cancelled', `The import of ${exhibit.reference} was cancelled. None of its rows were kept; the exhibit itself is.`);
}

/** Here rather than when people are first looked at: the worker has the time, and the rows are still at hand. */
async function summariseIdentifiers(db: CaseDatabase, runId: number, exhibit: Exhibit, call: CallContext): Promise<void> {
  for (const _step of summariseRun(db, runId)) {
    await new Promise((resolve) => { setImmediate(resolve); });
    refuseCancelled(call, exhibit);
  }
}

interface Reading {
  readonly exhibit: Exhibit; readonly runId: number; readonly importer: Importer; readonly source: EvidenceSource;
  readonly answers: ImportAnswers; readonly tally: CertificateTally; readonly call: CallContext;
}

async function readRows(work: ImportWork, reading: Reading): Promise<ImportFacts> {
  const { exhibit, runId, tally, call } = reading;
  const writer = new ItemWriter(work.db, { runId, exhibitId: exhibit.id, sha256: exhibit.sha256 });
  const setAside = work.db.prepare('INSERT INTO quarantined_row (run_id, exhibit_id, locator, code, reason, verbatim) VALUES (?, ?, ?, ?, ?, ?)');
  const store = work.db.transaction((rows: readonly SourceRow[]) => {
    for (const row of rows) {
      if (row.type === 'item') writer.write(row.item);
      else setAside.run(runId, exhibit.id, JSON.stringify(row.row.locator), row.row.code, row.row.reason, row.row.verbatim);
      tally.add(row);
    }
  });
  const rows = reading.importer.read(reading.source, {
    answers: reading.answers, signal: call.signal,
    onBytes: (done, total) => call.report({ stage: 'Reading rows', done, total, unit: 'bytes' }),
  });
  let batch: SourceRow[] = [];
  for (;;) {
    const next = await rows.next();
    refuseCancelled(call, exhibit);
    if (next.done !== true) batch.push(next.value);
    if (batch.length >= rowsATransaction || (next.done === true && batch.length > 0)) {
      store.immediate(batch);
      batch = [];
      // Lets a cancel message in between two transactions.
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    if (next.done === true) return next.value;
  }
}
