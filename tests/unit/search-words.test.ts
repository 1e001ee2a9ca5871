import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseForSearch, searchTerms } from '../../electron/engine/timeline/search-words.ts';

function index(...texts: readonly string[]): (typed: string) => number[] {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE words USING fts5(w, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Sk'")`);
  texts.forEach((text, row) => db.prepare('INSERT INTO words (rowid, w) VALUES (?, ?)').run(row + 1, normaliseForSearch(text)));
  return (typed) => {
    const terms = searchTerms(typed);
    return terms.length === 0 ? [] : db.prepare<[string], { rowid: number }>('SELECT rowid FROM words WHERE words MATCH ?').all(terms.join(' AND ')).map((row) => row.rowid);
  };
}

describe('search', () => {
  it.each([
    ['one emoji among others', ['so funny 😂🔥😍', 'no'], '🔥', [1]],
    ['a family emoji', ['here 👨‍👩‍👧 we are', 'no'], '👨‍👩‍👧', [1]],
    ['one Chinese word in a run', ['我今天很高兴', 'no'], '高兴', [1]],
    ['a word with a straight or curly apostrophe', ['it’s fine', "don't"], "it's", [1]],
    ['letters with accents by letters without', ['Zoë Café', 'no'], 'zoe', [1]],
    ['a word after a NUL character', ['one\u0000two', 'no'], 'two', [1]],
    ['the beginning of a word', ['secretly', 'no'], 'secr', [1]],
    ['nothing for a word in quotation marks that is only a beginning', ['secretly', 'no'], '"secr"', []],
  ])('finds %s', (_what, texts, typed, rows) => {
    expect(index(...texts)(typed)).toEqual(rows);
  });

  it('never fails, whatever is typed', () => {
    const search = index('a', 'b');
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => { search(typed); }), { numRuns: 2000 });
    for (const typed of ['"', '""', '*', 'NEAR(a b)', 'a AND', 'col:x', '-a', '^a', '(', "'; DROP TABLE words; --"]) expect(() => search(typed)).not.toThrow();
  });
});
