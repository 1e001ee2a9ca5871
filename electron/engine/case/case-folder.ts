/**
 * A case on disk: a folder `<name>.plumbline/` holding `case.db`, `exhibits/` (originals,
 * read-only), `derived/` (rebuildable) and `case.json` (format version; no personal data).
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { explainFileFault, systemCode } from '../fs/file-faults.ts';

export const caseFolderSuffix = '.plumbline';

const caseFileSchema = z.object({ format: z.literal('plumbline-case'), version: z.number().int() });
const currentVersion = 1;

export interface CaseFolder {
  readonly root: string;
  readonly database: string;
  readonly exhibits: string;
  readonly derived: string;
  readonly lock: string;
  readonly backups: string;
}

export function casePaths(folder: string): CaseFolder {
  const root = resolve(folder);
  return {
    root, database: join(root, 'case.db'), exhibits: join(root, 'exhibits'), derived: join(root, 'derived'),
    lock: join(root, 'open.lock'), backups: join(root, 'backups'),
  };
}

/** Makes the folders of a new case. Refuses a folder that exists (`already_exists`) and names not ending in `.plumbline`. */
export function makeCaseFolder(folder: string): CaseFolder {
  const paths = casePaths(folder);
  if (!paths.root.endsWith(caseFolderSuffix)) {
    throw new PlumblineError('invalid_input', `A case folder's name ends in “${caseFolderSuffix}”, for example ${paths.root}${caseFolderSuffix}.`);
  }
  try {
    mkdirSync(paths.root);
    mkdirSync(paths.exhibits);
    mkdirSync(paths.derived);
    writeFileSync(join(paths.root, 'case.json'), `${JSON.stringify({ format: 'plumbline-case', version: currentVersion }, null, 2)}\n`);
  } catch (error) {
    throw explainFileFault(error, paths.root);
  }
  return paths;
}

/** Checks that a folder is a case this version can open. Throws `not_found`, `case_damaged` or `case_too_new`. */
export function findCaseFolder(folder: string): CaseFolder {
  const paths = casePaths(folder);
  let text: string;
  try {
    if (!statSync(paths.root).isDirectory()) throw new PlumblineError('not_found', `${paths.root} is not a case folder.`);
    text = readFileSync(join(paths.root, 'case.json'), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw new PlumblineError('not_found', `There is no Plumbline case at ${paths.root}.`);
    throw explainFileFault(error, paths.root);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new PlumblineError('case_damaged', `case.json in ${paths.root} cannot be read. Restore it from a backup.`, undefined, { cause: error });
  }
  const caseFile = caseFileSchema.safeParse(parsed);
  if (!caseFile.success) throw new PlumblineError('case_damaged', `case.json in ${paths.root} is not a Plumbline case file. Restore it from a backup.`);
  if (caseFile.data.version > currentVersion) {
    throw new PlumblineError('case_too_new', `This case folder was made by a newer Plumbline (folder format ${caseFile.data.version}). Open it with that version. Nothing was changed.`);
  }
  mkdirSync(paths.exhibits, { recursive: true });
  mkdirSync(paths.derived, { recursive: true });
  return paths;
}
