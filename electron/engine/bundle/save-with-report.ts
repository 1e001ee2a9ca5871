/** Saves a bundle and its report, all of them or none. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Preflight } from '../../../shared/contract/preflight.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import type { Hiding } from '../ciphers/hiding.ts';
import type { FinishedFile } from '../exports/pdf/write-document.ts';
import { savePieces, sha256Of, type Destination } from '../exports/save-export.ts';
import type { CallContext } from '../rpc/handler.ts';
import { preflightJson, preflightPages, preflightPaths } from './preflight.ts';

/** Returns the hash of the report. Throws what saving throws, `exhibit_altered` when the finished file is not what was checked; then none of the three is there. */
export async function saveWithReport({ scratchPath, sha256 }: FinishedFile, report: Preflight, { destination, overwrite }: Destination, hiding: Hiding, call: CallContext, alsoSeen: readonly number[] = []): Promise<Sha256> {
  const { jsonPath, pdfPath } = preflightPaths(destination);
  const json = preflightJson(report);
  const written: string[] = [];
  const save = async (path: string, pieces: Parameters<typeof savePieces>[0], seen: readonly number[]): Promise<Sha256> => {
    const saved = await savePieces(pieces, { destination: path, overwrite }, hiding, call, seen);
    written.push(path);
    return saved.sha256;
  };
  try {
    await save(jsonPath, [json], []);
    await save(pdfPath, [await preflightPages(report, call)], []);
    if (await save(destination, createReadStream(scratchPath) as AsyncIterable<Uint8Array>, alsoSeen) !== sha256) throw new PlumblineError('exhibit_altered', 'The finished bundle was changed by something else before it could be saved. Make it again.');
  } catch (error) {
    // A report without its bundle would be of a file nobody has.
    for (const path of written) await rm(path, { force: true });
    throw error;
  }
  return sha256Of(json);
}
