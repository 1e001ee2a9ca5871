/** Takes the writing out of RTF. Pictures, objects, fonts and fields are passed over; nothing in it is run. */

const maxDepth = 500;
/** Groups whose content is not the document's own text. */
const passedOver = new Set([
  'fonttbl', 'colortbl', 'stylesheet', 'listtable', 'listoverridetable', 'info', 'pict', 'object', 'objdata', 'themedata', 'colorschememapping', 'latentstyles',
  'datastore', 'rsidtbl', 'generator', 'xmlnstbl', 'mmathPr', 'fldinst', 'filetbl', 'revtbl', 'bkmkstart', 'bkmkend', 'datafield', 'panose', 'nonshppict', 'wgrffmtfilter',
]);
const characters: Readonly<Record<string, string>> = {
  par: '\n', line: '\n', page: '\n', sect: '\n', row: '\n', tab: '\t', cell: '\t', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”',
  bullet: '•', emspace: '\u2003', enspace: '\u2002',
};

interface Group { readonly skip: boolean; readonly fallback: number }

class RichText {
  text = '';
  #decoder = new TextDecoder('windows-1252');
  #bytes: number[] = [];
  readonly #groups: Group[] = [];
  #group: Group = { skip: false, fallback: 1 };
  /** Characters standing in for one that was given as a number: not read twice. */
  #toPass = 0;
  tooDeep = false;

  open(): void {
    this.flush();
    this.#groups.push(this.#group);
    if (this.#groups.length > maxDepth) this.tooDeep = true;
  }

  close(): void {
    this.flush();
    this.#toPass = 0;
    this.#group = this.#groups.pop() ?? this.#group;
  }

  passOver(): void {
    this.flush();
    this.#group = { ...this.#group, skip: true };
  }

  byte(value: number): void {
    if (this.#passed() || this.#group.skip) return;
    this.#bytes.push(value);
  }

  plain(character: string): void {
    if (this.#passed()) return;
    this.flush();
    if (!this.#group.skip) this.text += character;
  }

  word(name: string, number: number | null): void {
    if (passedOver.has(name)) this.passOver();
    else if (name === 'uc') this.#group = { ...this.#group, fallback: Math.min(Math.max(number ?? 1, 0), 16) };
    else if (name === 'u' && number !== null) {
      this.flush();
      if (!this.#group.skip) this.text += String.fromCharCode(((number % 65_536) + 65_536) % 65_536);
      this.#toPass = this.#group.fallback;
    } else if (name === 'ansicpg' && number !== null) this.#encoding(number);
    else if (Object.hasOwn(characters, name)) this.plain(characters[name] ?? '');
  }

  flush(): void {
    if (this.#bytes.length === 0) return;
    this.text += this.#decoder.decode(Uint8Array.from(this.#bytes));
    this.#bytes = [];
  }

  #passed(): boolean {
    if (this.#toPass === 0) return false;
    this.#toPass -= 1;
    return true;
  }

  #encoding(page: number): void {
    const label = page === 65_001 ? 'utf-8' : page === 932 ? 'shift_jis' : page === 936 ? 'gbk' : page === 949 ? 'euc-kr' : page === 950 ? 'big5' : `windows-${page}`;
    try {
      this.#decoder = new TextDecoder(label);
    } catch (error) {
      // A code page nobody knows: the usual Western one stays.
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

/** The text of an RTF document, `source` holding a character for each byte. `damaged` when its groups do not close. */
export function richText(source: string): { readonly text: string; readonly damaged: boolean } {
  const reading = new RichText();
  const control = /\\([a-z]{1,32})(-?\d{1,10})? ?/y;
  let depth = 0;
  for (let at = 0; at < source.length && !reading.tooDeep;) {
    const character = source[at] ?? '';
    if (character === '{') { reading.open(); depth += 1; at += 1; }
    else if (character === '}') {
      reading.close();
      depth -= 1;
      at += 1;
      if (depth <= 0) break;
    } else if (character === '\\') {
      control.lastIndex = at;
      const word = control.exec(source);
      const next = source[at + 1] ?? '';
      if (word !== null) {
        const number = word[2] === undefined ? null : Number(word[2]);
        reading.word(word[1] ?? '', number);
        at += word[0].length + (word[1] === 'bin' ? Math.max(0, number ?? 0) : 0);
      } else if (next === '\'') {
        const value = Number.parseInt(source.slice(at + 2, at + 4), 16);
        if (!Number.isNaN(value)) reading.byte(value);
        at += 4;
      } else {
        if (next === '*') reading.passOver();
        else if (next === '~') reading.plain('\u00a0');
        else if (next === '_') reading.plain('\u2011');
        else if (next === '\n' || next === '\r') reading.plain('\n');
        else if (/[\\{}]/.test(next)) reading.plain(next);
        at += 2;
      }
    } else {
      if (character !== '\r' && character !== '\n') reading.byte(character.charCodeAt(0));
      at += 1;
    }
  }
  reading.flush();
  return { text: reading.text, damaged: depth !== 0 || reading.tooDeep };
}
