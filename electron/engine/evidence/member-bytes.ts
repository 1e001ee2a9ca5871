/**
 * Finds the bytes of a file inside an exhibit: a file of a folder, a member of an archive, a member of
 * an archive inside those. Members are unpacked once into the derived folder.
 */
import { createHash } from 'node:crypto';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Derived, ExhibitStore, Stored } from '../exhibits/exhibit-store.ts';
import { folderMediaType } from '../exhibits/folder-manifest.ts';
import { openZipArchive } from '../exhibits/zip-archive.ts';

/** Larger members are not unpacked for viewing. */
const viewableBytes = 512 * 2 ** 20;

interface Search { readonly store: ExhibitStore; readonly exhibit: Exhibit; readonly signal: AbortSignal; readonly onMade: (derived: Derived) => void }

function notThere({ exhibit }: Search, member: string): PlumblineError {
  return new PlumblineError('not_found', `“${member}” is not in ${exhibit.reference}.`);
}

/** Each way to read a path as a file and something inside it, the longest file first: `a/b.zip/c.jpg` may be in `a/b.zip`. */
function* splits(path: string): Generator<{ readonly file: string; readonly inside: string }, void, void> {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) yield { file: path.slice(0, at), inside: path.slice(at + 1) };
}

/** `key` names the archive for the derived folder; the exhibit's hash and the path inside it make it its own. */
async function inArchive(search: Search, archive: Stored, key: string, member: string): Promise<Stored> {
  const { store, exhibit, signal, onMade } = search;
  return store.withPath(archive, async (path) => {
    const zip = await openZipArchive(path, exhibit.originalName, signal);
    try {
      const unpack = async (name: string): Promise<Derived | null> => {
        const found = zip.find(name);
        if (found === null) return null;
        const target: Derived = { kind: 'derived', family: 'members', name: createHash('sha256').update(`${exhibit.sha256}\n${key}${name}`).digest('hex') };
        if (await store.sizeOf(target) !== null) return target;
        if (found.sizeBytes > viewableBytes) throw new PlumblineError('refused_input', `“${name}” has ${found.sizeBytes} bytes; files over ${viewableBytes} bytes are not shown here.`);
        await store.putDerived(target, (await zip.open(found, signal)).bytes, signal);
        onMade(target);
        return target;
      };
      const whole = await unpack(member);
      if (whole !== null) return whole;
      for (const { file, inside } of splits(member)) {
        const inner = await unpack(file);
        if (inner !== null) return await inArchive(search, inner, `${key}${file}/`, inside);
      }
      throw notThere(search, member);
    } finally {
      await zip.close();
    }
  });
}

async function inFolder(search: Search, member: string): Promise<Stored> {
  const { store, exhibit } = search;
  const files = new Map((await store.manifestOf(exhibit)).files.map(({ path, sha256 }) => [path, sha256]));
  const whole = files.get(member);
  if (whole !== undefined) return { kind: 'original', sha256: whole };
  for (const { file, inside } of splits(member)) {
    const sha256 = files.get(file);
    if (sha256 !== undefined) return inArchive(search, { kind: 'original', sha256 }, `${file}/`, inside);
  }
  throw notThere(search, member);
}

/** The stored bytes of `member` ('' = the exhibit itself); `onMade` hears of each file unpacked for it. Throws `not_found`, `refused_input`, `damaged_input`, `cancelled`. */
export async function memberBytes(store: ExhibitStore, exhibit: Exhibit, member: string, signal: AbortSignal, onMade: (derived: Derived) => void = () => undefined): Promise<Stored> {
  if (member === '') return { kind: 'original', sha256: exhibit.sha256 };
  const search: Search = { store, exhibit, signal, onMade };
  return exhibit.mediaType === folderMediaType ? inFolder(search, member) : inArchive(search, { kind: 'original', sha256: exhibit.sha256 }, '', member);
}
