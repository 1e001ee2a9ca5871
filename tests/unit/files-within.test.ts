/** Where a message lies in an exhibit that holds several files. */
import { describe, expect, it } from 'vitest';
import { FilesWithin } from '../../electron/engine/exports/documents/files-within.ts';

const line = (file: string, number = 7) => ({ type: 'line', file, line: number, byte: 0 }) as const;

describe('the place of a row in its exhibit', () => {
  const within = new FilesWithin(new Map([['ABC/1', ['_chat.txt']], ['ABC/2', ['a/_chat.txt', 'b/_chat.txt']]]));

  it('leaves out the name of the only file, which is said once', () => {
    expect(within.place('ABC/1', line('_chat.txt'))).toBe('line 7');
    expect(within.linesOf('ABC/1')).toEqual(['rows are of: _chat.txt']);
  });

  it('says which of several files it is by a number that is explained', () => {
    expect(within.place('ABC/2', line('b/_chat.txt'))).toBe('file 2, line 7');
    expect(within.linesOf('ABC/2')).toEqual(['file 1: a/_chat.txt', 'file 2: b/_chat.txt']);
  });

  it('is whole where the file is not known, the exhibit is one file, or the row is a whole file', () => {
    expect(within.place('ABC/1', line('other.txt'))).toBe('other.txt line 7');
    expect(within.place('ABC/3', line(''))).toBe('line 7');
    expect(within.place('ABC/1', { type: 'file', file: '_chat.txt' })).toBe('_chat.txt');
    expect(within.linesOf('ABC/3')).toEqual([]);
  });
});
