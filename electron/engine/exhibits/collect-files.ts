/** Lists what belongs to an exhibit on the disk: the files of a folder, or a database with the journals beside it. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { explainFileFault } from '../fs/file-faults.ts';
import type { FileCollection, UnreadEntry } from './folder-manifest.ts';

const maxFiles = 500_000;
const maxDepth = 64;
const journalEndings = ['-wal', '-shm', '-journal'] as const;
const sqliteMark = 'SQLite format 3\0';

interface Walk { readonly files: FileCollection['files'][number][]; readonly unread: UnreadEntry[]; readonly signal: AbortSignal }

async function walk(folder: string, inside: string, depth: number, found: Walk): Promise<void> {
  if (depth > maxDepth) throw new PlumblineError('refused_input', `${folder} is nested more than ${maxDepth} folders deep. Add the inner folder by itself.`);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (found.signal.aborted) throw new PlumblineError('cancelled', 'Cancelled. Nothing was kept.');
    const sourcePath = join(folder, entry.name);
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) await walk(sourcePath, path, depth + 1, found);
    else if (entry.isFile()) found.files.push({ sourcePath, path, sizeBytes: (await stat(sourcePath)).size });
    else found.unread.push({ path, what: entry.isSymbolicLink() ? 'a symbolic link: listed, never followed' : 'a device, pipe or socket: it holds no content' });
    if (found.files.length > maxFiles) throw new PlumblineError('refused_input', `${folder} holds more than ${maxFiles.toLocaleString('en-GB')} files. Pack it as a zip, or add parts of it.`);
  }
}

/** Every file below a folder. Links are listed, never followed. Throws `empty_file` when there is none, `refused_input`, `cancelled`. */
export async function collectFolder(folder: string, signal: AbortSignal): Promise<FileCollection> {
  try {
    const found: Walk = { files: [], unread: [], signal };
    await walk(folder, '', 0, found);
    if (found.files.length === 0) throw new PlumblineError('empty_file', `The folder ${folder} holds no files: there is nothing to keep.`);
    return { originalName: basename(folder), modifiedAt: (await stat(folder)).mtime, files: found.files, unread: found.unread };
  } catch (error) {
    throw explainFileFault(error, folder);
  }
}

async function beginsAsSqlite(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sqliteMark.length), 0, sqliteMark.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === sqliteMark;
  } finally {
    await file.close();
  }
}

/**
 * A database and the journals that lie beside it, which hold part of its content; null for any other
 * file, and for a database that lies alone.
 */
export async function collectDatabase(path: string): Promise<FileCollection | null> {
  const facts = await stat(path).catch(() => null);
  if (facts === null || !facts.isFile() || !await beginsAsSqlite(path).catch(() => false)) return null;
  const name = basename(path);
  const journals = [];
  for (const ending of journalEndings) {
    const journal = await stat(path + ending).catch(() => null);
    if (journal !== null && journal.isFile()) journals.push({ sourcePath: path + ending, path: name + ending, sizeBytes: journal.size });
  }
  if (journals.length === 0) return null;
  return { originalName: name, modifiedAt: facts.mtime, files: [{ sourcePath: path, path: name, sizeBytes: facts.size }, ...journals], unread: [] };
}
