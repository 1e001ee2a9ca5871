/**
 * Opens a PDF from granted bytes. pdf.js parses in a worker thread of ours, is given only the parts it
 * asks for, runs no script of the document, and can reach no network: there is none.
 */
import './older-runtime.ts';
import { getDocument, PDFDataRangeTransport, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { GrantId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import type { Grant } from './evidence-grant.ts';

/** Bytes asked for at a time; the contract allows 4 MiB a call. */
const chunkBytes = 262_144;
const callBytes = 1_048_576;

async function readBytes(grantId: GrantId, begin: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - begin);
  for (let at = begin; at < end;) {
    const { base64 } = await engine.call('evidence.read', { grantId, start: at, length: Math.min(callBytes, end - at) });
    const part = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    if (part.length === 0) throw new Error('The evidence ended before its recorded size.');
    bytes.set(part, at - begin);
    at += part.length;
  }
  return bytes;
}

class GrantedBytes extends PDFDataRangeTransport {
  readonly #grant: Grant;
  readonly #failed: (error: unknown) => void;

  constructor(grant: Grant, failed: (error: unknown) => void) {
    super(grant.sizeBytes, null);
    this.#grant = grant;
    this.#failed = failed;
  }

  override requestDataRange(begin: number, end: number): void {
    readBytes(this.#grant.grantId, begin, Math.min(end, this.#grant.sizeBytes)).then((bytes) => this.onDataRange(begin, bytes), this.#failed);
  }
}

export interface OpenedPdf { readonly document: Promise<PDFDocumentProxy>; readonly close: () => void }

/**
 * A file this small is read whole: a damaged one then opens as it did when it was imported. pdf.js
 * can wait without end for a part that a damaged file promises and does not have.
 */
const readWholeBytes = 33_554_432;
const openLimitMs = 30_000;

async function sourceOf(grant: Grant, failed: (error: unknown) => void): Promise<{ readonly data: Uint8Array } | { readonly range: GrantedBytes }> {
  return grant.sizeBytes <= readWholeBytes ? { data: await readBytes(grant.grantId, 0, grant.sizeBytes) } : { range: new GrantedBytes(grant, failed) };
}

/** A page may state any size; no canvas is made larger than this. */
export const maxPixels = 16_000_000;

/** `document` rejects when the file cannot be opened, with a `PasswordException` when it needs another password. Close it when it is put away: its thread ends with it. */
export function openPdfFile(grant: Grant, password: string | null = null): OpenedPdf {
  const thread = new Worker(new URL('./pdf-parser.ts', import.meta.url));
  let end: () => void = () => undefined;
  const document = new Promise<PDFDocumentProxy>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Opening the PDF took too long.')), openLimitMs);
    end = () => {
      clearTimeout(timer);
      reject(new Error('The PDF was put away.'));
      // Whatever the parser is doing, it ends here.
      thread.terminate();
    };
    const opened = sourceOf(grant, reject).then((source) => getDocument({
      ...source, ...(password === null ? {} : { password }), rangeChunkSize: chunkBytes, disableAutoFetch: true, disableStream: true,
      worker: PDFWorker.create({ port: thread }), verbosity: 0, enableXfa: false, useWorkerFetch: false, isImageDecoderSupported: false, disableWorkerRendering: true,
      // WebAssembly counts as eval under the window's policy; these decoders are ordinary scripts of ours.
      useWasm: false, wasmUrl: '/pdf-decoders/',
    }).promise);
    opened.then(resolve, reject).finally(() => clearTimeout(timer));
  });
  return { document, close: () => end() };
}
