/** Words a machine read: in their lines, and those a search finds. */
import type { PictureWord } from '../../../shared/contract/pictures.ts';
import { marksIn } from '../../../shared/domain/search-marks.ts';

/** Words gathered into the lines they stand in. */
export function linesOfWords(words: readonly PictureWord[]): PictureWord[][] {
  const lines: PictureWord[][] = [];
  let current = -1;
  for (const word of words) {
    if (word.line !== current) lines.push([]);
    current = word.line;
    lines.at(-1)?.push(word);
  }
  return lines;
}

/** Which words of a line the search finds; a phrase finds all of its words. */
export function foundIn(line: readonly PictureWord[], searched: readonly string[]): readonly boolean[] {
  const marks = searched.length === 0 ? [] : marksIn(line.map(({ text }) => text).join(' '), searched);
  let at = 0;
  return line.map(({ text }) => {
    const [from, until] = [at, at + text.length];
    at = until + 1;
    return marks.some((mark) => mark.from < until && mark.until > from);
  });
}

/** Those that are part of what is searched for. */
export const wordsFound = (words: readonly PictureWord[], searched: readonly string[]): PictureWord[] =>
  (searched.length === 0 ? [] : linesOfWords(words).flatMap((line) => { const found = foundIn(line, searched); return line.filter((_word, index) => found[index] === true); }));
