/** A case whose bundle has about 2,000 pages: statements, scanned pages, screenshots and a chronology that cites them. The same for the same seed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { Engine } from '../../electron/engine/engine.ts';
import type { BundleDefinition } from '../../shared/domain/bundle.ts';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import { documentAskSchema } from '../../shared/domain/document-ask.ts';
import type { ExhibitId } from '../../shared/domain/ids.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { chanceFor, type Chance } from '../sample-case/chance.ts';
import { writeWhatsAppChat } from './generate-whatsapp.ts';

const statements = { count: 26, pages: 50 } as const;
const scans = { count: 8, pages: 50, width: 1_240, height: 1_754 } as const;
const screenshots = { count: 100, width: 1_080, height: 2_340 } as const;
const chatBytes = 80_000;
const linesAPage = 45;

async function statement(chance: Chance): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (let page = 1; page <= statements.pages; page += 1) {
    const lines = Array.from({ length: linesAPage }, (_, line) => `${line + 1}. What was said and done on page ${page}, ${chance.between(100_000, 999_999)}, ${'as it was written down at the time '.repeat(2)}`);
    document.addPage([595, 842]).drawText(lines.join('\n'), { x: 50, y: 780, size: 10, lineHeight: 16, font });
  }
  return document.save();
}

/** Dark strokes on paper that is not quite white, as a scanner sees it. */
async function scannedPage({ width, height }: { readonly width: number; readonly height: number }, chance: Chance): Promise<Uint8Array> {
  const strokes = Array.from({ length: 900 }, () => `<rect x="${chance.between(100, width - 160)}" y="${chance.between(80, height - 80)}" width="${chance.between(8, 60)}" height="${chance.between(2, 14)}" fill="#${chance.between(16, 70)}${chance.between(16, 70)}${chance.between(16, 70)}"/>`);
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f4f2ee"/>${strokes.join('')}</svg>`)).jpeg({ quality: 70 }).toBuffer();
}

async function scan(chance: Chance): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= scans.pages; page += 1) document.addPage([595, 842]).drawImage(await document.embedJpg(await scannedPage(scans, chance)), { x: 0, y: 0, width: 595, height: 842 });
  return document.save();
}

/** Makes the case at `folder` and returns it with the bundle's number. */
export async function makeBundleCase(folder: string, seed: number): Promise<{ readonly caseFolder: string; readonly bundleId: number }> {
  const chance = chanceFor(seed, 'bundle');
  const caseFolder = join(folder, 'Bench.plumbline');
  const engine = new Engine({ settingsFolder: join(folder, 'settings'), author: 'Bench', host: () => { throw new Error('no pages are set here'); }, log: (ref, story) => console.error(ref, story) });
  await engine.call('cases.create', { folder: caseFolder, details: { ...defaultCaseDetails, title: 'Bench', reference: 'BENCH' } });
  const add = async (reference: string, name: string, bytes: Uint8Array): Promise<ExhibitId> => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return (await engine.call('exhibits.add', { sourcePath: path, details: { reference, producer: '', description: name, deviceOwner: '', legalBasis: '' } })).id;
  };
  const section = async (title: string, reference: string, count: number, make: () => Promise<Uint8Array>, ending: string): Promise<BundleDefinition['sections'][number]> => {
    const documents: BundleDefinition['sections'][number]['documents'] = [];
    for (let number = 1; number <= count; number += 1) {
      const exhibitId = await add(`${reference}/${number}`, `${reference}-${number}.${ending}`, await make());
      documents.push({ id: `${reference.toLowerCase()}-${number}`, title: `${title} ${number}`, dated: null, turn: 0, source: { type: 'exhibit', exhibitId } });
    }
    return { title, documents };
  };
  const chat = join(folder, 'chat.txt');
  writeWhatsAppChat(chat, chatBytes, seed);
  const messages = await engine.call('exhibits.add', { sourcePath: chat, details: { reference: 'CHAT/1', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
  await engine.call('imports.start', { exhibitId: messages.id, answers: { zone: 'Europe/London', zoneBasis: 'assumed', dateOrder: 'dmy' } });
  const sections = [
    await section('Statements', 'STA', statements.count, () => statement(chance), 'pdf'), await section('Scans', 'SCA', scans.count, () => scan(chance), 'pdf'), await section('Screenshots', 'PIC', screenshots.count, () => scannedPage(screenshots, chance), 'jpg'),
    { title: 'Schedules', documents: [
      { id: 'messages', title: 'The messages', dated: null, turn: 0 as const, source: { type: 'exhibit' as const, exhibitId: messages.id } },
      { id: 'chronology', title: 'Chronology', dated: null, turn: 0 as const, source: { type: 'document' as const, ask: documentAskSchema.parse({ kind: 'chronology', zone: 'Europe/London', filter: everything }) } },
    ] },
  ];
  const { bundleId } = await engine.call('bundles.save', { definition: { title: 'Bench', sections } });
  await engine.close();
  return { caseFolder, bundleId };
}
