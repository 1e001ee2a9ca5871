/** The parser of pdf.js, which its own types leave out: found on `globalThis.pdfjsWorker`, it is used where it is loaded. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown;
}
