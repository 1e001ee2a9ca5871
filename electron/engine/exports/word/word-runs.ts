/** Words as runs of WordprocessingML, split where another font or direction is wanted. */

export interface Look { readonly style?: string; readonly bold?: boolean; readonly italic?: boolean }

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold is the mark for a character that was lost, as a page shows it; evidence has its control characters by name before it comes here. */
const unholdable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
export const xmlWords = (text: string): string => text.replace(unholdable, '\ufffd').replace(/[&<>"]/g, (character) => named[character] ?? character);

/** Emoji with all that joins to them, which a font of letters would tear or leave as boxes. */
const emoji = /(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f)(?:\u200d|\ufe0f|\u20e3|\p{Emoji_Modifier}|\p{Emoji_Presentation}|\p{Extended_Pictographic}|[\u{e0020}-\u{e007f}])*/u;
const rightLetter = '[\\p{Script=Arabic}\\p{Script=Hebrew}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}]';
const rightWords = new RegExp(`${rightLetter}+(?:(?: |\\p{M}|\\u200c|\\u200d|،|؛|؟)+${rightLetter}+)*`, 'u');
const apart = new RegExp(`(${emoji.source}|${rightWords.source})`, 'u');
const isEmoji = new RegExp(`^${emoji.source}$`, 'u');
const beginsRight = new RegExp(`^${rightLetter}`, 'u');

/** As `dir="auto"`: whether the first letter of the text runs from right to left. */
export const runsRight = (text: string): boolean => beginsRight.test(/\p{L}/u.exec(text)?.[0] ?? '');

function run(text: string, { style, bold, italic }: Look, extra: { readonly fonts?: string; readonly rtl?: boolean }): string {
  const properties = `${style === undefined ? '' : `<w:rStyle w:val="${style}"/>`}${extra.fonts ?? ''}${bold === true ? '<w:b/><w:bCs/>' : ''}${italic === true ? '<w:i/><w:iCs/>' : ''}${extra.rtl === true ? '<w:rtl/>' : ''}`;
  const pieces = text.split(/([\n\t])/).filter((piece) => piece !== '').map((piece) => (piece === '\n' ? '<w:br/>' : piece === '\t' ? '<w:tab/>' : `<w:t xml:space="preserve">${xmlWords(piece)}</w:t>`));
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${pieces.join('')}</w:r>`;
}

const emojiFonts = '<w:rFonts w:ascii="Segoe UI Emoji" w:hAnsi="Segoe UI Emoji" w:eastAsia="Segoe UI Emoji" w:cs="Segoe UI Emoji"/>';

/** Line ends and tabs stay. '' for ''. */
export function runsOf(text: string, look: Look): string {
  return text.split(apart).filter((piece) => piece !== '').map((piece) => {
    if (isEmoji.test(piece)) return run(piece, look, { fonts: emojiFonts });
    return run(piece, look, { rtl: beginsRight.test(piece) });
  }).join('');
}
