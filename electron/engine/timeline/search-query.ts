/**
 * What a person types into the search, as a tree: words and "phrases", AND, OR, NOT (or a minus), brackets,
 * NEAR/n, words with * or ? inside, and name:value. Operators are words in capitals. What cannot be read so is taken as plain words, all
 * of them required; nothing typed ever reaches SQLite as its own query syntax.
 */
import { searchTerms } from './search-words.ts';

export const searchFields = ['from', 'to', 'thread', 'kind', 'exhibit', 'tag', 'is', 'file', 'has'] as const;
export type SearchField = (typeof searchFields)[number];

export type SearchNode =
  /** One term, already as FTS5 takes it; `typed`: what of a text it may match, as it was written. */
  | { readonly type: 'term'; readonly term: string; readonly typed: readonly string[] }
  /** A word with * (any letters) or ? (one) inside, as the index has words; stands for words of the case, which have still to be found. */
  | { readonly type: 'pattern'; readonly glob: string; readonly typed: string }
  /** What no item can meet. */
  | { readonly type: 'nothing' }
  | { readonly type: 'near'; readonly terms: readonly string[]; readonly typed: readonly string[]; readonly within: number }
  | { readonly type: 'field'; readonly field: SearchField; readonly value: string }
  | { readonly type: 'and' | 'or'; readonly nodes: readonly SearchNode[] }
  | { readonly type: 'not'; readonly node: SearchNode };

type Token =
  | { readonly type: '(' | ')' | 'AND' | 'OR' | 'NOT' }
  | { readonly type: 'NEAR'; readonly within: number }
  | { readonly type: 'words'; readonly typed: string }
  | { readonly type: 'field'; readonly field: SearchField; readonly value: string };

const nearestWords = 10;
const mostNodes = 60;
const tokenPattern = new RegExp(`(-)?(${searchFields.join('|')}):(?:"([^"]*)"?|([^\\s()"]+))|-(?=[("])|"[^"]*"?|[()]|[^\\s()"]+`, 'giu');
const numberPart = /^[+\d][\d().-]*$/;

/** Parts of one number stay one piece: `07700 900417`, `+44 7700 900417`. */
function joinNumbers(tokens: Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    const together = token.type === 'words' && last?.type === 'words' && numberPart.test(token.typed) && numberPart.test(last.typed.split(' ').at(-1) ?? '');
    const plate = token.type === 'words' && last?.type === 'words' && /^[A-Za-z]{2}\d{2}$/.test(last.typed) && /^[A-Za-z]{3}$/.test(token.typed);
    if ((together || plate) && last.type === 'words') joined[joined.length - 1] = { type: 'words', typed: `${last.typed} ${token.typed}` };
    else joined.push(token);
  }
  return joined;
}

function tokensOf(typed: string): Token[] {
  const tokens: Token[] = [];
  for (const match of typed.matchAll(tokenPattern)) {
    const [text, minus, field, quoted, bare] = match;
    const near = /^NEAR(?:\/(\d{1,3}))?$/.exec(text);
    if (field !== undefined) {
      if (minus !== undefined) tokens.push({ type: 'NOT' });
      tokens.push({ type: 'field', field: field.toLowerCase() as SearchField, value: quoted ?? bare ?? '' }); // one of the list in the pattern
    } else if (text === '-') tokens.push({ type: 'NOT' });
    else if (text === '(' || text === ')' || text === 'AND' || text === 'OR' || text === 'NOT') tokens.push({ type: text });
    else if (near !== null) tokens.push({ type: 'NEAR', within: Number(near[1] ?? nearestWords) });
    else if (/^-[*?]*[\p{L}\p{N}]/u.test(text) && !numberPart.test(text)) tokens.push({ type: 'NOT' }, { type: 'words', typed: text.slice(1) });
    else tokens.push({ type: 'words', typed: text });
  }
  return joinNumbers(tokens);
}

/** The glob of a word with a star before or between its letters, or a question mark between them; null for any other. */
function patternOf(typed: string): string | null {
  const word = typed.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  if (!/^[\p{L}\p{N}*?]*[\p{L}\p{N}][\p{L}\p{N}*?]*$/u.test(word)) return null;
  // At the end, a star is what a word has anyway, and a question mark ends a question.
  const inside = word.replace(/\?+$/, '');
  return /[*?](?=.*[\p{L}\p{N}])/u.test(inside.replace(/^\?+/, '')) ? inside.replaceAll(/\*+/g, '*') : null;
}

/** The tokens do not make a query. */
class Unreadable extends Error {}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #nodes = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): SearchNode | null {
    const node = this.#or();
    if (this.#at < this.#tokens.length) throw new Unreadable();
    return node;
  }

  #peek(): Token['type'] | null {
    return this.#tokens[this.#at]?.type ?? null;
  }

  #or(): SearchNode | null {
    const nodes = [this.#and()];
    while (this.#peek() === 'OR') {
      this.#at += 1;
      nodes.push(this.#and());
    }
    const found = nodes.filter((node) => node !== null);
    if (nodes.length > 1 && found.length < nodes.length) throw new Unreadable();
    return found.length > 1 ? { type: 'or', nodes: found } : found[0] ?? null;
  }

  #and(): SearchNode | null {
    const nodes: SearchNode[] = [];
    for (let asked = false; ;) {
      const next = this.#peek();
      if (next === null || next === 'OR' || next === ')') {
        if (asked) throw new Unreadable();
        break;
      }
      if (next === 'AND') {
        if (nodes.length === 0 || asked) throw new Unreadable();
        this.#at += 1;
        asked = true;
        continue;
      }
      const node = this.#not();
      asked = false;
      if (node !== null) nodes.push(node);
    }
    return nodes.length > 1 ? { type: 'and', nodes } : nodes[0] ?? null;
  }

  #not(): SearchNode | null {
    if (this.#peek() !== 'NOT') return this.#near();
    this.#at += 1;
    const node = this.#not();
    if (node === null) throw new Unreadable();
    return { type: 'not', node };
  }

  #near(): SearchNode | null {
    const first = this.#primary();
    if (this.#peek() !== 'NEAR') return first;
    const parts = [first];
    let within = 0;
    for (let token = this.#tokens[this.#at]; token?.type === 'NEAR'; token = this.#tokens[this.#at]) {
      this.#at += 1;
      ({ within } = token);
      parts.push(this.#primary());
    }
    const terms = parts.map((part) => {
      if (part?.type !== 'term') throw new Unreadable();
      return part;
    });
    return { type: 'near', terms: terms.map(({ term }) => term.replace(/\*$/, '')), typed: terms.flatMap(({ typed }) => typed), within };
  }

  #primary(): SearchNode | null {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    this.#nodes += 1;
    if (token === undefined || this.#nodes > mostNodes) throw new Unreadable();
    if (token.type === 'field') return token;
    if (token.type === '(') {
      const node = this.#or();
      if (this.#peek() !== ')') throw new Unreadable();
      this.#at += 1;
      return node;
    }
    if (token.type !== 'words') throw new Unreadable();
    const pattern = patternOf(token.typed);
    if (pattern !== null) return { type: 'pattern', glob: pattern, typed: token.typed };
    const terms = searchTerms(token.typed).map((term): SearchNode => ({ type: 'term', term, typed: [token.typed.replace(/^"|"$|\*$/g, '')] }));
    return terms.length > 1 ? { type: 'and', nodes: terms } : terms[0] ?? null;
  }
}

/** The tree; null when there is nothing to look for. */
export function parseSearch(typed: string): SearchNode | null {
  try {
    return new Parser(tokensOf(typed)).whole();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const nodes = searchTerms(typed).map((term): SearchNode => ({ type: 'term', term, typed: [term.replace(/^"|"\*?$/g, '')] }));
    return nodes.length > 1 ? { type: 'and', nodes } : nodes[0] ?? null;
  }
}

/** The terms when all a search asks is that each be found; null when it asks more. */
export function onlyTerms(node: SearchNode): string[] | null {
  if (node.type === 'term') return [node.term];
  if (node.type !== 'and') return null;
  const terms = node.nodes.map((inner) => (inner.type === 'term' ? inner.term : null));
  return terms.every((term) => term !== null) ? terms : null;
}

/** Words worth marking in what was found: those looked for, not those that must be absent. */
export function wordsToMark(node: SearchNode | null): string[] {
  switch (node?.type) {
    case 'term': return [...node.typed];
    case 'near': return [...node.typed];
    case 'and': case 'or': return [...new Set(node.nodes.flatMap(wordsToMark))];
    default: return [];
  }
}
