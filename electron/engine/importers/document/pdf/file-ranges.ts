/** Gives pdf.js the parts of a file it asks for, so that a large one need not be in memory whole. Runs in the reading thread only. */
import { open, type FileHandle } from 'node:fs/promises';
import type { PDFDataRangeTransport } from 'pdfjs-dist';

export interface FileRanges { readonly range: PDFDataRangeTransport; readonly close: () => Promise<void> }

/** Opens the file. What cannot be read ends the reading of the file: pdf.js would wait for it for ever. */
export async function fileRanges(path: string, { PDFDataRangeTransport: Transport }: typeof import('pdfjs-dist'), failed: (error: unknown) => void): Promise<FileRanges> {
  const file: FileHandle = await open(path);
  const { size } = await file.stat();
  const part = async (begin: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(end - begin);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, begin);
    if (bytesRead < bytes.length) throw new Error('the file became shorter while it was read');
    return bytes;
  };
  class Ranges extends Transport {
    override requestDataRange(begin: number, end: number): void {
      part(begin, Math.min(end, size)).then((bytes) => this.onDataRange(begin, bytes), failed);
    }
  }
  return { range: new Ranges(size, null), close: () => file.close() };
}
