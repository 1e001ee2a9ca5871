/**
 * Opens the finished bundle again with another reader and holds it against the rules, before it is let out. A rule that fails keeps
 * the file from being saved; a warning is said and left to the person.
 */
import { PDFArray, PDFName, PDFNull, PDFNumber, type PDFDocument } from '@cantoo/pdf-lib';
import type { BundleCheck, BundleFile } from '../../../../shared/contract/bundles.ts';
import type { OpeningZoom } from '../../../../shared/domain/bundle-settings.ts';
import { printedOn, type PageLabels } from '../../../../shared/domain/page-labels.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { readLabels } from '../page-labels.ts';
import type { Rules } from '../rules-followed.ts';
import type { PageHashes } from '../version-store.ts';
import type { ChronologyFacts } from './chronology-facts.ts';
import { chronologyRules } from './chronology-rules.ts';
import { documentRules } from './document-rules.ts';
import { withOverrides } from './overrides-said.ts';
import { pageRules } from './page-rules.ts';
import { readFaces, type PageFaces } from './page-faces.ts';
import { bookmarksOf, linksOf, type Jump } from './page-jumps.ts';
import { withFinished } from './open-finished.ts';
import { readPictures, type Pictures } from './page-pictures.ts';
import { readPages, type ReadPage } from './read-pages.ts';

/** What is known of the file before it is checked. */
export interface ToCheck extends Omit<BundleFile, 'checks' | 'sha256' | 'path' | 'follows'> {
  readonly scratchPath: string; readonly rules: Rules;
  readonly fileName: string; readonly suggestedName: string;
  /** Pages as they were served, when the file begins with them. */
  readonly served: readonly PageHashes[];
  /** Letters of the other bundles of the case. */
  readonly others: readonly string[];
  /** Ids of documents of which something is linked to an allegation; null where the case has no allegations. */
  readonly linked: ReadonlySet<string> | null;
  /** Chronologies that were set for it. */
  readonly chronologies: readonly ChronologyFacts[];
}

/** The file as other software finds it. */
export interface Found {
  readonly encrypted: boolean;
  /** It opens on its first page as it is set to. */
  readonly opensRight: boolean;
  /** The numbers a reader shows for its pages. */
  readonly labels: PageLabels;
  /** Typefaces and size of each page; not read where no rule asks for them. */
  readonly paper: readonly PageFaces[];
  readonly pages: readonly ReadPage[]; readonly pictures: Pictures;
  readonly bookmarks: readonly Jump[]; readonly links: readonly { readonly on: number; readonly to: Jump }[];
}
export interface Checked { readonly checks: readonly BundleCheck[]; readonly found: Found; readonly hashes: readonly PageHashes[] }

function opensRight(document: PDFDocument, zoom: OpeningZoom): boolean {
  const open = document.catalog.lookupMaybe(PDFName.of('OpenAction'), PDFArray);
  if (open?.get(0) !== document.getPage(0).ref) return false;
  if (zoom !== '100') return open.lookup(1) === PDFName.of(zoom === 'fit-page' ? 'Fit' : 'FitH');
  const share = open.lookup(4);
  return open.lookup(1) === PDFName.of('XYZ') && open.lookup(2) === PDFNull && open.lookup(3) === PDFNull && share instanceof PDFNumber && share.asNumber() === 1;
}

/** What the file itself says; nothing of the parsed file is held afterwards. */
const readFileAgain = ({ scratchPath, rules }: ToCheck): Promise<Omit<Found, 'pages'>> => withFinished(scratchPath, (document) => ({
  encrypted: document.isEncrypted, opensRight: opensRight(document, rules.settings.zoom), labels: readLabels(document), paper: rules.follows.profile === 'pd-27a' ? readFaces(document) : [],
  pictures: readPictures(document), bookmarks: bookmarksOf(document), links: linksOf(document),
}));

/** B before C, 2 before 10. */
const inOrder = ({ rule: one }: BundleCheck, { rule: other }: BundleCheck): number => one.localeCompare(other, 'en', { numeric: true });

/** Throws what reading the file throws, and `cancelled`. */
export async function checkBundle(bundle: ToCheck, call: CallContext): Promise<Checked> {
  const asWritten = await readFileAgain(bundle);
  const pages = await readPages(bundle.scratchPath, Array.from({ length: bundle.pages }, (_, index) => printedOn(bundle.labels, index + 1)), call, bundle.chronologies.flatMap(({ documentId }) => bundle.documents.filter(({ id }) => id === documentId)));
  const found: Found = { ...asWritten, pages };
  const hashes = pages.map(({ textHash }, index): PageHashes => ({ text: textHash, pictures: asWritten.pictures.pages[index]?.hash ?? '' }));
  const checks = withOverrides([...pageRules(bundle, found, hashes), ...documentRules(bundle, found), ...chronologyRules(bundle, found)], bundle).toSorted(inOrder);
  return { checks, found, hashes };
}
