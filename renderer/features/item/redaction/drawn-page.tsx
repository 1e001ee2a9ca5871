/** One page of a PDF, drawn once at the fineness it would be made anew in. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PictureSize } from '../../../../shared/contract/pictures.ts';
import type { PageSource } from './pdf-pages.tsx';

interface Known { readonly source: PageSource; readonly page: number; readonly size: PictureSize }

/** The size of a page, and whether it is of this page yet: until it is, that of the page before stands. Null before any is known. */
export function usePageSize(source: PageSource | null, page: number): { readonly size: PictureSize; readonly isOfPage: boolean } | null {
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    let stale = false;
    // A page whose size cannot be told is not drawn either, and that says why.
    source?.sizeOf(page).catch(() => null).then((size) => { if (!stale) setKnown((before) => ({ source, page, size: size ?? before?.size ?? { width: 1, height: 1 } })); }, () => undefined);
    return () => { stale = true; };
  }, [source, page]);
  return known === null ? null : { size: known.size, isOfPage: known.source === source && known.page === page };
}

export function DrawnPage({ source, page, name, onFault }: { readonly source: PageSource; readonly page: number; readonly name: string; readonly onFault: (fault: string) => void }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const controller = new AbortController();
    onFault('');
    source.draw(page, element, controller.signal).catch(() => { if (!controller.signal.aborted) onFault('The window cannot draw this page. The exhibit itself is unchanged.'); });
    return () => controller.abort();
  }, [source, page, onFault]);
  return <canvas ref={canvas} role="img" aria-label={`Page ${page} of ${name}`} />;
}
