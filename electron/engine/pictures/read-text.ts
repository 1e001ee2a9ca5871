/**
 * Reads text in pictures with tesseract, on this machine alone: its data and code are files of this
 * program, nothing is cached anywhere and no network is asked. What comes out is a machine's reading,
 * to be checked by a person.
 */
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tesseract from 'tesseract.js';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { PictureWord } from '../../../shared/contract/pictures.ts';
import type { PreparedPicture } from './prepare.ts';
import { languageData, type TextReading } from './reading-engine.ts';

/** A picture that takes longer is given up, so that one hostile picture cannot hold up the rest. */
const longestMs = 180_000;
const mostWords = 20_000;

const settings = {
  // One block of text: a chat is read bubble by bubble down the screen, without guessing at columns.
  tessedit_pageseg_mode: tesseract.PSM.SINGLE_BLOCK,
  // Sauvola: black or white is decided by each point's surroundings. Measured best on chat screenshots.
  thresholding_method: '2',
  // Screenshots state no resolution; without one tesseract guesses anew for each, and warns.
  user_defined_dpi: '150',
} as const;

/** Built, the thread's file lies beside this bundle; from source, beside this file. */
function threadFile(): string {
  const built = !import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(built ? './text-worker.cjs' : './text-worker.ts', import.meta.url));
}

/** The folder of the language data. Packaged, it lies outside the archive (electron-builder.yml). */
async function dataFolder(): Promise<string> {
  const found = createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json');
  const folder = join(dirname(found), languageData).replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
  await access(join(folder, 'eng.traineddata.gz')).catch((error: unknown) => {
    throw new PlumblineError('runtime_unsupported', 'The data for reading text in pictures is missing from this installation of Plumbline. Install it again.', undefined, { cause: error });
  });
  return folder;
}

const within = (value: number): number => Math.min(1, Math.max(0, value));
const rounded = (value: number): number => Math.round(value * 100_000) / 100_000;

function wordsOf(page: tesseract.Page, size: PreparedPicture): PictureWord[] {
  const lines = (page.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines))
    .map((line) => line.words.filter((word) => word.text.trim() !== '')).filter((line) => line.length > 0);
  return lines.flatMap((line, index) => line.map(({ text, confidence, bbox }) => {
    const [x, y] = [within(bbox.x0 / size.width), within(bbox.y0 / size.height)];
    return {
      text: text.trim(), confidence: Math.round(confidence), line: index, x: rounded(x), y: rounded(y),
      width: rounded(within(bbox.x1 / size.width) - x), height: rounded(within(bbox.y1 / size.height) - y),
    };
  }));
}

/** The words as text, line by line. */
function linesOf(words: readonly PictureWord[]): string {
  let text = '';
  let line = words[0]?.line;
  for (const word of words) {
    text += text === '' ? word.text : `${word.line === line ? ' ' : '\n'}${word.text}`;
    line = word.line;
  }
  return text;
}

function remarksOn(scale: number, words: readonly PictureWord[]): string[] {
  return [
    ...(scale < 1 ? [`The picture was read at ${Math.round(scale * 100)} % of its size; very small text in it may be missing.`] : []),
    ...(words.length > mostWords ? [`The machine saw ${words.length} words; only the first ${mostWords} are kept.`] : []),
  ];
}

/**
 * One reader is one thread with its own memory (about 150 MB). It reads one picture at a time; after
 * a fault it is of no more use and says so by rejecting.
 */
export class TextReader {
  readonly #worker: tesseract.Worker;
  readonly #fault: Promise<never>;

  private constructor(worker: tesseract.Worker) {
    this.#worker = worker;
    // The library gives its thread away in this property, and listens for none of its faults itself.
    const thread = (worker as unknown as { readonly worker: NodeJS.EventEmitter }).worker;
    this.#fault = new Promise((_resolve, reject) => { thread.on('error', reject); });
    this.#fault.catch(() => undefined);
  }

  /** Throws `runtime_unsupported` when a part of this installation is missing. */
  static async start(): Promise<TextReader> {
    const langPath = await dataFolder();
    const workerPath = threadFile();
    await access(workerPath);
    const worker = await new Promise<tesseract.Worker>((resolve, reject) => {
      // Without a handler the library throws refusals into the void, which would end the thread we run in.
      const errorHandler = (fault: unknown): void => reject(new Error(String(fault)));
      tesseract.createWorker('eng', tesseract.OEM.LSTM_ONLY, { langPath, workerPath, gzip: true, cacheMethod: 'none', errorHandler }).then(resolve, reject);
    });
    const reader = new TextReader(worker);
    await worker.setParameters(settings);
    return reader;
  }

  /** Rejects with an Error when the picture cannot be read. */
  async read(picture: PreparedPicture): Promise<TextReading> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`reading it took longer than ${longestMs / 60_000} minutes and was given up`)), longestMs);
    });
    try {
      const { data: page } = await Promise.race([this.#worker.recognize(picture.png, {}, { text: false, blocks: true }), this.#fault, tooLong]);
      const seen = wordsOf(page, picture);
      const words = seen.slice(0, mostWords);
      return {
        words, text: linesOf(words), remarks: remarksOn(picture.scale, seen), engineVersion: page.version.trim(),
      };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the thread at once, also in the middle of a picture. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
