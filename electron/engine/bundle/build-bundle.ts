/** Makes a bundle: documents laid out, bound and numbered, all of it checked, and saved whole or not at all with the report of what was checked. */
import { basename, join } from 'node:path';
import { ParseSpeeds, PDFDocument } from '@cantoo/pdf-lib';
import type { BuiltDocument, BundleFile, BundleVersion } from '../../../shared/contract/bundles.ts';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { BundleVersionId } from '../../../shared/domain/bundle.ts';
import { letterOf, suggestedName } from '../../../shared/domain/bundle-file-name.ts';
import { nothingHidden } from '../ciphers/hiding.ts';
import type { Deed } from '../continuity/log.ts';
import { describeDocument } from '../exports/pdf/bind-pages.ts';
import { Aside } from '../exports/pdf/set-aside.ts';
import { stopIfAborted } from '../exports/pdf/set-pages.ts';
import { writeDocument, type FinishedFile } from '../exports/pdf/write-document.ts';
import { refuseExisting } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { readDetails } from '../store/case-details.ts';
import { bind, bookmark } from './bind.ts';
import { requireBundle } from './bundle-store.ts';
import type { Checked } from './checks/check-bundle.ts';
import { holdToRules } from './checks/hold-to-rules.ts';
import { addedHtml, coverHtml, indexHtml } from './front-html.ts';
import type { GatherWork } from './gather-document.ts';
import { layOut } from './lay-out.ts';
import { numbersFor } from './page-numbers.ts';
import { openAt, setLabels } from './page-labels.ts';
import { planBuild, todayIn, type BuildPlan } from './plan-build.ts';
import { preflightOf, preflightPaths } from './preflight.ts';
import { saveWithReport } from './save-with-report.ts';
import { readServed } from './served-file.ts';
import { inFace } from './typeface.ts';
import { addVersion, listVersions, pageHashesOf, type PlacedRow } from './version-store.ts';

type Work = GatherWork & { readonly record: (deed: Deed) => void };
type Asked = CommandRequest<'bundles.build'>;

/** What stands before the documents that are bound now. */
function frontOf(work: Work, plan: BuildPlan, addedOn: string): (documents: readonly BuiltDocument[]) => string {
  const { kind, definition, rules, wanted, supplement, basis } = plan;
  const details = readDetails(work.db);
  return (documents) => {
    const part = { entries: wanted, documents, labels: numbersFor(plan, documents) };
    if (kind === 'append') return addedHtml({ ...part, firstNumber: (basis?.file.documents.length ?? 0) + 1 }, definition, addedOn, basis?.file.pages ?? 0);
    return `${coverHtml(definition, rules, details, supplement)}${indexHtml({ ...part, heading: 'Index', about: '', firstNumber: 1, lettered: true })}`;
  };
}

type Shape = Omit<BundleFile, 'path' | 'sha256' | 'sizeBytes' | 'checks'>;

/** The whole file: what was served, and what was bound now. */
function shapeOf(plan: BuildPlan, built: readonly BuiltDocument[], frontPages: number, pages: number, addedOn: string): Shape {
  const { kind, basis, supplement, wanted, rules } = plan;
  const before = kind === 'append' ? basis?.file ?? null : null;
  const index = Array.from({ length: frontPages }, (_, page) => (before?.pages ?? 0) + page + 1);
  return {
    pages, supplement, labels: [...numbersFor(plan, built)], follows: rules.follows, frontPages: before?.frontPages ?? frontPages, indexPages: [...before?.indexPages ?? [], ...index], documents: [...before?.documents ?? [], ...built],
    additions: before === null ? [] : [...before.additions, { addedOn, page: before.pages + 1, documents: wanted.map(({ document }) => document.id) }],
  };
}

interface Made { readonly bundleId: Asked['bundleId']; readonly plan: BuildPlan; readonly file: BundleFile; readonly hashes: Checked['hashes']; readonly rows: readonly PlacedRow[]; readonly preflightSha256: string }

/** Of every document that is bound now, also of those that list nothing. */
const itemsListed = ({ wanted }: BuildPlan, rows: readonly PlacedRow[]): ReadonlyMap<string, ItemId[]> =>
  new Map(wanted.map(({ document: { id } }) => [id, rows.flatMap(({ documentId, itemId }) => (documentId === id && itemId !== null ? [itemId] : []))]));

/** Keeps the version and says so in the log, both or neither. */
function keep({ db, author, record }: Work, { bundleId, plan, file, hashes, rows, preflightSha256 }: Made): BundleVersionId {
  const { kind, definition, basis, wanted } = plan;
  return db.transaction((): BundleVersionId => {
    const versionId = addVersion(db, { bundleId, basisId: basis?.id ?? null, kind, definition, file, hashes, rows, author });
    record({
      action: 'bundle.exported', summary: `Bundle ${definition.letter} “${definition.title}” made as ${basename(file.path)}: ${kind === 'whole' ? `${file.documents.length} documents` : `${wanted.length} late documents ${kind === 'append' ? 'added' : 'in a supplement'}`} on ${file.pages} pages`,
      details: { bundle: bundleId, version: versionId, kind, file: basename(file.path), sha256: file.sha256, pages: file.pages, documents: file.documents.map((document) => ({ ...document, notes: [...document.notes] })), checks: file.checks.map((check) => ({ ...check })), preflightSha256 },
    });
    return versionId;
  }).immediate();
}

interface MadeFile { readonly finished: FinishedFile; readonly rows: readonly PlacedRow[]; readonly shape: Shape }

/** The finished file, in a folder that is not kept. What it was made from is let go of here, before anything opens it again. */
async function madeFile(work: Work, plan: BuildPlan, { passwords, addedOn, folder }: { readonly passwords: Asked['passwords']; readonly addedOn: string; readonly folder: string }, asked: CallContext): Promise<MadeFile> {
  const call = inFace(asked, plan.rules.settings);
  const { kind, basis, definition: { title, letter }, supplement } = plan;
  const document = kind === 'append' && basis !== null ? await PDFDocument.load(await readServed(work.store, basis, call), { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest }) : await PDFDocument.create();
  const aside = new Aside(document, join(folder, 'aside'));
  try {
    const laid = await layOut(work, { target: document, plan, passwords, aside, frontHtml: frontOf(work, plan, addedOn) }, call);
    const rows = await bind(document, laid, { labels: numbersFor(plan, laid.built), settings: plan.rules.settings }, call);
    const shape = shapeOf(plan, laid.built, laid.front.getPageCount(), document.getPageCount(), addedOn);
    setLabels(document, shape.labels);
    bookmark(document, shape);
    describeDocument(document, `${title} — bundle ${letterOf(letter, supplement)}`, new Date());
    openAt(document, plan.rules.settings.zoom);
    stopIfAborted(call.signal);
    call.report({ stage: 'Writing the file', done: 0, total: shape.pages, unit: 'pages' });
    return { finished: await writeDocument(document, join(folder, 'bundle.pdf')), rows, shape };
  } finally {
    aside.close();
  }
}

/**
 * Throws `not_found`, `already_exists`, `invalid_input` for a bundle without new documents, `cancelled`, `typesetting_failed`,
 * `exhibit_altered` when the file that was served is no longer whole, `rule_broken` when the definition changes what was served or the finished file does not hold to a rule.
 */
export async function buildBundle(work: Work, { bundleId, passwords, destination, overwrite, late, addedOn: day }: Asked, call: CallContext): Promise<CommandOutput<'bundles.build'>> {
  const beside = preflightPaths(destination);
  for (const path of [destination, beside.jsonPath, beside.pdfPath]) refuseExisting(path, overwrite);
  const versions: readonly BundleVersion[] = listVersions(work.db, bundleId);
  const plan = planBuild(requireBundle(work.db, bundleId).definition, versions, late);
  const addedOn = day ?? todayIn(readDetails(work.db).displayZone);
  return work.store.withScratch(async (folder) => {
    const { finished, rows, shape } = await madeFile(work, plan, { passwords, addedOn, folder }, call);
    const { definition, basis, kind, supplement } = plan;
    const named = { fileName: basename(destination), suggestedName: suggestedName(definition, readDetails(work.db), supplement, plan.rules.settings.name) };
    const done = await holdToRules(work, bundleId, {
      ...shape, ...finished, definition, listed: itemsListed(plan, rows), hiding: nothingHidden,
      rules: plan.rules, ...named,
      served: kind === 'append' && basis !== null ? pageHashesOf(work.db, basis.id) : [],
    }, call);
    const file: Omit<BundleFile, 'path'> = { ...shape, sha256: finished.sha256, sizeBytes: finished.sizeBytes, checks: [...done.checks] };
    const report = preflightOf(work, { plan, file, ...named, checked: done, number: versions.length + 1, selfTest: 'This version names people as the evidence does; nobody was looked for in it.' });
    const preflightSha256 = await saveWithReport(finished, report, { destination, overwrite }, nothingHidden, call);
    const versionId = keep(work, { bundleId, plan, file: { ...file, path: destination }, hashes: done.hashes, rows, preflightSha256 });
    return { ...file, path: destination, versionId, preflight: { ...beside, report } };
  });
}
