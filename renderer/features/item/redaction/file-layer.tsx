/** What is shown of the file: pages of a PDF once asked for; a picture small and grey once asked for, in full only while a key or button is held. */
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { PictureSize } from '../../../../shared/contract/pictures.ts';
import { useGrant } from '../evidence-grant.ts';
import { DrawnPage, usePageSize } from './drawn-page.tsx';
import type { HeldFile } from './opened-file.ts';
import type { PageSource } from './pdf-pages.tsx';

/** The reader of PDFs is large and few files need it. */
const PdfPages = lazy(() => import('./pdf-pages.tsx'));

/** Pixels of A4 upright; until it is known how large the page is. */
const pageUnknown: PictureSize = { width: 1654, height: 2339 };

export interface FileLayer {
  readonly size: PictureSize;
  readonly pages: number;
  /** Null while nothing is shown. */
  readonly layer: ReactNode;
  /** What stands over the stage: a question for the password, or why nothing is shown. */
  readonly above: ReactNode;
  /** Given for this file; null when none was. */
  readonly password: string | null;
}

interface Shown { readonly page: number; readonly asked: boolean; readonly inFull: boolean; readonly name: string }

function useSteady({ width, height }: PictureSize): PictureSize {
  return useMemo(() => ({ width, height }), [width, height]);
}

export function useFileLayer(file: HeldFile, { page, asked, inFull, name }: Shown): FileLayer {
  const { held: { itemId, attachment }, redactions } = file;
  const isPicture = file.size !== null;
  const [source, setSource] = useState<PageSource | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const [fault, setFault] = useState('');
  const small = useGrant(itemId, attachment, 'thumbnail', asked && isPicture);
  const full = useGrant(itemId, attachment, 'original', asked && (inFull || !isPicture));
  const known = usePageSize(source, page);
  const size = useSteady(file.size ?? known?.size ?? pageUnknown);
  if (isPicture) {
    const url = inFull && full !== null ? full.url : asked && small !== null ? small.url : null;
    const grey = !(inFull && full !== null);
    return { size, pages: 1, password, above: null, layer: url === null ? null : <img className={grey ? 'grey' : ''} draggable={false} src={url} alt={grey ? `Grey view of ${name}` : name} /> };
  }
  return {
    size, password, pages: source?.count ?? file.pages ?? Math.max(1, ...redactions.map((redaction) => redaction.page)),
    layer: source !== null && known?.isOfPage === true ? <DrawnPage source={source} page={page} name={name} onFault={setFault} /> : null,
    above: (
      <>
        {asked && full !== null ? <Suspense fallback={<p className="quiet">Opening…</p>}><PdfPages grant={full} password={password} onPassword={setPassword} onSource={setSource} /></Suspense> : null}
        {fault === '' || source === null ? null : <p className="flag" role="alert">{fault}</p>}
      </>
    ),
  };
}
