/** What qpdf and poppler say of a finished bundle: how it opens, its page labels, what is printed at the foot of each page. */
import sharp from 'sharp';
import { tool } from './bundle-bench.ts';

/** `12 0 R /XYZ null null 1` */
export function openActionOf(path: string): string {
  const [, action = ''] = /\/OpenAction \[([^\]]*)\]/u.exec(tool('qpdf', '--qdf', '--object-streams=disable', path, '-')) ?? [];
  return action.trim().replace(/\s+/gu, ' ');
}

interface LabelRange { readonly index: number; readonly label: Readonly<Record<string, unknown>> }
/** `index` counts pages from 0. */
export const labelsIn = (path: string): LabelRange[] => (JSON.parse(tool('qpdf', '--json=2', '--json-key=pagelabels', path)) as { pagelabels: LabelRange[] }).pagelabels;

export interface Stamp { readonly text: string; /** Of the word, and the page’s width and the word’s height, in points. */ readonly middle: number; readonly width: number; readonly height: number }
/** The words in the strip at the foot, one a page. */
export function stampsOf(path: string): Stamp[] {
  return tool('pdftotext', '-bbox', path, '-').split('<page ').slice(1).map((page) => {
    const [, width = '0', height = '0'] = /^width="([\d.]+)" height="([\d.]+)"/u.exec(page) ?? [];
    const strip = Number(height) - (14 * 72) / 25.4;
    const words = [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</gu)].filter(([, , , , yMax]) => Number(yMax) > strip + 1);
    const [first] = words;
    return { text: words.map((word) => word[5]).join(' '), middle: (Number(first?.[1]) + Number(first?.[3])) / 2, width: Number(width), height: Number(first?.[4]) - Number(first?.[2]) };
  });
}

/** A picture of so many dots that a page of A4 has more than 600 to the inch. */
export const fineJpeg = (): Promise<Buffer> => sharp({ create: { width: 6_400, height: 4_800, channels: 3, background: '#406080' } }).jpeg({ quality: 60 }).toBuffer();

/** Sizes of type on a page, as poppler measures them, in points. */
export const sizesOf = (path: string, page: number): number[] =>
  [...tool('pdftohtml', '-xml', '-zoom', '1', '-i', '-stdout', '-f', String(page), '-l', String(page), path).matchAll(/<fontspec [^>]*size="(\d+)"/gu)].map(([, size]) => Number(size));

/** Typefaces of a page, without the letters of their parts. */
export const facesOf = (path: string, page: number): string[] =>
  tool('pdffonts', '-f', String(page), '-l', String(page), path).split('\n').slice(2).filter((line) => line.trim() !== '').map((line) => (line.split(/\s/u)[0] ?? '').replace(/^[A-Z]{6}\+/u, ''));
