/** People as one cell writes them: identifier, space, name; one a line where there are several. */
import type { Person } from '../cellebrite/person.ts';

const ownerMark = /\((?:owner|proprietário|propietario|propriétaire|eigentümer)\)$/i;
const numberFirst = /^(\+?\d[\d ()-]{4,20}\d)\s+(\D.*)$/;
const systemMessage = /^(?:system message(?: system message)?|mensagem do sistema(?: mensagem do sistema)?)$/i;

/** One person. Where no identifier can be told from the name, the whole is the name. */
export function readPerson(cell: string): Person {
  const trimmed = cell.trim();
  const owner = ownerMark.test(trimmed);
  const text = trimmed.replace(ownerMark, '').trim();
  const number = numberFirst.exec(text);
  if (number !== null) return { identifier: number[1] ?? '', name: number[2] ?? '', owner, role: '' };
  const space = text.search(/\s/);
  const first = space === -1 ? text : text.slice(0, space);
  const rest = space === -1 ? '' : text.slice(space).trim();
  // A number grouped by spaces is one identifier, not an identifier and a name.
  if (/^\+?[\d\s()-]+$/.test(text)) return { identifier: text, name: '', owner, role: '' };
  const isIdentifier = first.includes('@') || /^\+?\d{3,}$/.test(first) || (rest === '' && /[\d_.]/.test(first));
  return isIdentifier ? { identifier: first, name: rest, owner, role: '' } : { identifier: '', name: text, owner, role: '' };
}

export function readPeople(cell: string): Person[] {
  return cell.replaceAll(/_x000d_/gi, '\n').split(/[\r\n;]+/).map((part) => part.trim()).filter((part) => part !== '').slice(0, 2_000).map(readPerson);
}

export const isSystemMessage = (cell: string): boolean => systemMessage.test(cell.trim());
