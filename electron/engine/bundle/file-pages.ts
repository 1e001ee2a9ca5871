/** The pages of one file: a PDF's own, a picture on a page, and for a sound or a film a page that says what it is. */
import { readFile, stat } from 'node:fs/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { PictureWord } from '../../../shared/contract/pictures.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import { formatDuration } from '../../../shared/domain/display-time.ts';
import type { Redaction } from '../../../shared/domain/redaction.ts';
import type { Hiding } from '../ciphers/hiding.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { pointsAMm, stripPaper, type Turn } from '../exports/pdf/paper.ts';
import { picturePage, type PageSize, type PicturePlace, type PictureRoom } from '../exports/pdf/picture-page.ts';
import { setPages } from '../exports/pdf/set-pages.ts';
import { htmlDocument } from '../exports/timeline/styles.ts';
import { borrowReader, giveBack, OrderFailed, ReaderEnded } from '../importers/contained/contained-reader.ts';
import { decodeFault } from '../importers/picture/decode.ts';
import type { CallContext } from '../rpc/handler.ts';
import { stampStripPt } from './a4-frame.ts';
import { placeholder, type Gathered } from './gathered.ts';
import { layWordsBehind } from './page-words.ts';
import { pdfPages } from './pdf-pages.ts';
import { pictureSheet, pictureStyles } from './picture-words.ts';
import { redactPages } from './redacted-pages.ts';

export interface Gathering {
  readonly password: string | undefined; readonly mostDpi: number; readonly turn: Turn; readonly call: CallContext;
  /** Names in what the bundle says itself; and files are redacted when anybody is hidden. */
  readonly hiding: Hiding;
  /** Share of its size our own text is set in, so that it comes to a number of pages; 1 as a rule. */
  readonly zoom: number;
  /** Why a person withholds it: its pages are then one that says so. Not said: nobody does. */
  readonly withheld?: string | undefined;
}
/** `facts`: what a page that stands in for it may say, the name first. */
export interface SourceFile { readonly path: string; readonly mediaType: string; readonly sha256: Sha256 | null; readonly facts: readonly string[]; /** Those that apply; none in a bundle that names people. */ readonly redactions: readonly Redaction[]; /** Read in a picture by machine; none in a bundle in which people are hidden. */ readonly words: readonly PictureWord[]; /** Of pages of a PDF that are pictures. */ readonly pageWords: ReadonlyMap<number, readonly PictureWord[]> }

const mostBytes = 268_435_456;
const mediaLimitMs = 60_000;
const marginPt = 15 * pointsAMm;
/** As large as what a framed page has room for, so that nothing is made smaller after the dots have been counted. */
const framedRoom: PictureRoom = { without: stampStripPt, margins: { top: marginPt, right: marginPt, bottom: marginPt, left: marginPt } };

type Recording = Pick<SourceFile, 'path' | 'mediaType' | 'facts'>;

/** As the file states it; null when it does not, or cannot be read. */
async function secondsOf({ path, mediaType, facts }: Recording, call: CallContext): Promise<number | null> {
  const reader = borrowReader(facts[0] ?? 'the recording', call.signal);
  try {
    return (await reader.ask('media.read', { path, mediaType }, mediaLimitMs)).seconds;
  } catch (error) {
    if (error instanceof OrderFailed || error instanceof ReaderEnded) return null;
    throw error;
  } finally {
    await giveBack(reader);
  }
}

const isRecording = ({ mediaType }: Recording): boolean => mediaType.startsWith('audio/') || mediaType.startsWith('video/');

/** How long a sound or a film is, in words; nothing for any other file. */
export async function lengthFacts(file: Recording, call: CallContext): Promise<string[]> {
  if (!isRecording(file)) return [];
  const seconds = await secondsOf(file, call);
  return [seconds === null ? 'Its length is not stated in the file' : `Length ${formatDuration(Math.round(seconds * 1000))}`];
}

async function ofRecording(title: string, file: SourceFile, call: CallContext): Promise<Gathered> {
  const what = file.mediaType.startsWith('audio/') ? 'sound' : 'film';
  return placeholder(title, `This is a ${what}. It is supplied beside the bundle.`, [...file.facts, ...await lengthFacts(file, call)], call, file.sha256, 'beside');
}

async function ofPdf(title: string, { path, facts, sha256, redactions, pageWords }: SourceFile, { password, turn, call, hiding }: Gathering, store: ExhibitStore): Promise<Gathered> {
  const pages = await pdfPages(await readFile(path), password);
  if ('why' in pages) return { ...await placeholder(title, `Its pages are not here: ${pages.why}.`, facts, call, sha256), locked: pages.locked };
  // A page that is redacted is made anew, with what can be read in what is left.
  const redacted = new Set(redactions.map(({ page }) => page));
  const read = await layWordsBehind(pages.document, new Map([...pageWords].filter(([page]) => !redacted.has(page))), call);
  return { document: pages.document, notes: [...pages.notes, ...read, ...await redactPages(pages.document, hiding.text(title), redactions, store, call)], turn, as: 'pages', sha256 };
}

async function ofPicture(title: string, { path, mediaType, facts, sha256, redactions, words }: SourceFile, { mostDpi, turn, call }: Gathering): Promise<Gathered> {
  // Words are placed as the picture is; turned, they would lie elsewhere.
  const behind = turn === 0 ? words : [];
  const sheet = (place: PicturePlace, page: PageSize): Promise<Uint8Array> => setPages(call, htmlDocument('Picture', pictureStyles, pictureSheet(facts[0] ?? title, behind, place, page)), stripPaper(page.landscape));
  try {
    const { document, notes } = await picturePage({ path, mediaType, turn, regions: redactions.flatMap(({ region }) => region ?? []) }, mostDpi, framedRoom, sheet);
    return { document, notes: redactions.length === 0 ? notes : [...notes, 'The picture is redacted.'], turn: 0, as: 'picture', worded: behind.length > 0, sha256 };
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    return placeholder(title, `The picture is not here: ${decodeFault(error)}.`, facts, call, sha256);
  }
}

/** Null for a kind of file that has no pages. */
export async function filePages(title: string, file: SourceFile, gathering: Gathering, store: ExhibitStore): Promise<Gathered | null> {
  const { mediaType, facts, sha256, path } = file;
  if (isRecording(file)) return ofRecording(title, file, gathering.call);
  const isPdf = mediaType === 'application/pdf';
  if (!isPdf && !mediaType.startsWith('image/')) return null;
  if ((await stat(path)).size > mostBytes) return placeholder(title, 'Its pages are not here: the file is larger than 256 MB.', facts, gathering.call, sha256);
  return isPdf ? ofPdf(title, file, gathering, store) : ofPicture(title, file, gathering);
}
