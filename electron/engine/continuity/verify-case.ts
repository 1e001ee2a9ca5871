/** Checks a whole case: database, log, originals, import certificates. Changes nothing. */
import type { Verification } from '../../../shared/contract/case-file.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { cipherFiles } from '../bundle/in-cipher/kept-in-cipher.ts';
import { servedFiles } from '../bundle/version-store.ts';
import { structuralFaults, type CaseDatabase } from '../db/case-database.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { folderMediaType } from '../exhibits/folder-manifest.ts';
import type { CallContext } from '../rpc/handler.ts';
import { listExhibits } from '../store/exhibits.ts';
import { allCertificates } from '../store/import-runs.ts';
import { verifyLog } from './verify-log.ts';

type Check = Verification['checks'][number];

function checkDatabase(db: CaseDatabase): Check {
  const faults = structuralFaults(db);
  return { name: 'Case database', ok: faults.length === 0, found: faults.length === 0 ? 'structure sound' : faults.join('; ') };
}

function checkCertificates(db: CaseDatabase): readonly Check[] {
  const count = db.prepare<[number, number], { items: number; setAside: number }>(`SELECT
    (SELECT count(*) FROM item JOIN import_run USING (run_id) WHERE item.exhibit_id = ? AND state = 'complete' AND certificate IS NOT NULL) AS items,
    (SELECT count(*) FROM quarantined_row JOIN import_run USING (run_id) WHERE quarantined_row.exhibit_id = ? AND state = 'complete') AS setAside`);
  return allCertificates(db).map((certificate) => {
    const stored = count.get(certificate.exhibitId, certificate.exhibitId) ?? { items: 0, setAside: 0 };
    const ok = stored.items === certificate.items && stored.setAside === certificate.quarantined && certificate.rowsIn === certificate.items + certificate.quarantined + certificate.folded;
    return {
      name: `Import certificate of ${certificate.exhibit}`, ok,
      found: `${certificate.rowsIn} rows in = ${stored.items} items + ${stored.setAside} set aside${certificate.folded === 0 ? '' : ` + ${certificate.folded} further lines of items`}${ok ? '' : ` (the certificate says ${certificate.items} + ${certificate.quarantined})`}`,
    };
  });
}

/** An exhibit of several files: its manifest, and every file the manifest names. */
async function checkFiles(store: ExhibitStore, exhibit: Exhibit, call: CallContext): Promise<Check> {
  const name = `Originals of ${exhibit.reference}`;
  const manifestHash = await store.presentHash(exhibit.sha256, call);
  if (manifestHash !== exhibit.sha256) return { name, ok: false, found: manifestHash === null ? 'the list of its files is missing from the case folder' : 'the list of its files was altered' };
  const { files } = await store.manifestOf(exhibit);
  const faults: string[] = [];
  for (const file of files) {
    if (call.signal.aborted) throw new PlumblineError('cancelled', 'The check was cancelled.');
    const found = await store.presentHash(file.sha256, call);
    if (found !== file.sha256) faults.push(`${file.path}: ${found === null ? 'missing' : 'altered'}`);
  }
  return { name, ok: faults.length === 0, found: faults.length === 0 ? `${files.length} files as taken in, list SHA-256 ${exhibit.sha256}` : faults.slice(0, 20).join('; ') };
}

async function checkOriginals(db: CaseDatabase, store: ExhibitStore, call: CallContext): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const exhibit of listExhibits(db)) {
    if (call.signal.aborted) throw new PlumblineError('cancelled', 'The check was cancelled.');
    if (exhibit.mediaType === folderMediaType) { checks.push(await checkFiles(store, exhibit, call)); continue; }
    const found = await store.presentHash(exhibit.sha256, call);
    checks.push({
      name: `Original of ${exhibit.reference}`, ok: found === exhibit.sha256,
      found: found === null ? 'missing from the case folder' : found === exhibit.sha256 ? `SHA-256 ${found} as taken in` : `altered: SHA-256 is now ${found}`,
    });
  }
  return checks;
}

/** Files of bundles that were served or made in cipher, which everything built later goes on from. */
async function checkServed(db: CaseDatabase, store: ExhibitStore, call: CallContext): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const kept = [
    ...servedFiles(db).map(({ letter, number, sha256 }) => ({ name: `Bundle ${letter}, version ${number}, as served`, sha256, as: 'served' })),
    ...cipherFiles(db).map(({ versionId, sha256 }) => ({ name: `Bundle in cipher, of the version kept as ${versionId}`, sha256, as: 'made' })),
  ];
  for (const { name, sha256, as } of kept) {
    if (call.signal.aborted) throw new PlumblineError('cancelled', 'The check was cancelled.');
    const found = await store.presentHash(sha256, call);
    checks.push({ name, ok: found === sha256, found: found === null ? 'missing from the case folder' : found === sha256 ? `SHA-256 ${found} as ${as}` : `altered: SHA-256 is now ${found}` });
  }
  return checks;
}

export async function verifyCase(db: CaseDatabase, store: ExhibitStore, call: CallContext): Promise<Verification> {
  const log = verifyLog(db);
  const checks: Check[] = [
    checkDatabase(db),
    { name: 'Continuity log', ok: log.ok, found: log.found },
    ...(await checkOriginals(db, store, call)),
    ...(await checkServed(db, store, call)),
    ...checkCertificates(db),
  ];
  return { ok: checks.every((check) => check.ok), checks };
}
