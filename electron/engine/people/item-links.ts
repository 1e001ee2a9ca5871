/**
 * Links between identifiers that one row states: an address-book entry, an audit row's operator, a
 * vehicle's keeper. Only what the source says; two identifiers in one message are no link.
 */
import { phoneIdentifier, nameIdentifier } from '../importers/people/identifiers.ts';
import type { Identifier, IdentifierKind, ItemDraft, ItemKind } from '../../../shared/domain/item.ts';

export const linkBases = ['contact-entry', 'operator', 'keeper'] as const;
export type LinkBasis = (typeof linkBases)[number];

export interface LinkEnd { readonly kind: IdentifierKind; readonly normal: string; readonly written: string }
export interface ItemLink {
  readonly basis: LinkBasis;
  readonly a: LinkEnd;
  readonly b: LinkEnd;
  /** The heading that states it, for a keeper; '' otherwise. */
  readonly detail: string;
}

/** One entry links its name to at most this many identifiers. */
const mostAnEntry = 60;
const keeperHeading = /^(?:registered\s+|current\s+|vehicle\s+)?(?:keeper|owner)(?:['’]?s)?(?:\s+(?:name|full name))?$/i;

function distinct(identifiers: readonly Identifier[]): Identifier[] {
  return [...new Map(identifiers.map((identifier) => [`${identifier.kind} ${identifier.normal}`, identifier])).values()].slice(0, mostAnEntry);
}

/** Every identifier of an entry hangs on its name; an entry without a name, on its first identifier. */
function star(basis: LinkBasis, identifiers: readonly Identifier[], anchorKinds: readonly IdentifierKind[]): ItemLink[] {
  const all = distinct(identifiers.filter((identifier) => identifier.normal !== ''));
  const anchor = anchorKinds.map((kind) => all.find((identifier) => identifier.kind === kind)).find((found) => found !== undefined) ?? all[0];
  if (anchor === undefined) return [];
  return all.filter((identifier) => identifier !== anchor && !(identifier.kind === 'name' && anchor.kind === 'name')).map((b) => ({ basis, a: anchor, b, detail: '' }));
}

function keepers(fields: ItemDraft['fields'], identifiers: readonly Identifier[]): ItemLink[] {
  const plates = distinct(identifiers.filter((identifier) => identifier.kind === 'vrm' && identifier.certainty === 'certain' && identifier.role !== 'mentioned'));
  const [plate] = plates;
  // With two plates in a row, the source does not say whose the keeper is.
  if (plate === undefined || plates.length > 1) return [];
  return fields.filter((field) => keeperHeading.test(field.name.trim()) && field.value.trim() !== '').map((field) => ({
    basis: 'keeper' as const, a: phoneIdentifier(field.value, 'subject') ?? nameIdentifier(field.value, 'subject'), b: plate, detail: field.name.trim(),
  })).filter((link) => link.a.normal !== '');
}

/** Links one item states, in no particular order. `readFields` is asked only when a keeper may be there. */
export function linksOf(kind: ItemKind, identifiers: readonly Identifier[], readFields: () => ItemDraft['fields']): ItemLink[] {
  const links: ItemLink[] = [];
  if (kind === 'contact') links.push(...star('contact-entry', identifiers.filter((identifier) => identifier.role !== 'mentioned'), ['name']));
  const operators = identifiers.filter((identifier) => identifier.role === 'operator');
  if (operators.length > 1) links.push(...star('operator', operators, ['user-id', 'collar']));
  if (identifiers.some((identifier) => identifier.kind === 'vrm')) links.push(...keepers(readFields(), identifiers));
  return links;
}
