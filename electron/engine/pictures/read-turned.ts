/**
 * Reads the picture of a page in whichever way the page lies: a sheet on its side in the scanner is read as nothing, and a name on it
 * would be found by nobody. Read upright first, and turned only where that makes little sense, since each reading takes a second.
 */
import sharp from 'sharp';
import { lowConfidence, type PictureWord } from '../../../shared/contract/pictures.ts';
import type { PreparedPicture } from './prepare.ts';
import type { TextReader } from './read-text.ts';
import type { TextReading } from './reading-engine.ts';

type Turn = 0 | 90 | 180 | 270;
const turned: readonly Turn[] = [90, 270, 180];

/** Fewer, or a smaller share, of words the machine is sure of is no sense. */
const sureWords = 6;
const sureShare = 1 / 3;

const isSure = ({ text, confidence }: PictureWord): boolean => confidence >= lowConfidence && /\p{L}{3}|\d{4}/u.test(text);
const countSure = ({ words }: TextReading): number => words.filter(isSure).length;
const makesSense = (reading: TextReading): boolean => countSure(reading) >= Math.max(sureWords, reading.words.length * sureShare);

/** Where a word of the picture turned clockwise lies in the picture as it was. */
export function turnedBack(word: PictureWord, turn: Turn): PictureWord {
  const { x, y, width, height } = word;
  switch (turn) {
    case 0: return word;
    case 90: return { ...word, x: y, y: 1 - x - width, width: height, height: width };
    case 180: return { ...word, x: 1 - x - width, y: 1 - y - height };
    case 270: return { ...word, x: 1 - y - height, y: x, width: height, height: width };
  }
}

async function turnedBy(picture: PreparedPicture, turn: Turn): Promise<PreparedPicture> {
  const sideways = turn === 90 || turn === 270;
  return { ...picture, png: await sharp(picture.png).rotate(turn).png().toBuffer(), width: sideways ? picture.height : picture.width, height: sideways ? picture.width : picture.height };
}

/** Every way the page was read, upright first; words lie where they are on the page. Rejects as the reader does. */
export async function readEveryWay(reader: TextReader, picture: PreparedPicture): Promise<readonly TextReading[]> {
  const upright = await reader.read(picture);
  if (makesSense(upright)) return [upright];
  const others: TextReading[] = [];
  for (const turn of turned) {
    const reading = await reader.read(await turnedBy(picture, turn));
    others.push({ ...reading, words: reading.words.map((word) => turnedBack(word, turn)), remarks: [...reading.remarks, `The page was read turned by ${turn}°.`] });
    if (makesSense(reading)) break;
  }
  return [upright, ...others];
}

/** The way the machine is surest of; as the page lies when none is better. */
export async function readTurned(reader: TextReader, picture: PreparedPicture): Promise<TextReading> {
  const [upright, ...others] = await readEveryWay(reader, picture);
  if (upright === undefined) throw new Error('a page was read in no way');
  return others.reduce((best, other) => (countSure(other) > Math.max(countSure(best), sureWords - 1) ? other : best), upright);
}
