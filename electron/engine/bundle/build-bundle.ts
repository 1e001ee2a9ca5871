/** Makes a bundle: documents gathered and framed, cover and index set, pages numbered, all of it checked, and saved whole or not at all. */
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { BuiltDocument } from '../../../shared/contract/bundles.ts';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { profileRules, type BundleDefinition } from '../../../shared/domain/bundle.ts';
import { nothingHidden } from '../ciphers/hiding.ts';
import type { Deed } from '../continuity/log.ts';
import { describeDocument } from '../exports/pdf/bind-pages.ts';
import { bundlePaper } from '../exports/pdf/paper.ts';
import { bytesOf } from '../exports/pdf/reachable.ts';
import { setPages, stopIfAborted } from '../exports/pdf/set-pages.ts';
import { saveExport } from '../exports/save-export.ts';
import { htmlDocument } from '../exports/timeline/styles.ts';
import { refuseExisting } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { readDetails } from '../store/case-details.ts';
import { addFramed } from './a4-frame.ts';
import { requireBundle } from './bundle-store.ts';
import { checkBundle } from './check-bundle.ts';
import { coverHtml, frontStyles, indexHtml } from './front-html.ts';
import { gatherDocument, type GatherWork } from './gather-document.ts';
import { setBookmarks, settleLinks, type Bookmark } from './outline.ts';
import { stampPages } from './stamp-pages.ts';

interface Bound { readonly document: PDFDocument; readonly landscapes: boolean[]; readonly documents: BuiltDocument[] }

/** Every document's pages, one after the other, without the front; page numbers count from 1 here. */
async function bindDocuments(work: GatherWork, definition: BundleDefinition, passwords: Readonly<Record<string, string>>, call: CallContext): Promise<Bound> {
  const document = await PDFDocument.create();
  const [landscapes, documents]: [boolean[], BuiltDocument[]] = [[], []];
  const total = definition.sections.reduce((sum, section) => sum + section.documents.length, 0);
  for (const section of definition.sections) {
    for (const wanted of section.documents) {
      stopIfAborted(call.signal);
      const { document: source, notes, turn, picture } = await gatherDocument(work, wanted, { password: passwords[wanted.id], mostDpi: profileRules[definition.profile].mostDpi, turn: wanted.turn, call });
      const firstPage = landscapes.length + 1;
      for (const page of await document.copyPages(source, source.getPageIndices())) landscapes.push(addFramed(document, page, turn).landscape);
      documents.push({ id: wanted.id, section: section.title, title: wanted.title, dated: wanted.dated, firstPage, lastPage: landscapes.length, picture, notes: [...notes] });
      call.report({ stage: 'Gathering documents', done: documents.length, total, unit: 'files' });
    }
  }
  return { document, landscapes, documents };
}

const moved = (documents: readonly BuiltDocument[], by: number): BuiltDocument[] => documents.map((document) => ({ ...document, firstPage: document.firstPage + by, lastPage: document.lastPage + by }));

/** Cover and index, set until the number of their pages is the one their own numbers were worked out with. */
async function setFront(work: GatherWork, definition: BundleDefinition, documents: readonly BuiltDocument[], call: CallContext): Promise<{ readonly front: PDFDocument; readonly documents: BuiltDocument[] }> {
  const details = readDetails(work.db);
  for (let pages = 2; ;) {
    const numbered = moved(documents, pages);
    const part = { definition, details, documents: numbered };
    const front = await PDFDocument.load(await setPages(call, htmlDocument('Bundle', frontStyles, `${coverHtml(part)}${indexHtml(part)}`), bundlePaper), { updateMetadata: false });
    if (front.getPageCount() === pages) return { front, documents: numbered };
    if (front.getPageCount() < pages) throw new Error('the index needs fewer pages the more it says');
    pages = front.getPageCount();
  }
}

function bookmarksOf(definition: BundleDefinition, documents: readonly BuiltDocument[]): Bookmark[] {
  return [
    { title: 'Index, page 2', page: 2, children: [] },
    ...definition.sections.flatMap(({ title, documents: own }): Bookmark[] => {
      const children = own.flatMap(({ id }): Bookmark[] => documents.filter((document) => document.id === id).map((document) => ({ title: `${document.title}, page ${document.firstPage}`, page: document.firstPage, children: [] })));
      const first = children[0];
      return first === undefined ? [] : [{ title: `${title}, page ${first.page}`, page: first.page, children }];
    }),
  ];
}

/** Throws `not_found`, `already_exists`, `invalid_input` for a bundle without documents, `cancelled`, `typesetting_failed`, `rule_broken` when the finished file does not hold to a rule. */
export async function buildBundle(
  work: GatherWork & { readonly record: (deed: Deed) => void }, { bundleId, passwords, destination, overwrite }: CommandRequest<'bundles.build'>, call: CallContext,
): Promise<CommandOutput<'bundles.build'>> {
  refuseExisting(destination, overwrite);
  const { definition } = requireBundle(work.db, bundleId);
  if (definition.sections.every(({ documents }) => documents.length === 0)) throw new PlumblineError('invalid_input', 'The bundle has no documents yet.');
  const bound = await bindDocuments(work, definition, passwords, call);
  const { front, documents } = await setFront(work, definition, bound.documents, call);
  const frontPages = front.getPageCount();
  const copied = await bound.document.copyPages(front, front.getPageIndices());
  copied.forEach((page, index) => bound.document.insertPage(index, page));
  for (let index = 0; index < frontPages; index += 1) settleLinks(bound.document, bound.document.getPage(index), (id) => documents.find((document) => document.id === id)?.firstPage);
  await stampPages(bound.document, [...Array.from({ length: frontPages }, () => false), ...bound.landscapes], call);
  setBookmarks(bound.document, bookmarksOf(definition, documents));
  describeDocument(bound.document, `${definition.title} — bundle ${definition.letter}`, new Date());
  stopIfAborted(call.signal);
  const bytes = await bytesOf(bound.document);
  const pages = bound.document.getPageCount();
  const checks = await work.store.withScratch(async (folder) => {
    const path = join(folder, 'bundle.pdf');
    await writeFile(path, bytes);
    return checkBundle({ path, bytes, pages, frontPages, documents, profile: definition.profile }, call);
  });
  const failed = checks.filter(({ outcome }) => outcome === 'fail');
  if (failed.length > 0) throw new PlumblineError('rule_broken', `The bundle was made but does not hold to its own rules, so no file was saved: ${failed.map(({ rule, found }) => `${rule}: ${found}`).join(' ')}`);
  const saved = await saveExport(bytes, { destination, overwrite }, nothingHidden, call);
  work.record({
    action: 'bundle.exported', summary: `Bundle ${definition.letter} “${definition.title}” made as ${basename(destination)}: ${documents.length} documents on ${pages} pages`,
    details: { bundle: bundleId, file: basename(destination), sha256: saved.sha256, pages, documents: documents.map((document) => ({ ...document, notes: [...document.notes] })), checks: checks.map((check) => ({ ...check })) },
  });
  return { ...saved, pages, frontPages, documents, checks };
}
