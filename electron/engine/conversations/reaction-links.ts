/**
 * Which row a reaction belongs to, by what its source says: never by time or words. Two sources say it. One keeps a reaction
 * inside the message, so that its place (`messages[8].reactions[0]`) begins with the message's; the other names the message's
 * own identifier. Rows of any other source that look like reactions stay rows of their own.
 */
import type { Item } from '../../../shared/domain/item.ts';

type Row = Pick<Item, 'kind' | 'exhibitId' | 'locator' | 'fields' | 'text'>;

const inside = /^(.*)\.reactions\[\d+\]$/;
/** A frame of one line: everything inside it is of the message on that line. */
const ofLine = /^\(line (\d+)\)\.chatItem\b/;
/** `p:0/GUID` is a part of a message, `bp:GUID` its balloon. */
const aboutPart = /^(?:p:\d+\/|bp:)?([0-9A-Za-z-]{8,64})$/;

const fieldOf = ({ fields }: Row, name: string): string => fields.find((field) => field.name === name)?.value ?? '';
const fileOf = ({ locator }: Row): string => locator.file;

function placeName(row: Row): string[] {
  const { locator } = row;
  const named = (place: string): string => JSON.stringify([row.exhibitId, fileOf(row), place]);
  if (locator.type === 'line') return [named(`line ${locator.line}`)];
  if (locator.type !== 'json' || inside.test(locator.path)) return [];
  const line = ofLine.exec(locator.path)?.[1];
  return line === undefined ? [named(locator.path)] : [named(`line ${line}`)];
}

/** The names by which another row of its source can refer to this one. */
export function knownAs(row: Row): string[] {
  if (row.kind === 'event') return [];
  const guid = fieldOf(row, 'GUID');
  return [...placeName(row), ...(guid === '' ? [] : [JSON.stringify([row.exhibitId, fileOf(row), 'guid', guid])])];
}

/** The name of the row this one reacts to; null when it is no reaction or its source does not say. */
export function reactsTo(row: Row): string | null {
  if (row.kind !== 'event') return null;
  const { locator } = row;
  if (locator.type === 'json') {
    const message = inside.exec(locator.path)?.[1];
    if (message === undefined) return null;
    const line = ofLine.exec(message)?.[1];
    return JSON.stringify([row.exhibitId, fileOf(row), line === undefined ? message : `line ${line}`]);
  }
  const about = aboutPart.exec(fieldOf(row, 'About message'))?.[1];
  return about === undefined ? null : JSON.stringify([row.exhibitId, fileOf(row), 'guid', about]);
}

/** Reactions a source keeps with the message itself, as it writes them. */
export function reactionsWithin(row: Row): string[] {
  return row.kind === 'event' ? [] : row.fields.filter(({ name, value }) => (name === 'Reaction' || name === 'Reactions') && value !== '').map(({ value }) => value);
}
