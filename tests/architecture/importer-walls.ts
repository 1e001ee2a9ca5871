/** The rule book of the importers' house: one folder an importer, and folders of plumbing that all of them share. */

const house = 'electron/engine/importers/';

/** Folders of plumbing, by what they are about. Every other folder is one importer. */
export const sharedFolders = ['attachments', 'cellebrite', 'certificate', 'contained', 'decoding', 'events', 'json', 'people', 'sqlite', 'table', 'text', 'time', 'xml'] as const;

const shared = new Set<string>(sharedFolders);
/** Files of the house itself: what an importer is, and the machinery that asks, chooses and runs them. */
const machinery = new Set(['recognise.ts', 'registry.ts', 'run-import.ts']);
/** The files that name importers one by one: the list of them, and the thread that loads their parsers. */
const naming = new Set([`${house}registry.ts`, `${house}contained/reading-thread.ts`]);

/** The part of the house a project path lies in: a folder's name, or a file's at the top; null outside the house. */
export function partOf(path: string): string | null {
  return path.startsWith(house) ? path.slice(house.length).split('/')[0] ?? null : null;
}

const isImporter = (part: string): boolean => !part.endsWith('.ts') && !shared.has(part);

/** Why `from` may not import `target` (project paths); null when it may, or when `from` is outside the house. */
export function forbiddenInHouse(from: string, target: string): string | null {
  const [here, there] = [partOf(from), partOf(target)];
  if (here === null || naming.has(from)) return null;
  if (there === null) {
    if (machinery.has(here) || here === 'certificate') return null;
    const outside = !target.startsWith('electron/engine/') || /^electron\/engine\/(?:exhibits|fs)\//.test(target) || from.startsWith(`${house}contained/`);
    return outside ? null : 'importers know exhibits, files and the shared vocabulary, not the case around them';
  }
  if (here === there) return null;
  if (isImporter(there)) return `${there} is an importer: what others need of it belongs in a shared folder`;
  if (machinery.has(there) && !machinery.has(here)) return 'importers do not know who asks them';
  return null;
}
