/** Saves a bundle and its report, all of them or none. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Preflight } from '../../../shared/contract/preflight.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import type { Hiding } from '../ciphers/hiding.ts';
import type { FinishedFile } from '../exports/pdf/write-document.ts';
import { readyPieces, sha256Of, type Destination } from '../exports/save-export.ts';
import { stopIfAborted } from '../exports/pdf/set-pages.ts';
import { discard, putInPlace, type Ready } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { preflightJson, preflightPages, preflightPaths } from './preflight.ts';

/** Returns the hash of the report. Throws what saving throws, `exhibit_altered` when the finished file is not what was checked; then every place is as it was. */
export async function saveWithReport({ scratchPath, sha256 }: FinishedFile, report: Preflight, { destination, overwrite }: Destination, hiding: Hiding, call: CallContext, alsoSeen: readonly number[] = []): Promise<Sha256> {
  const { jsonPath, pdfPath } = preflightPaths(destination);
  const json = preflightJson(report);
  const ready: Ready[] = [];
  const make = async (path: string, pieces: Parameters<typeof readyPieces>[0], seen: readonly number[]): Promise<Ready> => {
    const made = await readyPieces(pieces, { destination: path, overwrite }, hiding, call, seen);
    ready.push(made);
    return made;
  };
  try {
    await make(jsonPath, [json], []);
    await make(pdfPath, [await preflightPages(report, call)], []);
    const bundle = await make(destination, createReadStream(scratchPath) as AsyncIterable<Uint8Array>, alsoSeen);
    if (bundle.sha256 !== sha256) throw new PlumblineError('exhibit_altered', 'The finished bundle was changed by something else before it could be saved. Make it again.');
    stopIfAborted(call.signal);
  } catch (error) {
    await discard(ready);
    throw error;
  }
  await putInPlace(ready, overwrite);
  return sha256Of(json);
}
