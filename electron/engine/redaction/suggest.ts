/** Where protected strings can be seen on pages and in pictures, as regions a person may take over. It suggests and changes nothing. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { SuggestedRedaction } from '../../../shared/contract/redactions.ts';
import type { PictureWord } from '../../../shared/contract/pictures.ts';
import { sha256Schema } from '../../../shared/domain/ids.ts';
import { spanFinder, type ProtectedSpan } from '../../../shared/domain/protected-text.ts';
import type { Region } from '../../../shared/domain/region.ts';
import { pdfPages } from '../bundle/pdf-pages.ts';
import { hidingOf } from '../ciphers/hiding.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { borrowReader, giveBack } from '../importers/contained/contained-reader.ts';
import type { PlacedText } from '../importers/contained/orders.ts';
import { preparePicture } from '../pictures/prepare.ts';
import { TextReader } from '../pictures/read-text.ts';
import { pagesRead } from '../pictures/text-store.ts';
import type { CallContext } from '../rpc/handler.ts';
import { fileOfCase, refuseWithoutPages, withFileOfCase } from './redacted-file.ts';

const openLimitMs = 60_000;
const pageLimitMs = 20_000;
type Find = (text: string) => ProtectedSpan[];

const within = (region: Region): Region => {
  const [x, y] = [Math.min(1, Math.max(0, region.x)), Math.min(1, Math.max(0, region.y))];
  return { x, y, width: Math.max(1e-6, Math.min(1 - x, region.width)), height: Math.max(1e-6, Math.min(1 - y, region.height)) };
};

/** The part of a piece that a stretch of the whole text covers. Letters are taken to be equally wide, and one is added on each side. */
function partOf({ text, x, y, width, height }: PlacedText, from: number, until: number): Region {
  const letter = width / Math.max(1, text.length);
  const [first, last] = [Math.max(0, from - 1), Math.min(text.length, until + 1)];
  // Writing that goes down or up the page is covered whole.
  return within(width >= height ? { x: x + first * letter, y, width: Math.max(letter, (last - first) * letter), height } : { x, y, width, height });
}

/** Regions of protected strings in pieces of text; a string across several pieces has several. */
export function regionsIn(pieces: readonly PlacedText[], find: Find): { readonly region: Region; readonly cipher: string }[] {
  const starts: number[] = [];
  let text = '';
  for (const piece of pieces) {
    starts.push(text.length);
    text += piece.ends ? `${piece.text}\n` : piece.text;
  }
  return find(text).flatMap(({ start, end, cipher }) => pieces.flatMap((piece, index) => {
    const begins = starts[index] ?? 0;
    const [from, until] = [Math.max(start, begins) - begins, Math.min(end, begins + piece.text.length) - begins];
    return until > from ? [{ region: partOf(piece, from, until), cipher }] : [];
  }));
}

/** Words a machine read, as pieces of text. Those of a line are parted by a space, which lies nowhere. */
const piecesOf = (words: readonly PictureWord[]): PlacedText[] => words.flatMap(({ text, line, x, y, width, height }, index) => {
  const ends = words[index + 1]?.line !== line;
  const placed = { x, y, width, height };
  return [{ text, ...placed, ends }, ...(ends ? [] : [{ text: ' ', ...placed, width: 0, ends: false }])];
});

/** `read`: words a machine has read in pages that have none of their own. */
async function onPages(path: string, { scratch, password, read }: { readonly scratch: string; readonly password: string | undefined; readonly read: ReadonlyMap<number, readonly PictureWord[]> }, find: Find, call: CallContext): Promise<CommandOutput<'redactions.suggest'>> {
  const taken = await pdfPages(await readFile(path), password);
  if ('why' in taken) throw new PlumblineError('damaged_input', `Its pages cannot be read: ${taken.why}.`);
  // The pages as they would stand in a bundle, protection taken off.
  const open = join(scratch, 'pages.pdf');
  await writeFile(open, await taken.document.save());
  const reader = borrowReader('the file to be redacted', call.signal);
  const suggestions: SuggestedRedaction[] = [];
  const unread: number[] = [];
  try {
    await reader.ask('pdf.open', { path: open, repair: false }, openLimitMs);
    for (let page = 1; page <= taken.count; page += 1) {
      const own = await reader.ask('pdf.places', { page }, pageLimitMs);
      const pieces = own.length > 0 ? own : piecesOf(read.get(page) ?? []);
      if (pieces.length === 0) unread.push(page);
      suggestions.push(...regionsIn(pieces, find).map((found) => ({ page, ...found })));
      call.report({ stage: 'Searching pages', done: page, total: taken.count, unit: 'pages' });
    }
    return { suggestions, unread };
  } finally {
    await giveBack(reader);
  }
}

async function inPicture(path: string, mediaType: string, find: Find): Promise<CommandOutput<'redactions.suggest'>> {
  const prepared = await preparePicture(path, mediaType);
  const reader = await TextReader.start();
  try {
    const { words } = await reader.read(prepared);
    return { suggestions: regionsIn(piecesOf(words), find).map((found) => ({ page: 1, ...found })), unread: words.length === 0 ? [1] : [] };
  } finally {
    await reader.stop();
  }
}

/** Throws what finding and reading the file throws, `invalid_input` when nobody has a cipher, `refused_input` for a file without pages. */
export async function suggestRedactions(work: { readonly db: CaseDatabase; readonly store: ExhibitStore }, { file, ordinaryWords, password }: CommandRequest<'redactions.suggest'>, call: CallContext): Promise<CommandOutput<'redactions.suggest'>> {
  const found = fileOfCase(work.db, file);
  const { mediaType } = found;
  const read = found.sha256 === null ? new Map<number, readonly PictureWord[]>() : pagesRead(work.db, sha256Schema.parse(found.sha256));
  refuseWithoutPages(found);
  const find = spanFinder(hidingOf(work.db, { ciphers: true, ordinaryWords }).people);
  return withFileOfCase(work, file, call, async (path) => {
    if (mediaType === 'application/pdf') return work.store.withScratch((scratch) => onPages(path, { scratch, password, read }, find, call));
    return inPicture(path, mediaType, find);
  });
}
