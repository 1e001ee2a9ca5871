/** Lays out the documents of a version again with people hidden, each on the very pages it has there. */
import { PDFDocument } from '@cantoo/pdf-lib';
import type { BuiltDocument, BundleVersion } from '../../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { BundleDocument } from '../../../../shared/domain/bundle.ts';
import { finestOf } from '../../../../shared/domain/document-remarks.ts';
import type { Hiding } from '../../ciphers/hiding.ts';
import { shownDetails } from '../../ciphers/shown-details.ts';
import type { Making } from '../../exports/made/making.ts';
import { bundlePaper } from '../../exports/pdf/paper.ts';
import type { Aside } from '../../exports/pdf/set-aside.ts';
import { setPages, stopIfAborted } from '../../exports/pdf/set-pages.ts';
import { hiddenMatter, readMatter } from '../../exports/read-matter.ts';
import { htmlDocument, zoomed } from '../../exports/timeline/styles.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { readDetails } from '../../store/case-details.ts';
import { addedHtml, coverHtml, frontStyles, indexHtml } from '../front-html.ts';
import { gatherDocument, type GatherWork } from '../gather-document.ts';
import { standIn, type Gathered } from '../gathered.ts';
import type { LaidDocument, LaidOut } from '../lay-out.ts';
import { isOwn, setOwn, zoneOf, type OwnSource } from '../own-documents.ts';
import type { Wanted } from '../plan-build.ts';
import { References, type RowOfDocument, type Standing } from '../references.ts';
import { rulesOf } from '../rules-followed.ts';
import { citesSchedules, isSchedule, placesOf, schedulesFirst, type Schedule } from '../schedules.ts';
import { rowsOfDocument } from '../version-store.ts';
import { fittedPages } from './fit-pages.ts';

export interface LayingInCipher {
  /** What everything is bound into. */
  readonly target: PDFDocument;
  readonly version: BundleVersion;
  /** Versions of the same bundle, oldest first. */
  readonly versions: readonly BundleVersion[];
  readonly passwords: Readonly<Record<string, string>>;
  readonly hiding: Hiding;
  /** Where what is bound waits to be written. */
  readonly aside: Aside;
}

/** Documents listed together: under the index at the front, or on a page that stands before what was added later. */
interface Group { readonly addedOn: string | null; readonly firstPage: number; readonly indexPages: number; readonly documents: readonly BuiltDocument[] }

export function groupsOf({ file }: BundleVersion): Group[] {
  const late = new Set(file.additions.flatMap(({ documents }) => documents));
  const groups: Group[] = [{ addedOn: null, firstPage: 1, indexPages: file.frontPages, documents: file.documents.filter(({ id }) => !late.has(id)) }];
  for (const { addedOn, page, documents: ids } of file.additions) {
    const documents = file.documents.filter(({ id }) => ids.includes(id));
    groups.push({ addedOn, firstPage: page, indexPages: (documents[0]?.firstPage ?? page + 1) - page, documents });
  }
  return groups;
}

const lengthOf = ({ firstPage, lastPage }: BuiltDocument): number => lastPage - firstPage + 1;

/** Rows by what they list: the same rows of the case, in the same order. */
const listed = (rows: readonly Pick<RowOfDocument, 'itemId' | 'exhibitId'>[]): string => JSON.stringify(rows.map(({ itemId, exhibitId }) => [itemId, exhibitId]));

export class CipherLaying {
  readonly #work: GatherWork;
  readonly #laying: LayingInCipher;
  readonly #call: CallContext;
  readonly #documents: ReadonlyMap<string, BundleDocument>;
  readonly #standing: ReadonlyMap<string, Standing>;
  /** Of the documents laid out so far; rows come to lie elsewhere than in the file that names people. Of what was made in cipher before it is not known. */
  readonly #schedules: Schedule[] = [];

  constructor(work: GatherWork, laying: LayingInCipher, call: CallContext) {
    [this.#work, this.#laying, this.#call] = [work, laying, call];
    const { definition, file } = laying.version;
    this.#documents = new Map(definition.sections.flatMap(({ documents }) => documents.map((document) => [document.id, document])));
    this.#standing = new Map(file.documents.flatMap(({ id, firstPage, lastPage, as }): [string, Standing][] => {
      const source = this.#documents.get(id)?.source;
      return source === undefined ? [] : [[id, { source, firstPage, lastPage, as, elsewhere: null, labels: file.labels }]];
    }));
  }

  #documentOf({ id }: BuiltDocument): BundleDocument {
    const document = this.#documents.get(id);
    if (document === undefined) throw new Error(`the version has no document ${id}`);
    return document;
  }

  async #own(title: string, built: BuiltDocument, source: OwnSource, turn: BundleDocument['turn'], zoom: number): Promise<Gathered & { readonly rows: readonly RowOfDocument[] }> {
    const { hiding, version, versions } = this.#laying;
    const { db, store, author } = this.#work;
    const matter = { ...hiddenMatter(hiding, readMatter(this.#work, zoneOf(source))), within: 'bundle' as const };
    const references = new References(matter.exhibits, [...this.#standing.values()], citesSchedules(source) ? this.#schedules : []);
    const making: Making = { db, store, author, matter, hiding, call: this.#call, bundle: references, zoom };
    try {
      const document = await setOwn(making, source);
      if (listed(references.rows) !== listed(rowsOfDocument(db, versions, version, built.id))) throw new PlumblineError('rule_broken', `“${title}” lists other rows now than in version ${version.number}. Build the bundle again, and then its version in cipher.`);
      return { document, notes: [], turn, as: 'case', sha256: null, rows: references.rows };
    } catch (error) {
      return { ...await standIn(title, error, this.#call, hiding), rows: [] };
    }
  }

  async #foreign(title: string, wanted: BundleDocument, zoom: number): Promise<Gathered & { readonly rows: readonly RowOfDocument[] }> {
    const { hiding, passwords, version } = this.#laying;
    const { id, source, turn, withheld } = wanted;
    const mostDpi = finestOf(wanted) ?? rulesOf(version.definition, version).settings.dpi;
    if (isOwn(source)) throw new TypeError('a document of the case is made, not gathered');
    return { ...await gatherDocument(this.#work, title, source, { password: passwords[id], mostDpi, turn, call: this.#call, hiding, zoom, withheld: withheld?.reason }), rows: [] };
  }

  async #lay(built: BuiltDocument): Promise<LaidDocument> {
    stopIfAborted(this.#call.signal);
    const { hiding, target, aside } = this.#laying;
    const wanted = this.#documentOf(built);
    const title = hiding.text(wanted.title);
    const { document, rows, ...gathered } = await fittedPages(title, lengthOf(built), (zoom) => (isOwn(wanted.source) ? this.#own(title, built, wanted.source, wanted.turn, zoom) : this.#foreign(title, wanted, zoom)), this.#call);
    const standing = this.#standing.get(built.id);
    if (standing !== undefined && isSchedule(wanted.source)) this.#schedules.push({ standing, places: placesOf(document, rows) });
    const pages = await target.copyPages(document, document.getPageIndices());
    aside.catchUp();
    return { section: hiding.text(built.section), document: { ...wanted, title }, gathered, pages: pages.length, bring: () => Promise.resolve(pages), rows, cites: false, places: null };
  }

  #indexOf({ addedOn, firstPage }: Group, entries: readonly Wanted[], documents: readonly BuiltDocument[]): string {
    const { hiding, version } = this.#laying;
    const { definition, file } = version;
    const rules = rulesOf(definition, version);
    const named = { ...definition, title: hiding.text(definition.title) };
    const part = { entries, documents, labels: file.labels };
    if (addedOn !== null) return addedHtml({ ...part, firstNumber: file.documents.filter((one) => one.lastPage < firstPage).length + 1 }, named, addedOn, firstPage - 1);
    return `${coverHtml(named, { ...rules, overrides: hiding.values(rules.overrides) }, shownDetails(hiding, readDetails(this.#work.db)), file.supplement)}${indexHtml({ ...part, heading: 'Index', about: '', firstNumber: 1, lettered: true })}`;
  }

  /** Ready to be bound after everything before it. Throws `rule_broken` when something cannot be on the pages it has. */
  async group(group: Group): Promise<LaidOut> {
    const done = new Map<string, LaidDocument>();
    for (const built of schedulesFirst(group.documents, (one) => this.#documentOf(one).source)) {
      done.set(built.id, await this.#lay(built));
      this.#call.report({ stage: 'Gathering documents', done: done.size, total: group.documents.length, unit: 'files' });
    }
    const documents = group.documents.flatMap(({ id }) => done.get(id) ?? []);
    const built = group.documents.map((one, index): BuiltDocument => {
      const laid = documents[index];
      return { ...one, section: laid?.section ?? '', title: laid?.document.title ?? '', notes: [...laid?.gathered.notes ?? []], as: laid?.gathered.as ?? one.as, picture: laid?.gathered.as === 'picture', worded: laid?.gathered.worded ?? false, bookmark: one.bookmark === null ? null : this.#laying.hiding.text(one.bookmark) };
    });
    const html = this.#indexOf(group, documents, built);
    const { document: front } = await fittedPages('The index', group.indexPages, async (zoom) => ({ document: await PDFDocument.load(await setPages(this.#call, htmlDocument('Bundle', `${frontStyles}${zoomed(zoom)}`, html), bundlePaper), { updateMetadata: false }) }), this.#call);
    return { front, documents, built };
  }
}
