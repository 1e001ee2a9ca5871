/** One entry of an XRY report, from a text or a sheet, before anything in it has a meaning. */
import type { Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { Attribute } from './attributes.ts';

export interface Entry {
  readonly type: 'entry';
  /** What is listed: `Messages/SMS`, or the name of the sheet. */
  readonly listed: string;
  readonly locator: Locator;
  /** For sentences: `line 6`, `sheet “Calls” row 4`. */
  readonly place: string;
  /** Line or row, for the evidence of what the whole file decides. */
  readonly row: number;
  readonly attributes: readonly Attribute[];
  readonly verbatim: string;
  readonly remarks: readonly string[];
  /** True when Excel stored the time, which then has no order of day and month to decide. */
  readonly storedTime: boolean;
}

/** Lines that cannot be read as an entry. */
export interface UnreadableEntry { readonly type: 'unreadable'; readonly place: string; readonly row: QuarantinedRow }

export type AnyEntry = Entry | UnreadableEntry;

const named = (attribute: Attribute, names: readonly string[]): boolean => names.includes(attribute.key.toLowerCase());

/** Every value, not empty, under any of these names (in lower case) and in this block; in the order of the entry. */
export function valuesOf(entry: Pick<Entry, 'attributes'>, block: Attribute['block'], names: readonly string[]): string[] {
  return entry.attributes.filter((attribute) => attribute.block === block && named(attribute, names) && attribute.value.trim() !== '').map(({ value }) => value);
}

/** The first such value, trimmed; '' when there is none. */
export function firstOf(entry: Pick<Entry, 'attributes'>, names: readonly string[]): string {
  return (valuesOf(entry, '', names)[0] ?? '').trim();
}
