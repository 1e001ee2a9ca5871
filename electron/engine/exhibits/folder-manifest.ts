/**
 * An exhibit of several files: a folder as it was supplied, or a database with its journals. Its
 * manifest names every file with its hash, in path order; the hash of the manifest is the exhibit's.
 */
import { z } from 'zod';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { sha256Schema } from '../../../shared/domain/ids.ts';

export const folderMediaType = 'application/vnd.plumbline.folder';

const manifestEntrySchema = z.object({ path: z.string(), sizeBytes: z.number().int().nonnegative(), sha256: sha256Schema, modifiedAt: z.string() });
export type ManifestEntry = z.infer<typeof manifestEntrySchema>;
/** What lay in the folder and holds no bytes to keep: links, devices, pipes. */
const unreadEntrySchema = z.object({ path: z.string(), what: z.string() });
export type UnreadEntry = z.infer<typeof unreadEntrySchema>;

export interface Manifest { readonly files: readonly ManifestEntry[]; readonly unread: readonly UnreadEntry[] }

/** Files to take in together, by their place on the disk and in the exhibit. */
export interface FileCollection {
  readonly originalName: string;
  readonly modifiedAt: Date;
  readonly files: readonly { readonly sourcePath: string; readonly path: string; readonly sizeBytes: number }[];
  readonly unread: readonly UnreadEntry[];
}

const heading = '{"plumbline":"files of one exhibit","version":1}';
const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** One JSON object a line, in the order of the paths, so that the same files always give the same hash. */
export function writeManifest(files: readonly ManifestEntry[], unread: readonly UnreadEntry[]): string {
  const lines = [
    ...[...files].sort(byPath).map(({ path, sizeBytes, sha256, modifiedAt }) => JSON.stringify({ path, sizeBytes, sha256, modifiedAt })),
    ...[...unread].sort(byPath).map(({ path, what }) => JSON.stringify({ path, what })),
  ];
  return `${[heading, ...lines].join('\n')}\n`;
}

/** Throws `exhibit_altered` for what is no manifest of ours. */
export function readManifest(text: string): Manifest {
  const [first, ...lines] = text.split('\n');
  if (first !== heading) throw new PlumblineError('exhibit_altered', 'The list of files of this exhibit is not one this version wrote.');
  const files: ManifestEntry[] = [];
  const unread: UnreadEntry[] = [];
  for (const line of lines) {
    if (line === '') continue;
    const entry: unknown = JSON.parse(line);
    const file = manifestEntrySchema.safeParse(entry);
    if (file.success) files.push(file.data);
    else unread.push(unreadEntrySchema.parse(entry));
  }
  return { files, unread };
}
