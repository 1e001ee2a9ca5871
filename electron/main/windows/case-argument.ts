/** A case folder named on a command line. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The last argument that names an existing folder ending in `.plumbline`, made absolute; null when
 * there is none. Switches and anything else on the line are passed over.
 * @param workingFolder folder that relative arguments start from.
 */
export function caseFolderIn(args: readonly string[], workingFolder: string): string | null {
  const candidates = args.filter((argument) => !argument.startsWith('-') && /\.plumbline[/\\]?$/i.test(argument));
  return candidates.map((argument) => resolve(workingFolder, argument)).findLast(isFolder) ?? null;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
