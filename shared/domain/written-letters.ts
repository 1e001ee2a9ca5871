/** Letters as programs write them where they may not stand as they are: `M&uuml;ller`, `M&#252;ller`, `M%C3%BCller`, `M=FCller`, `M\u00fcller`. */

const accents: Readonly<Record<string, string>> = { grave: '\u0300', acute: '\u0301', circ: '\u0302', tilde: '\u0303', uml: '\u0308', ring: '\u030a', cedil: '\u0327', caron: '\u030c', breve: '\u0306', ogon: '\u0328', macr: '\u0304', dot: '\u0307', dblac: '\u030b' };
const whole: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '', szlig: 'ß', eth: 'ð', thorn: 'þ', aelig: 'æ', oelig: 'œ', oslash: 'ø', lstrok: 'ł', dstrok: 'đ',
  rsquo: '’', lsquo: '‘', sbquo: '‚', rsquor: '’', acute: '´', grave: '`', prime: '′', hyphen: '-', dash: '‐', ndash: '–', mdash: '—', period: '.', comma: ',', commat: '@', lowbar: '_', plus: '+',
};
const namedEntity = new RegExp(`^([a-z])(${Object.keys(accents).join('|')})$`, 'iu');

/** One byte of older programs, which have their apostrophes and quotation marks where Unicode has controls. */
const ofByte = (byte: number): string => new TextDecoder('windows-1252').decode(Uint8Array.of(byte));
const character = (point: number): string => (point >= 0x80 && point < 0xa0 ? ofByte(point) : point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '');

/** What an entity of HTML stands for, by what lies between `&` and `;`; null for one that is no letter or sign of names. */
function entityLetter(name: string): string | null {
  if (/^#x[\da-f]{1,6}$/iu.test(name)) return character(Number.parseInt(name.slice(2), 16));
  if (/^#\d{1,7}$/u.test(name)) return character(Number(name.slice(1)));
  const accented = namedEntity.exec(name);
  if (accented !== null) return `${accented[1] ?? ''}${accents[(accented[2] ?? '').toLowerCase()] ?? ''}`.normalize('NFC');
  return whole[name.toLowerCase()] ?? null;
}

/** UTF-8 of one letter, or one byte of an older program. */
function ofBytes(hex: string): string {
  const bytes = Uint8Array.from(hex.match(/[\da-f]{2}/giu) ?? [], (pair) => Number.parseInt(pair, 16));
  return bytes.length === 1 ? ofByte(bytes[0] ?? 0) : new TextDecoder().decode(bytes);
}

/** One letter at a time, so that a name that ends among them ends where its last letter does. */
const oneLetter = (sign: string, ascii: string): string => `${sign}[cd][\\da-f]${sign}[89ab][\\da-f]|${sign}e[\\da-f](?:${sign}[89ab][\\da-f]){2}|${sign}f[0-7](?:${sign}[89ab][\\da-f]){3}|${sign}[${ascii}89a-f][\\da-f]`;
/** Of `=` only what no formula has: bytes over 7f. */
const written = new RegExp(`&(#x[\\da-f]{1,6}|#\\d{1,7}|[a-z]{2,8});|(${oneLetter('%', '2-7')})|(${oneLetter('=', '')})|\\\\u([\\da-f]{4})|=\\r?\\n`, 'giu');
const mayBeWritten = /[&%=\\]/u;

/** A stretch of a text that stands for another letter. */
export interface WrittenLetters { readonly start: number; readonly end: number; readonly letters: string }

/** In the order of the text; none for nearly every text. */
export function writtenLetters(text: string): WrittenLetters[] {
  if (!mayBeWritten.test(text)) return [];
  return Array.from(text.matchAll(written)).flatMap((match) => {
    const [all, entity, percent, quoted, unit] = match;
    const bytes = percent ?? quoted;
    // The rest is a line of a message that goes on in the next.
    const letters = entity !== undefined ? entityLetter(entity) : unit !== undefined ? character(Number.parseInt(unit, 16)) : bytes !== undefined ? ofBytes(bytes) : '';
    return letters === null ? [] : [{ start: match.index, end: match.index + all.length, letters }];
  });
}
