import { describe, expect, it } from 'vitest';
import { findInNames } from '../../renderer/ui/find-in-names.ts';

const names = ['Timeline', 'Accesses and contacts', 'People', 'Times in UTC', 'Rows of Zoë Marsh', 'Rows of ABC/3 Chat with Marshall'];
const find = (typed: string): string[] => findInNames(names, typed, (name) => name);

describe('finding a name by a few letters', () => {
  it('lists everything in its own order while nothing is typed', () => expect(find('  ')).toEqual(names));
  it('puts names that begin with what was typed first', () => expect(find('time')).toEqual(['Timeline', 'Times in UTC']));
  it('takes words in any order', () => expect(find('cont acc')).toEqual(['Accesses and contacts']));
  it('prefers the beginning of a word to its middle', () => expect(find('all')).toEqual(['Rows of ABC/3 Chat with Marshall']));
  it('reads past accents and capitals', () => expect(find('ROWS zoe')).toEqual(['Rows of Zoë Marsh']));
  it('leaves out a name that lacks one of the words', () => expect(find('rows xyz')).toEqual([]));
});
