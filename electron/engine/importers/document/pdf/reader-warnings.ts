/** Tells what pdf.js mutters about a file in words that mean something to its reader. What is harmless stays unsaid. */

const meanings: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [/Indexing all PDF objects/, 'The list of contents is damaged: it was rebuilt by searching the file for its parts.'],
  [/skipping XRef table since it was already parsed/, 'The list of contents refers to itself in a circle; the circle was cut.'],
  [/circular reference/i, 'Parts of the file refer to each other in a circle; the circle was cut.'],
  [/Linearization/, 'What the file says about its own layout is wrong.'],
  [/Lexer_getName|getHexString|Illegal character|Badly formatted|Lexer/, 'The file holds characters that may not stand where they do.'],
  [/Unknown command|invalid operator|Skipping command|Command token too long|Too many (?:args|arguments)/i, 'The instructions for drawing are damaged: text may be missing or wrong.'],
  [/Invalid stream|Bad FCHECK|Bad block|Bad encoding in flate|flate/i, 'Packed content is damaged: text may be missing or wrong.'],
  [/Maximum call stack|nested/i, 'The file is nested more deeply than can be followed.'],
  [/Invalid "?(?:Root|Pages)|XRef/, 'The list of contents is damaged.'],
  [/missing "?endobj|inside of another "?obj/, 'Parts of the file are not closed as they should be.'],
  [/Error during font loading|fetchStandardFont.*unable|not load font/i, 'A font is damaged: characters may be missing or wrong.'],
];

/** One sentence for each kind of damage heard of, in the order above. */
export function faultsIn(heard: readonly string[]): string[] {
  return meanings.filter(([pattern]) => heard.some((line) => pattern.test(line))).map(([, sentence]) => sentence);
}
