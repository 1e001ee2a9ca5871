/**
 * An iPhone backup stores every file under a hash; Manifest.db says what each was called on the phone.
 * The tree shows the phone's names and keeps the stored paths, which are what locators name.
 * Source: formats reference, section 2.11.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { containPath } from '../../exhibits/zip-member-name.ts';
import type { EvidenceTree, TreeFile } from '../../exhibits/evidence-tree.ts';
import { explainSqliteFault, openView } from '../sqlite/open-database.ts';
import { cellText } from '../sqlite/rows.ts';
import type { EvidenceSource } from '../importer.ts';

export interface NamedTree { readonly tree: EvidenceTree; readonly findings: readonly string[] }

const manifestName = 'Manifest.db';
const listedAbsent = 5;

/** Folders of the tree that are backups: `''` or a path, wherever Manifest.db lies beside two-digit folders. */
function backupRoots(tree: EvidenceTree): readonly string[] {
  return tree.files.filter(({ path }) => path === manifestName || path.endsWith(`/${manifestName}`)).map(({ path }) => path.slice(0, -manifestName.length));
}

interface Listing { readonly names: ReadonlyMap<string, string>; readonly absent: readonly string[] }

async function readManifest(source: EvidenceSource, root: string, signal: AbortSignal): Promise<Listing | null> {
  const database = await openView(source, 'live', signal);
  try {
    if (!database.has('Files', 'fileID', 'domain', 'relativePath')) return null;
    const names = new Map<string, string>();
    const absent: string[] = [];
    // Flag 1 is a file; 2 a folder, 4 a link.
    for (const row of database.each('SELECT fileID, domain, relativePath FROM Files WHERE flags = 1')) {
      const id = cellText(row['fileID']);
      const name = containPath(`${cellText(row['domain'])}/${cellText(row['relativePath'])}`).path;
      const stored = [`${root}${id.slice(0, 2)}/${id}`, `${root}${id}`].find((path) => source.tree.find(path) !== null);
      if (stored === undefined) absent.push(name);
      else names.set(stored, name);
    }
    return { names, absent };
  } catch (error) {
    throw explainSqliteFault(error, source.originalName);
  } finally {
    await database.close();
  }
}

/** Gives files of iPhone backups in the tree their names on the phone. A manifest that cannot be read is said so, and the files keep their stored names. */
export async function withBackupNames(tree: EvidenceTree, sourceOf: (file: TreeFile) => Promise<EvidenceSource>, signal: AbortSignal): Promise<NamedTree> {
  const findings: string[] = [];
  const names = new Map<string, string>();
  for (const root of backupRoots(tree)) {
    const manifest = tree.find(`${root}${manifestName}`);
    if (manifest === null || manifest.refusal !== null) continue;
    try {
      const listing = await readManifest(await sourceOf(manifest), root, signal);
      if (listing === null) continue;
      for (const [path, name] of listing.names) names.set(path, name);
      findings.push(`An iPhone backup: Manifest.db lists ${(listing.names.size + listing.absent.length).toLocaleString('en-GB')} files, ${listing.names.size.toLocaleString('en-GB')} of them are here.`);
      if (listing.absent.length > 0) findings.push(`${listing.absent.length.toLocaleString('en-GB')} files the backup lists are not in it: ${listing.absent.slice(0, listedAbsent).join(', ')}${listing.absent.length > listedAbsent ? ', …' : ''}.`);
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code === 'cancelled') throw error;
      findings.push(`The backup’s Manifest.db cannot be read (${error.message}); its files are shown under the names they are stored by. An encrypted backup has to be decrypted first.`);
    }
  }
  if (names.size === 0) return { tree, findings };
  const originals = new Map<TreeFile, TreeFile>();
  const files = tree.files.map((file) => {
    const name = names.get(file.path);
    const renamed = name === undefined ? file : { ...file, name };
    originals.set(renamed, file);
    return renamed;
  });
  const byPath = new Map(files.map((file) => [file.path, file]));
  const original = (file: TreeFile): TreeFile => originals.get(file) ?? file;
  return {
    findings,
    tree: {
      kind: tree.kind, notes: tree.notes, files, find: (path) => byPath.get(path) ?? null,
      bytes: (file, stop, passing) => tree.bytes(original(file), stop, passing), copy: (file, stop) => tree.copy(original(file), stop),
    },
  };
}
