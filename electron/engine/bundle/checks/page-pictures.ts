/** What the pictures of a finished bundle weigh, how fine they come out, and which are in it more than once. */
import { PDFArray, PDFStream, type PDFDocument } from '@cantoo/pdf-lib';
import { drawnPictures } from './content-walk.ts';
import { shortHash } from './read-pages.ts';

export interface PagePictures {
  /** Of all its pictures together; '' when it has none, or could not be followed. */
  readonly hash: string;
  /** The finest, in dots an inch; 0 when it has none. */
  readonly dpi: number;
  /** Of its own drawing and its pictures. */
  readonly bytes: number;
  /** What it draws could not be followed. */
  readonly unread: boolean;
}
export interface Pictures {
  readonly pages: readonly PagePictures[];
  /** Kept in the file more than once. */
  readonly repeated: readonly { readonly pages: number[]; readonly copies: number; readonly bytes: number }[];
}

const pointsAnInch = 72;

export function readPictures(document: PDFDocument): Pictures {
  const hashes = new Map<PDFStream, string>();
  const where = new Map<string, { readonly streams: Set<PDFStream>; readonly pages: Set<number>; readonly bytes: number }>();
  const hashOf = (stream: PDFStream): string => {
    const hash = hashes.get(stream) ?? shortHash(stream.getContents());
    hashes.set(stream, hash);
    return hash;
  };
  const pages = document.getPages().map((page, index): PagePictures => {
    const contents = page.node.Contents();
    const own = contents instanceof PDFArray ? Array.from({ length: contents.size() }, (_, at) => contents.lookup(at)) : [contents];
    const drawing = own.reduce((sum, stream) => sum + (stream instanceof PDFStream ? stream.getContentsSize() : 0), 0);
    try {
      const drawn = drawnPictures(page);
      for (const { stream } of drawn) {
        const entry = where.get(hashOf(stream)) ?? { streams: new Set(), pages: new Set(), bytes: stream.getContentsSize() };
        entry.streams.add(stream);
        entry.pages.add(index + 1);
        where.set(hashOf(stream), entry);
      }
      const streams = [...new Set(drawn.map(({ stream }) => stream))];
      const dpi = drawn.map(({ dotsAcross, dotsDown, pointsAcross, pointsDown }) => Math.max(pointsAcross === 0 ? 0 : dotsAcross / (pointsAcross / pointsAnInch), pointsDown === 0 ? 0 : dotsDown / (pointsDown / pointsAnInch)));
      return { hash: drawn.length === 0 ? '' : shortHash(drawn.map(({ stream }) => hashOf(stream)).join(' ')), dpi: Math.max(0, ...dpi), bytes: drawing + streams.reduce((sum, stream) => sum + stream.getContentsSize(), 0), unread: false };
    } catch {
      return { hash: '', dpi: 0, bytes: drawing, unread: true };
    }
  });
  const repeated = [...where.values()].filter(({ streams }) => streams.size > 1)
    .map(({ streams, pages: on, bytes }) => ({ pages: [...on], copies: streams.size, bytes })).toSorted((one, other) => other.bytes * other.copies - one.bytes * one.copies);
  return { pages, repeated };
}
