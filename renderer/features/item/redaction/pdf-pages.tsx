/** Opens a PDF for as long as it stands here, and lends its pages to be drawn. A protected one asks for its password, which is kept by nothing. */
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { PasswordException, RenderingCancelledException, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PictureSize } from '../../../../shared/contract/pictures.ts';
import { Button, Field } from '../../../ui/controls.tsx';
import type { Grant } from '../evidence-grant.ts';
import { maxPixels, openPdfFile } from '../pdf-file.ts';

export interface PageSource {
  readonly count: number;
  /** Pixels of the page as it is turned, at the fineness redacted pages are made in. Rejects for a damaged page. */
  readonly sizeOf: (page: number) => Promise<PictureSize>;
  /** Fills a canvas. Resolves without a picture when it was stopped; rejects when the page cannot be drawn. */
  readonly draw: (page: number, canvas: HTMLCanvasElement, stopped: AbortSignal) => Promise<void>;
}

const dotsAnInch = 200;
const pointsAnInch = 72;

function scaleOf({ width, height }: PictureSize): number {
  return Math.min(dotsAnInch / pointsAnInch, Math.sqrt(maxPixels / (width * height)));
}

function sourceOf(document: PDFDocumentProxy): PageSource {
  const sized = async (number: number) => {
    const page = await document.getPage(number);
    return { page, viewport: page.getViewport({ scale: scaleOf(page.getViewport({ scale: 1 })) }) };
  };
  return {
    count: document.numPages,
    sizeOf: async (number) => {
      const { viewport } = await sized(number);
      return { width: Math.max(1, Math.round(viewport.width)), height: Math.max(1, Math.round(viewport.height)) };
    },
    draw: async (number, canvas, stopped) => {
      const { page, viewport } = await sized(number);
      if (stopped.aborted) return;
      canvas.width = Math.max(1, Math.round(viewport.width));
      canvas.height = Math.max(1, Math.round(viewport.height));
      const task = page.render({ canvas, viewport });
      stopped.addEventListener('abort', () => task.cancel());
      await task.promise.catch((error: unknown) => { if (!(error instanceof RenderingCancelledException)) throw error; });
      page.cleanup();
    },
  };
}

type Opening = 'opening' | 'locked' | 'open' | 'failed';

function PasswordForm({ wrong, onGive }: { readonly wrong: boolean; readonly onGive: (password: string) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const give = (event: FormEvent): void => {
    event.preventDefault();
    if (typed !== '') onGive(typed);
  };
  return (
    <form className="redaction-password" aria-label="Password" onSubmit={give}>
      <Field label="The file is protected: its password" secret autoFocus value={typed} onChange={setTyped} hint="Kept by nothing." error={wrong ? 'The password given does not open it.' : null} />
      <div><Button type="submit" isDisabled={typed === ''}>Open</Button></div>
    </form>
  );
}

/** `onSource` is told null when the pages are put away. */
export default function PdfPages({ grant, password, onPassword, onSource }: { readonly grant: Grant; readonly password: string | null; readonly onPassword: (password: string) => void; readonly onSource: (source: PageSource | null) => void }): ReactNode {
  const [opening, setOpening] = useState<Opening>('opening');
  useEffect(() => {
    const opened = openPdfFile(grant, password);
    let closed = false;
    setOpening('opening');
    opened.document.then((document) => {
      if (closed) return;
      setOpening('open');
      onSource(sourceOf(document));
    }, (error: unknown) => { if (!closed) setOpening(error instanceof PasswordException ? 'locked' : 'failed'); });
    return () => {
      closed = true;
      onSource(null);
      opened.close();
    };
  }, [grant, password, onSource]);
  if (opening === 'locked') return <PasswordForm key={password} wrong={password !== null} onGive={onPassword} />;
  if (opening === 'failed') return <p className="flag">The window cannot draw this file. What is redacted in it can still be listed and withdrawn; the exhibit itself is unchanged.</p>;
  return opening === 'opening' ? <p className="quiet" role="status">Opening…</p> : null;
}
