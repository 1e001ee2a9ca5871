/**
 * Opens a PDF from granted bytes. pdf.js parses in a worker thread of ours, is given only the parts it
 * asks for, runs no script of the document, and can reach no network: there is none.
 */
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

/** `document` rejects when the file cannot be opened. Close it when it is put away: its thread ends with it. */
export function openPdfFile(grant: Grant): OpenedPdf {
  const thread = new Worker(new URL('./pdf-parser.ts', import.meta.url));
  let fail: (error: unknown) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => { fail = reject; });
  const task = getDocument({
    range: new GrantedBytes(grant, (error) => fail(error)), rangeChunkSize: chunkBytes, disableAutoFetch: true, disableStream: true,
    worker: PDFWorker.create({ port: thread }), verbosity: 0, enableXfa: false, useWorkerFetch: false, isImageDecoderSupported: false, disableWorkerRendering: true,
    // WebAssembly counts as eval under the window's policy; these decoders are ordinary scripts of ours.
    useWasm: false, wasmUrl: '/pdf-decoders/',
  });
  const document = Promise.race([task.promise, failure]);
  return {
    document,
    close: () => {
      task.destroy().catch(() => undefined);
      thread.terminate();
    },
  };
}
