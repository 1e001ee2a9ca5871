/** Turns the operating system's refusals into sentences an investigator can act on. */
import { PlumblineError, type ErrorCode } from '../../../shared/contract/errors.ts';

const explained: Readonly<Record<string, readonly [ErrorCode, (path: string) => string]>> = {
  ENOENT: ['file_vanished', (path) => `${path} is not there any more. If it is on removable media or a share, check the connection, then try again.`],
  EIO: ['file_vanished', (path) => `Reading or writing ${path} failed part-way (input/output error). The medium may have been removed or be failing; nothing was kept.`],
  ENODEV: ['file_vanished', (path) => `The device holding ${path} has gone. Nothing was kept.`],
  EISDIR: ['not_a_file', (path) => `${path} is a folder. Add the files inside it, or pack it as a zip.`],
  ENOTDIR: ['not_found', (path) => `Part of the path ${path} is not a folder.`],
  EACCES: ['permission_denied', (path) => `This user may not read or write ${path}.`],
  EPERM: ['permission_denied', (path) => `The system refused access to ${path}.`],
  EROFS: ['permission_denied', (path) => `${path} is on read-only media.`],
  ENOSPC: ['disk_full', (path) => `The disk holding ${path} is full. Nothing half-written was kept; free some space and try again.`],
  EDQUOT: ['disk_full', (path) => `The disk quota for ${path} is used up. Nothing half-written was kept.`],
  EFBIG: ['disk_full', (path) => `${path} is larger than this disk or user may hold. Nothing half-written was kept.`],
  EEXIST: ['already_exists', (path) => `${path} exists already.`],
  ENOTEMPTY: ['already_exists', (path) => `${path} is not empty.`],
};

/** The code Node gives a failed system call, or ''. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The error as one of ours; anything not from the file system is returned as it was. */
export function explainFileFault(error: unknown, path: string): unknown {
  if (error instanceof PlumblineError) return error;
  const known = explained[systemCode(error)];
  if (known === undefined) return error;
  return new PlumblineError(known[0], known[1](path), undefined, { cause: error });
}
