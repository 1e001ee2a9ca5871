/** Shows the pages of a PDF, beginning with the page the item is: as they look, beside the words that were read from them. */
import { use, useEffect, useRef, useState, type ReactNode } from 'react';
import { RenderingCancelledException, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { Button } from '../../ui/controls.tsx';
import { SearchedWords } from '../../ui/marked.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Scroller } from '../../ui/scroller.tsx';
import { useWidth } from '../../ui/use-width.ts';
import type { PictureWord } from '../../../shared/contract/pictures.ts';
import type { Grant } from './evidence-grant.ts';
import { maxPixels, openPdfFile } from './pdf-file.ts';
import { PageTurner } from './page-turner.tsx';
import { marksOnPage, type PageMark } from './pdf-marks.ts';
import { usePictures } from './picture-store.ts';
import { wordsFound } from './read-words.ts';
import { WordBoxes } from './word-boxes.tsx';
import './pdf-view.css';

const zoomStep = 1.25;
const zoomLimits: readonly [number, number] = [0.5, 6];

const cannot = 'The window cannot draw this. The words that could be read are above; the exhibit itself is unchanged.';

function usePdf(grant: Grant): { readonly document: PDFDocumentProxy | null; readonly fault: string } {
  const [state, setState] = useState<{ readonly document: PDFDocumentProxy | null; readonly fault: string }>({ document: null, fault: '' });
  useEffect(() => {
    const opened = openPdfFile(grant);
    let closed = false;
    opened.document.then(
      (document) => { if (!closed) setState({ document, fault: '' }); },
      () => { if (!closed) setState({ document: null, fault: cannot }); },
    );
    return () => {
      closed = true;
      opened.close();
    };
  }, [grant]);
  return state;
}

async function draw(document: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement, widthPixels: number, zoom: number, stopped: AbortSignal): Promise<void> {
  const page = await document.getPage(number);
  if (stopped.aborted) return;
  const bare = page.getViewport({ scale: 1 });
  const wanted = (Math.max(widthPixels, 100) / bare.width) * zoom;
  const ratio = window.devicePixelRatio;
  const most = Math.sqrt(maxPixels / (bare.width * bare.height * ratio * ratio));
  const viewport = page.getViewport({ scale: Math.min(wanted, most) * ratio });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  canvas.style.width = `${Math.floor(viewport.width / ratio)}px`;
  const task = page.render({ canvas, viewport });
  stopped.addEventListener('abort', () => task.cancel());
  await task.promise;
  page.cleanup();
}

const noMarks: readonly PageMark[] = [];
const noWords: readonly PictureWord[] = [];

/** Marks of the words searched for; none until they have been found. */
function usePageMarks(document: PDFDocumentProxy, number: number): readonly PageMark[] {
  const words = use(SearchedWords);
  const [found, setFound] = useState<{ readonly number: number; readonly marks: readonly PageMark[] } | null>(null);
  useEffect(() => {
    let stale = false;
    // A page whose words cannot be read is shown without marks, as a scan is.
    marksOnPage(document, number, words).then((marks) => { if (!stale) setFound({ number, marks }); }, () => undefined);
    return () => { stale = true; };
  }, [document, number, words]);
  return found?.number === number ? found.marks : noMarks;
}

const share = (part: number): string => `${(part * 100).toFixed(3)}%`;

function PageCanvas({ document, number, zoom, name }: { readonly document: PDFDocumentProxy; readonly number: number; readonly zoom: number; readonly name: string }): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(frame);
  const [fault, setFault] = useState('');
  // Of a page that has no text of its own, a machine may have read some.
  const read = usePictures((state) => state.texts.find((text) => text.page === number)?.reading?.words) ?? noWords;
  const searched = use(SearchedWords);
  const own = usePageMarks(document, number);
  const marks = own.length > 0 ? own : wordsFound(read, searched).map(({ x, y, width: across, height }): PageMark => ({ left: x, top: y, width: across, height }));
  useEffect(() => {
    const element = canvas.current;
    if (element === null || width === 0) return undefined;
    const controller = new AbortController();
    setFault('');
    draw(document, number, element, width, zoom, controller.signal).catch((error: unknown) => {
      if (!(error instanceof RenderingCancelledException) && !controller.signal.aborted) setFault(cannot);
    });
    return () => controller.abort();
  }, [document, number, width, zoom]);
  return (
    <Scroller className="pdf-frame" label={`Page ${number}, as it looks`}>
      <div ref={frame} className="pdf-width">{fault === '' ? null : <p className="flag">{fault}</p>}</div>
      <div className="pdf-sheet">
        <canvas ref={canvas} role="img" aria-label={`Page ${number} of ${name}${marks.length === 0 ? '' : `, ${marks.length} ${marks.length === 1 ? 'place' : 'places'} marked`}`} />
        {marks.map((mark) => <span key={`${mark.left} ${mark.top}`} className="pdf-mark" aria-hidden="true" style={{ left: share(mark.left), top: share(mark.top), width: share(mark.width), height: share(mark.height) }} />)}
        <WordBoxes words={read} />
      </div>
    </Scroller>
  );
}

interface Place { readonly page: number; readonly last: number; readonly onPage: (page: number) => void; readonly onZoom: (factor: number) => void }

function Controls({ page, last, onPage, onZoom }: Place): ReactNode {
  return (
    <>
      <PageTurner page={page} last={last} onPage={onPage} />
      <Button aria-label="Smaller" onPress={() => onZoom(1 / zoomStep)}>−</Button>
      <Button aria-label="Larger" onPress={() => onZoom(zoomStep)}>+</Button>
    </>
  );
}

export default function PdfView({ grant, name, firstPage }: { readonly grant: Grant; readonly name: string; readonly firstPage: number }): ReactNode {
  const { document, fault } = usePdf(grant);
  const [page, setPage] = useState(firstPage);
  const [zoom, setZoom] = useState(1);
  const [large, setLarge] = useState(false);
  if (fault !== '') return <p className="flag">{fault}</p>;
  if (document === null) return <p className="quiet" role="status">Opening…</p>;
  const last = document.numPages;
  const shown = Math.min(Math.max(page, 1), last);
  const showLarge = (wanted: boolean): void => {
    setLarge(wanted);
    // Either way the page begins as wide as the room there is for it.
    setZoom(1);
  };
  const controls = <Controls page={shown} last={last} onPage={setPage} onZoom={(factor) => setZoom((now) => Math.min(Math.max(now * factor, zoomLimits[0]), zoomLimits[1]))} />;
  const body = (
    <>
      {shown === firstPage ? null : <p className="quiet">The item is page {firstPage}. <button type="button" className="link" onClick={() => setPage(firstPage)}>Go back to it</button></p>}
      <PageCanvas document={document} number={shown} zoom={zoom} name={name} />
    </>
  );
  return (
    <div className="pdf-view" role="group" aria-label={`Pages of ${name}`}>
      <div className="pdf-controls">{large ? null : controls}<Button onPress={() => showLarge(true)}>Whole window</Button></div>
      {large ? <p className="quiet">Shown in the whole window.</p> : body}
      {large ? (
        <Modal title={name} filling onClose={() => showLarge(false)}>
          <div className="pdf-controls">{controls}<Button autoFocus onPress={() => showLarge(false)}>Back to the side</Button></div>
          {body}
        </Modal>
      ) : null}
    </div>
  );
}
