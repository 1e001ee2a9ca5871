/** Makes a version of a bundle again in cipher: the same documents on the same pages, names hidden, pages redacted, and nothing let out in which a name is still found. */
import { basename, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { BuiltDocument, BundleFile, BundleVersion } from '../../../../shared/contract/bundles.ts';
import type { CommandOutput, CommandRequest } from '../../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { letterOf, suggestedName } from '../../../../shared/domain/bundle-file-name.ts';
import { hidingOf, type Hiding } from '../../ciphers/hiding.ts';
import type { Deed } from '../../continuity/log.ts';
import { describeDocument } from '../../exports/pdf/bind-pages.ts';
import { Aside } from '../../exports/pdf/set-aside.ts';
import { stopIfAborted } from '../../exports/pdf/set-pages.ts';
import { writeDocument, type FinishedFile } from '../../exports/pdf/write-document.ts';
import { asOfNow } from '../../exports/selection.ts';
import { refuseExisting } from '../../fs/atomic-write.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { readDetails } from '../../store/case-details.ts';
import { bind, bookmark } from '../bind.ts';
import { requireBundle } from '../bundle-store.ts';
import { holdToRules } from '../checks/hold-to-rules.ts';
import type { GatherWork } from '../gather-document.ts';
import { preflightOf, preflightPaths } from '../preflight.ts';
import { openAt, setLabels } from '../page-labels.ts';
import { rulesOf } from '../rules-followed.ts';
import { saveWithReport } from '../save-with-report.ts';
import { keepMade } from '../served-file.ts';
import { inFace } from '../typeface.ts';
import { lastServed, listVersions, requireVersion, rowsOfDocument } from '../version-store.ts';
import { addCipherFile, readBasisInCipher } from './kept-in-cipher.ts';
import { CipherLaying, groupsOf } from './lay-in-cipher.ts';

type Work = GatherWork & { readonly record: (deed: Deed) => void };
type Asked = CommandRequest<'bundles.buildInCipher'>;
/** Pages of others' documents. */
const foreignPages = (documents: readonly BuiltDocument[]): number[] => documents.filter(({ as }) => as === 'pages').flatMap(({ firstPage, lastPage }) => Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index));

interface Made { readonly finished: FinishedFile; readonly documents: readonly BuiltDocument[] }

/** The version asked for; otherwise the one served last, or, before any is, the one built last. */
function versionOf(versions: readonly BundleVersion[], versionId: Asked['versionId']): BundleVersion {
  if (versionId !== null) return requireVersion(versions, versionId);
  const version = lastServed(versions) ?? versions.at(-1);
  if (version === undefined) throw new PlumblineError('not_found', 'This bundle has not been built yet. Build it first: its version in cipher has the same documents on the same pages.');
  return version;
}

interface Making extends Pick<Asked, 'passwords' | 'fresh'> { readonly version: BundleVersion; readonly versions: readonly BundleVersion[]; readonly hiding: Hiding; readonly folder: string }

/** What was made in cipher of the version this one goes on from stays as it is; only what came later is laid out. */
async function make(work: Work, { version, versions, passwords, fresh, hiding, folder }: Making, asked: CallContext): Promise<Made> {
  const call = inFace(asked, rulesOf(version.definition, version).settings);
  const before = fresh ? null : await readBasisInCipher(work.db, work.store, versions, version, call);
  const target = before === null ? await PDFDocument.create() : await PDFDocument.load(before, { updateMetadata: false });
  const aside = new Aside(target, join(folder, 'aside'));
  try {
    const documents = await bindInCipher(new CipherLaying(work, { target, version, versions, passwords, hiding, aside }, call), target, version, hiding, call);
    return { finished: await writeDocument(target, join(folder, 'bundle.pdf')), documents };
  } finally {
    aside.close();
  }
}

async function bindInCipher(laying: CipherLaying, target: PDFDocument, version: BundleVersion, hiding: Hiding, call: CallContext): Promise<readonly BuiltDocument[]> {
  const { settings } = rulesOf(version.definition, version);
  const standing = target.getPageCount();
  const documents = version.file.documents.filter(({ lastPage }) => lastPage <= standing).map((one): BuiltDocument => ({ ...one, section: hiding.text(one.section), title: hiding.text(one.title), bookmark: one.bookmark === null ? null : hiding.text(one.bookmark), notes: ['Its pages were made in cipher before and stay as they are.'], worded: false }));
  for (const group of groupsOf(version).filter(({ firstPage }) => firstPage > standing)) {
    const laid = await laying.group(group);
    await bind(target, laid, { labels: version.file.labels, settings }, call);
    documents.push(...laid.built);
  }
  const { file, definition: { title, letter } } = version;
  setLabels(target, file.labels);
  if (target.getPageCount() !== file.pages) throw new Error(`the version has ${file.pages} pages and in cipher ${target.getPageCount()}`);
  bookmark(target, { ...file, documents });
  describeDocument(target, `${hiding.text(title)} — bundle ${letterOf(letter, file.supplement)}`, new Date());
  openAt(target, settings.zoom);
  stopIfAborted(call.signal);
  return documents;
}

/**
 * The version it is of stays as it is; its file in cipher is kept. Throws `not_found`, `already_exists`, `invalid_input` when nobody has a cipher, `cancelled`, `typesetting_failed`,
 * `rule_broken` when a document cannot be on the pages it has, when a rule fails, and when a protected string is found in any of the files.
 */
export async function buildInCipher(work: Work, { bundleId, versionId, passwords, destination, overwrite, ordinaryWords, fresh }: Asked, call: CallContext): Promise<CommandOutput<'bundles.buildInCipher'>> {
  const beside = preflightPaths(destination);
  for (const path of [destination, beside.jsonPath, beside.pdfPath]) refuseExisting(path, overwrite);
  requireBundle(work.db, bundleId);
  const versions = listVersions(work.db, bundleId);
  const version = versionOf(versions, versionId);
  return work.store.withScratch(async (folder) => {
    const readAt = new Date().toISOString();
    const { hiding, made } = await asOfNow(work.db, async () => {
      const hides = hidingOf(work.db, { ciphers: true, ordinaryWords });
      return { hiding: hides, made: await make(work, { version, versions, passwords, fresh, hiding: hides, folder }, call) };
    });
    const { definition, file: { supplement } } = version;
    const rules = rulesOf(definition, version);
    const named = { fileName: basename(destination), suggestedName: hiding.text(suggestedName(definition, readDetails(work.db), supplement, rules.settings.name, true)) };
    const done = await holdToRules(work, bundleId, {
      ...version.file, documents: [...made.documents], ...made.finished, definition, hiding, rules,
      listed: new Map(version.file.documents.map(({ id }) => [id, rowsOfDocument(work.db, versions, version, id).flatMap(({ itemId }) => (itemId === null ? [] : [itemId]))])),
      ...named, served: [],
    }, call);
    const file: Omit<BundleFile, 'path'> = {
      ...version.file, documents: [...made.documents], sha256: made.finished.sha256, sizeBytes: made.finished.sizeBytes, checks: [...done.checks],
    };
    const report = hiding.values(preflightOf(work, { plan: { definition, rules, kind: version.kind, supplement }, file, ...named, checked: done, number: version.number, selfTest: 'In cipher. The finished files were opened again and searched: none of the protected strings was found in any of the places searched. A person still reads every page.' }));
    const preflightSha256 = await saveWithReport(made.finished, report, { destination, overwrite }, hiding, call, foreignPages(file.documents));
    // Kept before it is said that it was made: what comes later goes on from it.
    await keepMade(work.store, destination, file.sha256, call);
    work.db.transaction(() => {
      addCipherFile(work.db, version.id, { sha256: file.sha256, readAt }, ordinaryWords, work.author);
      work.record({
        action: 'bundle.exported-in-cipher', summary: `Bundle ${definition.letter}, version ${version.number}, made in cipher: ${file.documents.length} documents on ${file.pages} pages`,
        details: { bundle: bundleId, version: version.id, file: basename(destination), sha256: file.sha256, pages: file.pages, ordinaryWords, checks: file.checks.map((check) => ({ ...check })), preflightSha256 },
      });
    }).immediate();
    return { ...file, path: destination, versionId: version.id, preflight: { ...beside, report } };
  });
}
