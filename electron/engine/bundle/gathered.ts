/** Pages brought together for one document of a bundle, and the page that stands where they cannot be. */
import { PDFDocument } from '@cantoo/pdf-lib';
import type { BuiltDocument } from '../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import type { Hiding } from '../ciphers/hiding.ts';
import { bundlePaper, type Turn } from '../exports/pdf/paper.ts';
import { setPages } from '../exports/pdf/set-pages.ts';
import { htmlDocument, zoomed } from '../exports/timeline/styles.ts';
import type { CallContext } from '../rpc/handler.ts';
import { frontStyles, placeholderHtml } from './front-html.ts';

export interface Gathered {
  readonly document: PDFDocument; readonly notes: readonly string[];
  /** How far its pages have still to be turned. */
  readonly turn: Turn;
  readonly as: BuiltDocument['as'];
  /** Words that can be found lie behind the picture. */
  readonly worded?: boolean;
  /** No password given opens it; not said: it is not protected. */
  readonly locked?: boolean;
  /** Hash of the file; null when nothing may be said of it. */
  readonly sha256: Sha256 | null;
}

/** Pages set from HTML, upright already. */
export async function ofHtml(html: string, about: Pick<Gathered, 'as' | 'sha256' | 'notes'>, call: CallContext, zoom = 1): Promise<Gathered> {
  return { document: await PDFDocument.load(await setPages(call, htmlDocument('Bundle', `${frontStyles}${zoomed(zoom)}`, html), bundlePaper), { updateMetadata: false }), turn: 0, ...about };
}

/** One page that says why the document's own are not here. */
export function placeholder(title: string, why: string, facts: readonly string[], call: CallContext, sha256: Sha256 | null = null, as: 'placeholder' | 'beside' = 'placeholder'): Promise<Gathered> {
  return ofHtml(placeholderHtml(title, why, facts), { as, sha256, notes: [why] }, call);
}

const goesOnWithout: ReadonlySet<string> = new Set(['stopped', 'permission_denied', 'not_found', 'refused_input', 'damaged_input']);

/** The page for a document whose pages may not or cannot be had. Throws what is no reason to go on without it. */
export async function standIn(title: string, error: unknown, call: CallContext, hiding: Hiding): Promise<Gathered> {
  if (error instanceof PlumblineError && error.code === 'invalid_input') throw new PlumblineError(error.code, `“${title}” cannot be made: ${error.message}`, error.details);
  if (!(error instanceof PlumblineError) || !goesOnWithout.has(error.code)) throw error;
  return placeholder(title, error.code === 'permission_denied' ? 'Withheld: privileged.' : error.code === 'stopped' ? 'Withheld: nobody may open this file.' : `Its pages are not here: ${hiding.text(error.message)}`, [], call);
}
