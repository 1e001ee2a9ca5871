/** pdf.js as it is loaded in the reading thread, where its data lies, and what it said. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** What pdf.js said since it was last asked. */
let heard: string[] = [];

export function takeHeard(): string[] {
  const said = heard;
  heard = [];
  return said;
}

function listen(): void {
  // pdf.js reports damage on the console and nowhere else.
  const keep = (...words: unknown[]): void => { if (heard.length < 1_000) heard.push(words.map(String).join(' ').slice(0, 300)); };
  Object.assign(console, { warn: keep, log: keep });
}

export async function loadReader(): Promise<typeof import('pdfjs-dist')> {
  listen();
  const worker = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  // Found here, the parser runs in this thread and starts no other.
  Object.assign(globalThis, { pdfjsWorker: worker });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** Folders of data that pdf.js reads: widths of the standard fonts, the maps of Chinese, Japanese and Korean ones, decoders of pictures, colours. */
export function dataFolder(name: 'cmaps' | 'standard_fonts' | 'wasm' | 'iccs'): string {
  return join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), name) + sep;
}
