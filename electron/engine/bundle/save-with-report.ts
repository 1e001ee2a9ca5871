/** Saves a bundle and its report, all of them or none. */
import { rm } from 'node:fs/promises';
import type { Preflight } from '../../../shared/contract/preflight.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import type { Hiding } from '../ciphers/hiding.ts';
import { saveExport, sha256Of, type Destination } from '../exports/save-export.ts';
import type { CallContext } from '../rpc/handler.ts';
import { preflightJson, preflightPages, preflightPaths } from './preflight.ts';

/** Returns the hash of the report. Throws what saving throws; then none of the three is there. */
export async function saveWithReport(bytes: Uint8Array, report: Preflight, { destination, overwrite }: Destination, hiding: Hiding, call: CallContext, alsoSeen: readonly number[] = []): Promise<Sha256> {
  const { jsonPath, pdfPath } = preflightPaths(destination);
  const json = preflightJson(report);
  const files: readonly (readonly [string, Uint8Array])[] = [[jsonPath, json], [pdfPath, await preflightPages(report, call)], [destination, bytes]];
  const written: string[] = [];
  try {
    for (const [path, content] of files) {
      await saveExport(content, { destination: path, overwrite }, hiding, call, path === destination ? alsoSeen : []);
      written.push(path);
    }
  } catch (error) {
    // A report without its bundle would be of a file nobody has.
    for (const path of written) await rm(path, { force: true });
    throw error;
  }
  return sha256Of(json);
}
