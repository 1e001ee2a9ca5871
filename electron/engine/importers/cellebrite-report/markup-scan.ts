/**
 * Tells markup from text in a report without parsing it: what stands in CDATA, a comment or a
 * processing instruction was written by somebody and must never be taken for the report's structure.
 */

const closers: Readonly<Record<string, string>> = { '<![CDATA[': ']]>', '<!--': '-->', '<?': '?>' };

export class MarkupScan {
  /** What ends the stretch of text we are in; '' in markup. */
  #closer = '';

  /** Whether the last piece ended inside such a stretch. */
  get inText(): boolean { return this.#closer !== ''; }

  /** Ranges of the piece that are not markup, as pairs of positions. Pieces are given in order. */
  textRanges(text: string): number[] {
    const ranges: number[] = [];
    let at = 0;
    /** The next places where a stretch may begin, by the second character of its mark; before `at` = not known. */
    let bang = -2;
    let question = -2;
    for (;;) {
      if (this.#closer !== '') {
        const end = text.indexOf(this.#closer, at);
        if (end === -1) { ranges.push(at, text.length); return ranges; }
        ranges.push(at, end);
        at = end + this.#closer.length;
        this.#closer = '';
      }
      if (bang !== -1 && bang < at) bang = openingWith(text, '!', at);
      if (question !== -1 && question < at) question = openingWith(text, '?', at);
      const opening = bang === -1 || (question !== -1 && question < bang) ? question : bang;
      if (opening === -1) return ranges;
      const mark = text.charCodeAt(opening + 1) === 0x3f ? '<?' : text.startsWith('<!--', opening) ? '<!--' : '<![CDATA[';
      this.#closer = closers[mark] ?? '';
      at = opening + mark.length;
    }
  }
}

/** Where the next stretch begins whose mark has this second character; -1 when none does. Rare characters are found much sooner than every `<`. */
function openingWith(text: string, second: '!' | '?', from: number): number {
  for (let at = text.indexOf(second, from + 1); at !== -1; at = text.indexOf(second, at + 1)) {
    if (text.charCodeAt(at - 1) !== 0x3c) continue;
    if (second === '?' || text.startsWith('[CDATA[', at + 1) || text.startsWith('--', at + 1)) return at - 1;
  }
  return -1;
}

/** True when a position lies in one of the ranges, which are in order. */
export function inRanges(ranges: readonly number[], position: number): boolean {
  let low = 0;
  let high = ranges.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (position < (ranges[middle * 2] ?? 0)) high = middle - 1;
    else if (position >= (ranges[middle * 2 + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/** A character no report may hold, of the same length as `&`, so that places in the text stay true. */
const standIn = '\ufdd0';
const loneAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/g;

/**
 * Puts a stand-in for every `&` of the markup that begins no known entity. The parser would look for
 * the end of such an entity through every record that follows; and an entity the file declares
 * itself is never expanded. `found` is called with the position of each.
 */
export function maskAmpersands(text: string, scan: MarkupScan, found: (position: number) => void): string {
  const ranges = scan.textRanges(text);
  let masked = '';
  let done = 0;
  loneAmpersand.lastIndex = 0;
  for (let match = loneAmpersand.exec(text); match !== null; match = loneAmpersand.exec(text)) {
    if (inRanges(ranges, match.index)) continue;
    found(match.index);
    masked += text.slice(done, match.index) + standIn;
    done = match.index + 1;
  }
  return done === 0 ? text : masked + text.slice(done);
}

/** Puts the `&` back. */
export function unmask(text: string): string {
  return text.includes(standIn) ? text.replaceAll(standIn, '&') : text;
}
