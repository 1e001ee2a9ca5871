/**
 * Repairs `&#55357;&#56832;`: an emoji written as the two halves of its UTF-16 form, which XML does
 * not allow. Each repair has exactly as many characters as what it replaces, so places in the text
 * stay what they are. Half a character alone becomes U+FFFD, as no text can hold it.
 */
const halfReference = /&#(?:0{0,8}(5[5-7]\d{3})|[xX]0{0,8}([dD][89a-fA-F][0-9a-fA-F]{2}));/g;
const lastReference = /&#[0-9a-fA-FxX]{1,20};$/;
const bareAmpersand = /&(?!(?:#\d{1,20}|#[xX][0-9a-fA-F]{1,20}|[A-Za-z][A-Za-z0-9]{0,20});)/g;
/** A character for private use, which messages do not hold. */
const standIn = '\ue0ad';
const heldBack = 40;

interface Half { readonly from: number; readonly to: number; readonly code: number }

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const reference = (code: number, length: number): string => `&#${String(code).padStart(length - 3, '0')};`;

function halvesIn(text: string): Half[] {
  if (!text.includes('&#')) return [];
  return [...text.matchAll(halfReference)].flatMap((match) => {
    const code = match[1] === undefined ? parseInt(match[2] ?? '', 16) : Number(match[1]);
    return isHigh(code) || isLow(code) ? [{ from: match.index, to: match.index + match[0].length, code }] : [];
  });
}

/** A parsed value with its bare ampersands back. */
export function withAmpersands(value: string): string {
  return value.replaceAll(standIn, '&');
}

function repairText(text: string): string {
  return repairHalves(text).replace(bareAmpersand, standIn);
}

function repairHalves(text: string): string {
  const halves = halvesIn(text);
  let out = '';
  let at = 0;
  for (let index = 0; index < halves.length; index += 1) {
    const half = halves[index] as Half; // within the length just tested
    const next = halves[index + 1];
    const pair = next !== undefined && isHigh(half.code) && isLow(next.code) && next.from === half.to;
    const to = pair ? next.to : half.to;
    const code = pair ? 0x10000 + (half.code - 0xd800) * 0x400 + (next.code - 0xdc00) : 0xfffd;
    out += text.slice(at, half.from) + reference(code, to - half.from);
    at = to;
    if (pair) index += 1;
  }
  return out + text.slice(at);
}

export class SurrogateRepair {
  #pending = '';

  /** Repaired text; the end of it may be held back until more has come. */
  push(chunk: string): string {
    const text = this.#pending + chunk;
    let cut = text.indexOf('&', Math.max(0, text.length - heldBack));
    if (cut < 0) cut = text.length;
    // A first half just before what is held back may belong with it.
    const before = lastReference.exec(text.slice(Math.max(0, cut - 24), cut))?.[0] ?? '';
    if (halvesIn(before).some(({ code }) => isHigh(code))) cut -= before.length;
    this.#pending = text.slice(cut);
    return repairText(text.slice(0, cut));
  }

  end(): string {
    const left = repairText(this.#pending);
    this.#pending = '';
    return left;
  }
}

/** Whether a source row holds such halves. */
export function holdsHalves(verbatim: string): boolean {
  return halvesIn(verbatim).length > 0;
}
