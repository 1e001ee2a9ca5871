/** Splits a finished bundle into volumes that can be sent or carried (B1, by direction). The bundle itself stays as it was made. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { BundleVersion } from '../../../../shared/contract/bundles.ts';
import type { CommandOutput, CommandRequest } from '../../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { letterOf } from '../../../../shared/domain/bundle-file-name.ts';
import { sha256Schema } from '../../../../shared/domain/ids.ts';
import { printedOn, printedPages } from '../../../../shared/domain/page-labels.ts';
import { hidingOf, nothingHidden, type Hiding } from '../../ciphers/hiding.ts';
import { shownDetails } from '../../ciphers/shown-details.ts';
import type { Deed } from '../../continuity/log.ts';
import { writeDocument } from '../../exports/pdf/write-document.ts';
import { stopIfAborted } from '../../exports/pdf/set-pages.ts';
import { readyPieces, sha256Of } from '../../exports/save-export.ts';
import { discard, putInPlace, refuseExisting, type Ready } from '../../fs/atomic-write.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { readDetails } from '../../store/case-details.ts';
import { readPages } from '../checks/read-pages.ts';
import type { GatherWork } from '../gather-document.ts';
import { readInCipher } from '../in-cipher/kept-in-cipher.ts';
import { inFace } from '../typeface.ts';
import { rulesOf } from '../rules-followed.ts';
import { readServed } from '../served-file.ts';
import { listVersions, requireVersion } from '../version-store.ts';
import { makeVolume, type MadeVolume } from './make-volume.ts';
import { partVolumes } from './part-volumes.ts';

type Work = GatherWork & { readonly record: (deed: Deed) => void };
type Asked = CommandRequest<'bundles.split'>;

/** The finished file, exactly as it was made. */
async function fileOf({ db, store }: GatherWork, version: BundleVersion, inCipher: boolean, call: CallContext): Promise<Uint8Array> {
  if (inCipher) return readInCipher(db, store, version, call);
  if (version.services.length > 0) return readServed(store, version, call);
  const bytes = await readFile(version.file.path).catch((error: unknown) => {
    throw new PlumblineError('not_found', `Version ${version.number} is no longer at ${version.file.path}, and the case keeps files only of versions that were served. Make it again.`, undefined, { cause: error });
  });
  if (sha256Of(bytes) !== version.file.sha256) throw new PlumblineError('exhibit_altered', `${version.file.path} is not the file that was built as version ${version.number}. Make it again.`);
  return bytes;
}

/** `Bundle A.pdf` becomes `Bundle A volume 1 of 3.pdf`. */
const volumePath = (destination: string, volume: number, of: number): string => join(dirname(destination), `${basename(destination, extname(destination))} volume ${volume + 1} of ${of}.pdf`);

/** Every page of the whole must be there, under the number it has. */
async function check(path: string, { sheets, labels, document }: MadeVolume, call: CallContext): Promise<void> {
  const pages = await readPages(path, Array.from({ length: document.getPageCount() }, (_, index) => printedOn(labels, index + 1)), call);
  const wrong = pages.findIndex(({ numbered }, index) => index >= sheets && !numbered);
  if (wrong !== -1) throw new PlumblineError('rule_broken', `A volume was made, but its page ${wrong + 1} does not bear the number ${printedOn(labels, wrong + 1)}, so no file was saved.`);
}

/**
 * Throws `not_found`, `exhibit_altered` when the file is not what was made, `invalid_input` when it fits into one volume, `already_exists`, `cancelled`,
 * `typesetting_failed`, `rule_broken` when a page lacks its number or, in cipher, a protected string is found or what is hidden has changed since; then there is no file.
 */
export async function splitBundle(work: Work, { bundleId, versionId, destination, overwrite, mostPages, reason, inCipher, ordinaryWords }: Asked, call: CallContext): Promise<CommandOutput<'bundles.split'>> {
  const { db, store } = work;
  const version = requireVersion(listVersions(db, bundleId), versionId);
  const { file, definition } = version;
  const volumes = partVolumes(file, mostPages);
  if (volumes.length < 2) throw new PlumblineError('invalid_input', `The bundle has ${file.pages} pages and fits into one volume of ${mostPages}.`);
  const paths = volumes.map((_, index) => volumePath(destination, index, volumes.length));
  for (const path of paths) refuseExisting(path, overwrite);
  const hiding: Hiding = inCipher ? hidingOf(db, { ciphers: true, ordinaryWords }) : nothingHidden;
  const bytes = await fileOf(work, version, inCipher, call);
  const details = readDetails(db);
  const { settings } = rulesOf(definition, version);
  const documents = file.documents.map((one) => ({ ...one, title: hiding.text(one.title), bookmark: one.bookmark === null ? null : hiding.text(one.bookmark) }));
  const sheet = { marking: shownDetails(hiding, details).protectiveMarking, title: hiding.text(definition.title), letter: letterOf(definition.letter, file.supplement), hearingOn: definition.hearingOn, documents, labels: file.labels, volumes };
  return store.withScratch(async (folder) => {
    const ready: Ready[] = [];
    const made: CommandOutput<'bundles.split'>['volumes'] = [];
    try {
      for (const [volume, span] of volumes.entries()) {
        stopIfAborted(call.signal);
        call.report({ stage: 'Making volumes', done: span.firstPage - 1, total: file.pages, unit: 'pages' });
        const one = await makeVolume(bytes, { ...sheet, volume }, settings.zoom, inFace(call, settings));
        const { scratchPath } = await writeDocument(one.document, join(folder, `volume-${volume}.pdf`));
        await check(scratchPath, one, call);
        const foreign = one.documents.flatMap(({ as, firstPage, lastPage }) => (as === 'pages' ? Array.from({ length: lastPage - firstPage + 1 }, (_, index) => one.sheets + firstPage - span.firstPage + 1 + index) : []));
        const whole = await readyPieces(createReadStream(scratchPath) as AsyncIterable<Uint8Array>, { destination: paths[volume] ?? '', overwrite }, hiding, call, foreign);
        ready.push(whole);
        made.push({ path: whole.destination, sha256: sha256Schema.parse(whole.sha256), sizeBytes: whole.sizeBytes, pages: one.document.getPageCount(), printed: printedPages(file.labels, span.firstPage, span.lastPage), documents: one.documents.length });
      }
    } catch (error) {
      await discard(ready);
      throw error;
    }
    await putInPlace(ready, overwrite);
    work.record({
      action: 'bundle.split', summary: `Bundle ${definition.letter} “${definition.title}”, version ${version.number}${inCipher ? ' in cipher' : ''}, split into ${volumes.length} volumes: ${reason}`,
      details: { bundle: bundleId, version: versionId, inCipher, mostPages, reason, volumes: made.map(({ path, sha256, pages, printed }) => ({ file: basename(path), sha256, pages, printed })) },
    });
    return { volumes: made };
  });
}
