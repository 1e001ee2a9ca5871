/**
 * Finds the page of everything that is bound now. Documents of the case cite pages of the bundle, so how long they are and where
 * everything stands hang together: they and the index are set again until no page number moves.
 */
import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import type { BuiltDocument, BundleVersion } from '../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { bookmarkWords, finestOf } from '../../../shared/domain/document-remarks.ts';
import { nothingHidden } from '../ciphers/hiding.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { Making } from '../exports/made/making.ts';
import type { Aside } from '../exports/pdf/set-aside.ts';
import { setPages, stopIfAborted } from '../exports/pdf/set-pages.ts';
import { bundlePaper } from '../exports/pdf/paper.ts';
import { readMatter } from '../exports/read-matter.ts';
import { asOfNow } from '../exports/selection.ts';
import { htmlDocument } from '../exports/timeline/styles.ts';
import type { CallContext } from '../rpc/handler.ts';
import { frontStyles } from './front-html.ts';
import { gatherDocument, type GatherWork } from './gather-document.ts';
import { standIn, type Gathered } from './gathered.ts';
import { numbersFor } from './page-numbers.ts';
import { isOwn, setOwn, zoneOf } from './own-documents.ts';
import type { BuildPlan, Wanted } from './plan-build.ts';
import { References, type RowOfDocument, type Standing } from './references.ts';
import { rowsOfDocument } from './version-store.ts';
import { citesSchedules, isSchedule, placesOf, schedulesFirst, type RowPlaces, type Schedule } from './schedules.ts';

/** How often everything is set again before it is given up: each time but the first only because a page number moved. */
const mostPasses = 8;

export interface LaidDocument extends Wanted {
  readonly gathered: Omit<Gathered, 'document'>;
  readonly pages: number;
  /** Its pages, ready to be placed in the bundle; asked once. */
  readonly bring: () => Promise<readonly PDFPage[]>;
  /** The rows it lists. */
  readonly rows: readonly RowOfDocument[];
  /** Whether it cites pages of the bundle. */
  readonly cites: boolean;
  /** Where it lists what, when it is a schedule that can be cited. */
  readonly places: RowPlaces | null;
}
/** The same, or one that has not been set yet. */
type Part = LaidDocument | (Wanted & { readonly gathered?: undefined });
export interface LaidOut { readonly front: PDFDocument; readonly documents: readonly LaidDocument[]; readonly built: readonly BuiltDocument[] }

export interface Laying {
  /** What everything is bound into: empty, or the file that was served. */
  readonly target: PDFDocument;
  readonly plan: BuildPlan;
  readonly passwords: Readonly<Record<string, string>>;
  /** Where what is bound waits to be written. */
  readonly aside: Aside;
  /** HTML of the pages that stand before the documents. */
  readonly frontHtml: (documents: readonly BuiltDocument[]) => string;
}

async function gatherForeign(work: GatherWork, { target, plan, passwords, aside }: Laying, call: CallContext): Promise<Part[]> {
  const laid: Part[] = [];
  aside.catchUp();
  for (const wanted of plan.wanted) {
    stopIfAborted(call.signal);
    const { id, title, source, turn, withheld } = wanted.document;
    const mostDpi = finestOf(wanted.document) ?? plan.rules.settings.dpi;
    if (isOwn(source)) laid.push(wanted);
    else {
      const { document, ...gathered } = await gatherDocument(work, title, source, { password: passwords[id], mostDpi, turn, call, hiding: nothingHidden, zoom: 1, withheld: withheld?.reason });
      // Copied at once, so that only the bundle is held and not every file it is made from.
      const pages = await target.copyPages(document, document.getPageIndices());
      aside.catchUp();
      laid.push({ ...wanted, gathered, pages: pages.length, bring: () => Promise.resolve(pages), rows: [], cites: false, places: null });
    }
    call.report({ stage: 'Gathering documents', done: laid.length, total: plan.wanted.length, unit: 'files' });
  }
  return laid;
}

/** Where each document stands when the front has so many pages. One not set yet is taken to have one page. */
function placed(laid: readonly Part[], before: number): BuiltDocument[] {
  let last = before;
  return laid.map((one): BuiltDocument => {
    const { section, document: { id, title, dated }, gathered } = one;
    const firstPage = last + 1;
    last += one.gathered === undefined ? 1 : one.pages;
    return { id, section, title, dated, firstPage, lastPage: last, picture: gathered?.as === 'picture', notes: [...gathered?.notes ?? []], as: gathered?.as ?? 'case', locked: gathered?.locked ?? false, worded: gathered?.worded ?? false, sha256: gathered?.sha256 ?? null, bookmark: bookmarkWords(one.document) };
  });
}

interface Before extends Standing { readonly version: BundleVersion; readonly documentId: string }

/** Documents of files that were served before, as they can be cited from the file to be made. */
function standingBefore({ kind, served, definition }: BuildPlan): Before[] {
  return served.flatMap((version, index) => {
    const elsewhere = kind === 'append' && index === 0 ? null : `${definition.letter}${version.file.supplement === 0 ? '' : ` supplement ${version.file.supplement}`}`;
    const sources = new Map(version.definition.sections.flatMap(({ documents }) => documents.map(({ id, source }) => [id, source])));
    return version.file.documents.flatMap(({ id, firstPage, lastPage, as }): Before[] => {
      const source = sources.get(id);
      return source === undefined ? [] : [{ source, firstPage, lastPage, as, elsewhere, labels: version.file.labels, version, documentId: id }];
    });
  });
}

/** Schedules among them, by the rows that were kept. */
function schedulesBefore(db: CaseDatabase, { versions }: BuildPlan, before: readonly Before[]): Schedule[] {
  return before.filter(({ source }) => isSchedule(source)).map((standing) => {
    const rows = rowsOfDocument(db, versions, standing.version, standing.documentId);
    // Backwards, so that of an item that is listed twice the first place is kept.
    return { standing, places: new Map(rows.toReversed().flatMap(({ itemId, page }): [ItemId, number][] => (itemId === null ? [] : [[itemId, page - standing.firstPage]]))) };
  });
}

const alike = (one: readonly BuiltDocument[], other: readonly BuiltDocument[]): boolean => one.every(({ firstPage, lastPage }, index) => firstPage === other[index]?.firstPage && lastPage === other[index].lastPage);

interface Around {
  readonly standing: readonly Standing[]; readonly schedules: readonly Schedule[];
  /** Whether anything cites schedules, so that it is to be known where their rows lie. */
  readonly citing: boolean;
}


/** One document of the case, told where everything else is taken to stand. */
async function layOwn(making: Omit<Making, 'bundle'>, target: PDFDocument, wanted: Wanted, { standing, schedules, citing }: Around): Promise<LaidDocument> {
  // It may have to be set again, so nothing of it goes into the bundle yet.
  const partOf = ({ document, ...gathered }: Gathered, { rows, cites }: Pick<LaidDocument, 'rows' | 'cites'>): LaidDocument =>
    ({ ...wanted, gathered, pages: document.getPageCount(), bring: () => target.copyPages(document, document.getPageIndices()), rows, cites, places: citing && isSchedule(source) ? placesOf(document, rows) : null });
  const { title, turn, source } = wanted.document;
  if (!isOwn(source)) throw new TypeError('a file is gathered, not made');
  const references = new References(making.matter.exhibits, standing, schedules);
  try {
    const document = await setOwn({ ...making, matter: { ...making.matter, zone: zoneOf(source), within: 'bundle' }, bundle: references }, source);
    return partOf({ document, notes: [], turn, as: 'case', sha256: null }, references);
  } catch (error) {
    return partOf(await standIn(title, error, making.call, making.hiding), { rows: [], cites: false });
  }
}

async function layFront(html: string, call: CallContext): Promise<PDFDocument> {
  return PDFDocument.load(await setPages(call, htmlDocument('Bundle', frontStyles, html), bundlePaper), { updateMetadata: false });
}

/** Sets documents of the case and the front until the pages they were set with are those they came to have. */
async function settle(making: Omit<Making, 'bundle'>, gathered: readonly Part[], { target, plan, frontHtml }: Laying): Promise<LaidOut> {
  const before = target.getPageCount();
  const laid = [...gathered];
  const earlier = standingBefore(plan);
  const order = schedulesFirst([...laid.entries()], ([, { document: { source } }]) => source).map(([index]) => index);
  const citing = laid.some(({ document: { source } }) => citesSchedules(source));
  const earlierSchedules = citing ? schedulesBefore(making.db, plan, earlier) : [];
  let frontPages = 1;
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    const assumed = placed(laid, before + frontPages);
    const labels = numbersFor(plan, assumed);
    const here = assumed.flatMap(({ firstPage, lastPage, as }, index): Standing[] => {
      const source = laid[index]?.document.source;
      return source === undefined ? [] : [{ source, firstPage, lastPage, as, elsewhere: null, labels }];
    });
    const schedules = (): Schedule[] => [...earlierSchedules, ...laid.flatMap((one, index): Schedule[] => {
      const standing = here[index];
      return standing === undefined || one.gathered === undefined || one.places === null ? [] : [{ standing, places: one.places }];
    })];
    for (const index of order) {
      const one = laid[index];
      // One that cites nothing is the same wherever the others stand.
      if (one !== undefined && isOwn(one.document.source) && (one.gathered === undefined || one.cites)) laid[index] = await layOwn(making, target, one, { standing: [...earlier, ...here], schedules: citesSchedules(one.document.source) ? schedules() : [], citing });
    }
    const built = placed(laid, before + frontPages);
    const front = await layFront(frontHtml(built), making.call);
    if (front.getPageCount() === frontPages && alike(assumed, built)) return { front, documents: laid.filter((one) => one.gathered !== undefined), built };
    frontPages = front.getPageCount();
  }
  throw new PlumblineError('rule_broken', `The page numbers of the bundle could not be settled: documents that cite its pages became longer and shorter ${mostPasses} times. Leave one of the schedules out, or make it of fewer rows.`);
}

/** Everything that is bound now, with the pages it comes to stand on. Throws what gathering and setting throw, and `rule_broken` when no page number comes to rest. */
export async function layOut(work: GatherWork, laying: Laying, call: CallContext): Promise<LaidOut> {
  const gathered = await gatherForeign(work, laying, call);
  const { db, store, author } = work;
  return asOfNow(db, () => settle({ db, store, author, matter: readMatter(work, ''), hiding: nothingHidden, call }, gathered, laying));
}
