/**
 * Opens the finished bundle again with another reader and holds it against the rules, before it is let out. A rule that fails keeps
 * the file from being saved; a warning is said and left to the person.
 */
import { PDFArray, PDFName, PDFNull, PDFNumber, type PDFDocument } from '@cantoo/pdf-lib';
import type { BundleCheck, BundleFile } from '../../../../shared/contract/bundles.ts';
import type { BundleProfile } from '../../../../shared/domain/bundle.ts';
import type { CallContext } from '../../rpc/handler.ts';
import type { PageHashes } from '../version-store.ts';
import { documentRules } from './document-rules.ts';
import { pageRules } from './page-rules.ts';
import { bookmarksOf, linksOf, type Jump } from './page-jumps.ts';
import { withFinished } from './open-finished.ts';
import { readPictures, type Pictures } from './page-pictures.ts';
import { readPages, type ReadPage } from './read-pages.ts';

/** What is known of the file before it is checked. */
export interface ToCheck extends Omit<BundleFile, 'checks' | 'sha256' | 'path'> {
  readonly scratchPath: string; readonly profile: BundleProfile;
  readonly fileName: string; readonly suggestedName: string;
  /** Pages as they were served, when the file begins with them. */
  readonly served: readonly PageHashes[];
  /** Letters of the other bundles of the case. */
  readonly others: readonly string[];
}

/** The file as other software finds it. */
export interface Found {
  readonly encrypted: boolean;
  /** It opens on page 1 at 100 %. */
  readonly opensRight: boolean;
  readonly pages: readonly ReadPage[]; readonly pictures: Pictures;
  readonly bookmarks: readonly Jump[]; readonly links: readonly { readonly on: number; readonly to: Jump }[];
}
export interface Checked { readonly checks: readonly BundleCheck[]; readonly found: Found; readonly hashes: readonly PageHashes[] }

function opensRight(document: PDFDocument): boolean {
  const open = document.catalog.lookupMaybe(PDFName.of('OpenAction'), PDFArray);
  const zoom = open?.lookup(4);
  return open !== undefined && open.get(0) === document.getPage(0).ref && open.lookup(1) === PDFName.of('XYZ') && open.lookup(2) === PDFNull && open.lookup(3) === PDFNull && zoom instanceof PDFNumber && zoom.asNumber() === 1;
}

/** What the file itself says; nothing of the parsed file is held afterwards. */
const readFileAgain = (path: string): Promise<Omit<Found, 'pages'>> => withFinished(path, (document) => (
  { encrypted: document.isEncrypted, opensRight: opensRight(document), pictures: readPictures(document), bookmarks: bookmarksOf(document), links: linksOf(document) }));

const numberOf = ({ rule }: BundleCheck): number => Number(rule.slice(1));

/** Throws what reading the file throws, and `cancelled`. */
export async function checkBundle(bundle: ToCheck, call: CallContext): Promise<Checked> {
  const asWritten = await readFileAgain(bundle.scratchPath);
  const pages = await readPages(bundle.scratchPath, bundle.pages, call);
  const found: Found = { ...asWritten, pages };
  const hashes = pages.map(({ textHash }, index): PageHashes => ({ text: textHash, pictures: asWritten.pictures.pages[index]?.hash ?? '' }));
  const checks = [...pageRules(bundle, found, hashes), ...documentRules(bundle, found)].toSorted((one, other) => numberOf(one) - numberOf(other));
  return { checks, found, hashes };
}
