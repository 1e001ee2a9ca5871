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
import { RunningSummary, summariseRun } from '../people/identifier-summary.ts';
import type { CallContext } from '../rpc/handler.ts';
import { abandonRun, beginRun, clearDeadRows, completeRun, completeTheRun, fasterWrites, usualWrites } from '../store/import-runs.ts';
import { ItemEncoder } from '../store/item-encoding.ts';
import { rowsHere, rowsOnAThread, type RowSink } from '../store/row-sink.ts';
import { CertificateTally } from './certificate/certificate-tally.ts';
import { ReadAgain, type EvidenceSource, type Importer, type ImportFacts, type ReadContext, type SourceRow } from './importer.ts';
import { chooseImporter, withEvidence } from './recognise.ts';
import type { Deed } from '../continuity/log.ts';

const numbered = (count: number, one: string): string => `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`;

/** Rows handed to the database at once: fewer cost more messages, more live long enough for the garbage collector to move them about (measured). */
const rowsABatch = 2_048;
const rowsHandedOn = 256;
/** Rows of a report are thousands of characters each: several batches are on their way at once, and all of them are in memory. */
const charactersABatch = 1_000_000;
/** A thread of its own takes a tenth of a second to start, which a smaller file does not earn back. */
const threadFromBytes = 4_000_000;

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
    const begin = (): number => beginRun(work.db, { exhibitId: exhibit.id, format: importer.id, importerVersion: importer.version, answers: key, startedAt, author: work.author });
    let runId = begin();
    try {
      const reading = { exhibit, importer, source, answers, call };
      let stored = await storeRows(work, { ...reading, runId, mayReadAgain: true });
      if (stored === null) {
        abandonRun(work.db, runId);
        runId = begin();
        stored = await storeRows(work, { ...reading, runId, mayReadAgain: false });
        if (stored === null) throw new Error('a reading that assumes nothing asked to be made again');
      }
      const { facts, tally, summary } = stored;
      await summariseIdentifiers(work.db, summary, { exhibit, runId, call });
      const certificate = tally.certify({ exhibit, importer, answers, facts, startedAt, author: work.author });
      work.db.transaction(() => {
        completeTheRun(work.db, runId, certificate);
        work.record({
          action: standing === null ? 'exhibit.imported' : 'exhibit.reimported',
          summary: `${exhibit.reference} imported as ${importer.label}: ${numbered(certificate.rowsIn, 'row')} = ${numbered(certificate.items, 'item')} + ${certificate.quarantined.toLocaleString('en-GB')} set aside`,
          details: JSON.parse(JSON.stringify({ ...certificate, quarantinedRows: certificate.quarantinedRows.length })) as Deed['details'],
        });
      }).immediate();
      clearDeadRows(work.db);
      return certificate;
    } catch (error) {
      abandonRun(work.db, runId);
      clearDeadRows(work.db);
      recordUnfinished(work, exhibit, error, call.signal.aborted);
      throw error;
    }
  });
}

/** That an exhibit was not read to its end belongs to its history as much as that it was. */
function recordUnfinished({ record }: ImportWork, { id, reference }: Exhibit, error: unknown, cancelled: boolean): void {
  if (cancelled) {
    record({ action: 'exhibit.import-cancelled', summary: `The reading of ${reference} was cancelled, and none of its rows were kept`, details: { exhibitId: id, reference } });
    return;
  }
  const [code, why] = error instanceof PlumblineError ? [error.code, error.message] : ['internal', 'The program failed; its error log says where.'];
  record({ action: 'exhibit.import-failed', summary: `${reference} could not be read, and none of its rows were kept: ${why}`, details: { exhibitId: id, reference, code, why } });
}

function refuseCancelled(call: CallContext, exhibit: Exhibit): void {
  if (call.signal.aborted) throw new PlumblineError('cancelled', `The import of ${exhibit.reference} was cancelled. None of its rows were kept; the exhibit itself is.`);
}

/** Here rather than when people are first looked at: the worker has the time, and the rows are still at hand. */
async function summariseIdentifiers(db: CaseDatabase, summary: RunningSummary, { runId, exhibit, call }: Pick<Reading, 'runId' | 'exhibit' | 'call'>): Promise<void> {
  fasterWrites(db);
  try {
    if (summary.write(db, runId)) return;
    for (const _step of summariseRun(db, runId)) {
      await new Promise((resolve) => { setImmediate(resolve); });
      refuseCancelled(call, exhibit);
    }
  } finally {
    usualWrites(db);
  }
}

interface Reading {
  readonly exhibit: Exhibit; readonly runId: number; readonly importer: Importer; readonly source: EvidenceSource;
  readonly answers: ImportAnswers; readonly call: CallContext; readonly mayReadAgain: boolean;
}

/** What a reading is known by when its rows are stored. */
interface Stored { readonly facts: ImportFacts; readonly tally: CertificateTally; readonly summary: RunningSummary }

/** Rows some at a time, from an importer that hands them over so or one by one. */
async function* rowsOf(importer: Importer, source: EvidenceSource, context: ReadContext): AsyncGenerator<readonly SourceRow[], ImportFacts, void> {
  if (importer.readMany !== undefined) return yield* importer.readMany(source, context);
  const rows = importer.read(source, context);
  try {
    for (let batch: SourceRow[] = []; ;) {
      const next = await rows.next();
      if (next.done !== true) batch.push(next.value);
      if (context.signal.aborted || next.done === true || batch.length >= rowsHandedOn) {
        yield batch;
        batch = [];
      }
      if (next.done === true) return next.value;
    }
  } finally {
    await rows.return(undefined as never);
  }
}

/** Reads every row into the sink, a batch at a time. */
async function readRows({ exhibit, call, ...reading }: Reading, sink: RowSink): Promise<Stored> {
  const [tally, summary] = [new CertificateTally(), new RunningSummary()];
  const encoder = new ItemEncoder(exhibit.sha256);
  const rows = rowsOf(reading.importer, reading.source, {
    answers: reading.answers, signal: call.signal, mayReadAgain: reading.mayReadAgain,
    onBytes: (done, total) => call.report({ stage: 'Reading rows', done, total, unit: 'bytes' }),
  });
  let characters = 0;
  try {
    for (;;) {
      const next = await rows.next();
      refuseCancelled(call, exhibit);
      for (const row of next.done === true ? [] : next.value) {
        if (row.type === 'item') summary.add(row.item, encoder.add(row.item));
        else encoder.setAside(row.row);
        characters += (row.type === 'item' ? row.item : row.row).verbatim.length;
        tally.add(row);
      }
      if (encoder.size >= rowsABatch || characters >= charactersABatch || (next.done === true && encoder.size > 0)) {
        await sink.put(encoder.take());
        characters = 0;
        // Lets a cancel message in between two batches.
        await new Promise((resolve) => { setImmediate(resolve); });
      }
      if (next.done === true) return { facts: next.value, tally, summary };
    }
  } finally {
    // A cancel or a full disk ends the reading here: the importer closes what it has open.
    await rows.return(undefined as never);
  }
}

/** Stores every row. Returns null when the rows are good for nothing and have to be read again. */
async function storeRows(work: ImportWork, reading: Reading): Promise<Stored | null> {
  const run = { runId: reading.runId, exhibitId: reading.exhibit.id };
  const sink = reading.source.sizeBytes >= threadFromBytes ? rowsOnAThread(work.db, run) : rowsHere(work.db, run);
  try {
    const stored = await readRows(reading, sink);
    await sink.finish();
    return stored;
  } catch (error) {
    if (error instanceof ReadAgain && reading.mayReadAgain) return null;
    throw error;
  } finally {
    await sink.end();
  }
}
