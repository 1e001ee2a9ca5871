/** A case to make bundles of, the page setter of the app, and readers of the finished file that share no code with the builder. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import type { BundleDefinition, BundleSource } from '../../shared/domain/bundle.ts';
import type { ExhibitId } from '../../shared/domain/ids.ts';
import { enquiryLog, enquiryMapping } from '../fixtures/audit-tables.ts';
import { addAndImport, addExhibit, caseForAll, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

export const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });

/** Text of pages of a file, on one line. */
export const textOf = (path: string, first: number, last = first): string => tool('pdftotext', '-raw', '-f', String(first), '-l', String(last), path, '-').replace(/\s+/g, ' ').trim();
export const pagesOf = (path: string): number => Number(/^Pages: +(\d+)$/m.exec(tool('pdfinfo', path))?.[1]);

interface Outline { readonly title: string; readonly destpageposfrom1: number; readonly kids: readonly Outline[] }
const flat = (outlines: readonly Outline[]): Outline[] => outlines.flatMap((outline) => [outline, ...flat(outline.kids)]);
export const outlinesOf = (path: string): Outline[] => flat((JSON.parse(tool('qpdf', '--json=2', '--json-key=outlines', path)) as { outlines: Outline[] }).outlines);

type Dictionary = Readonly<Record<string, unknown>>;
export interface Link { readonly page: number; readonly to: number; readonly kind: string; readonly zoom: unknown; readonly left: number; readonly bottom: number; readonly right: number; readonly top: number }
/** Every internal link with the page it is on and the page it leads to, as qpdf reads them. */
export function linksOf(path: string): Link[] {
  const { pages, qpdf } = JSON.parse(tool('qpdf', '--json=2', '--json-key=pages', '--json-key=qpdf', path)) as { pages: { object: string; pageposfrom1: number }[]; qpdf: [Dictionary, Record<string, { value?: Dictionary }>] };
  const objects = qpdf[1];
  const resolved = (value: unknown): unknown => (typeof value === 'string' && value.endsWith(' 0 R') ? objects[`obj:${value}`]?.value : value);
  const numbers = new Map(pages.map(({ object, pageposfrom1 }) => [object, pageposfrom1]));
  return pages.flatMap(({ object, pageposfrom1 }) => {
    const page = resolved(object) as Dictionary;
    const annotations = (resolved(page['/Annots']) ?? []) as unknown[];
    return annotations.map((each) => resolved(each) as Dictionary).filter((each) => each['/Subtype'] === '/Link').map((each) => {
      const target = resolved(each['/Dest']) as unknown[] | undefined;
      const [left = 0, bottom = 0, right = 0, top = 0] = (resolved(each['/Rect']) as number[]);
      return { page: pageposfrom1, to: numbers.get(String(target?.[0])) ?? 0, kind: String(target?.[1]), zoom: target?.[4], left, bottom, right, top };
    });
  });
}

/** A PDF each of whose pages says `<word> page <n>`. */
export async function pagesSaying(word: string, count: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= count; page += 1) document.addPage([595, 842]).drawText(`${word} page ${page}`, { x: 60, y: 700, size: 14, font });
  return document.save();
}

export interface BundleBench {
  readonly bench: Bench;
  readonly chat: ExhibitId; readonly log: ExhibitId; readonly statement: ExhibitId;
  readonly pathTo: (name: string) => string;
  /** Adds a PDF of so many pages as an exhibit and reads it. */
  readonly addPdf: (reference: string, word: string, pages: number) => Promise<ExhibitId>;
  readonly addUnread: (name: string, bytes: Uint8Array | string, reference: string) => Promise<ExhibitId>;
}

/** One case for a file of tests: a chat, a log of three accesses and a statement of three pages, all read. */
export async function bundleBench(): Promise<BundleBench> {
  const typesetter = await startTypesetter();
  afterAll(() => typesetter.stop());
  const host: HostCall = (request, input) => typesetter.call(request, input);
  const bench = await caseForAll(host);
  const addPdf = async (reference: string, word: string, pages: number): Promise<ExhibitId> =>
    (await addAndImport(bench, writeEvidence(bench.folder, `${word}.pdf`, await pagesSaying(word, pages)), reference, {})).exhibitId;
  const chat = await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', smallChat), 'ABC/1', londonAnswers);
  const log = await addAndImport(bench, writeEvidence(bench.folder, 'log.csv', enquiryLog), 'ABC/2', { ...londonAnswers, zoneBasis: 'stated', zoneBasisBy: 'A. B. Carver', dateOrder: 'dmy', mapping: enquiryMapping });
  return {
    bench, chat: chat.exhibitId, log: log.exhibitId, statement: await addPdf('ABC/3', 'Statement', 3), addPdf, pathTo: (name) => join(bench.folder, name),
    addUnread: async (name, bytes, reference) => (await addExhibit(bench, writeEvidence(bench.folder, name, bytes), reference)).id,
  };
}

type Written = BundleDefinition['sections'][number]['documents'][number];
export const document = (id: string, title: string, source: BundleSource, more: Partial<Pick<Written, 'dated' | 'turn'>> = {}): Written => ({ id, title, dated: null, turn: 0, source, ...more });
export const ofExhibit = (id: string, title: string, exhibitId: ExhibitId, more: Partial<Pick<Written, 'dated' | 'turn'>> = {}): Written => document(id, title, { type: 'exhibit', exhibitId }, more);
