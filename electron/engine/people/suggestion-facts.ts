/** What the summaries and the statements hold that a suggestion may rest on, read once for all suggestions. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import type { IdentifierKind } from '../../../shared/domain/item.ts';
import type { SuggestedIdentifier } from '../../../shared/domain/person.ts';
import { nameIdentifier } from '../importers/people/identifiers.ts';
import type { LinkBasis } from './item-links.ts';
import { visibleSummaries } from './identifier-summary.ts';
import { namesOfPeople } from './people-list.ts';

export const keyOf = ({ kind, normal }: { readonly kind: string; readonly normal: string }): string => `${kind}:${normal}`;

/** One exhibit's word that two identifiers belong together. */
export interface LinkFact {
  readonly basis: LinkBasis; readonly exhibit: string; readonly a: SuggestedIdentifier; readonly b: SuggestedIdentifier;
  readonly items: number; readonly itemId: ItemId; readonly place: string; readonly detail: string;
}

/** A number by the exhibits it is seen in. */
export interface NumberSeen { readonly normal: string; readonly certain: boolean; readonly forms: readonly { readonly written: string; readonly exhibit: string; readonly items: number }[] }

export interface SuggestionFacts {
  readonly links: readonly LinkFact[];
  /** Messages an author name wrote, by `exhibit\nname`. */
  readonly authored: ReadonlyMap<string, number>;
  readonly numbers: readonly NumberSeen[];
  readonly handles: readonly string[];
  /** Items a name stands in, by name and exhibit. */
  readonly nameUses: ReadonlyMap<string, readonly { readonly exhibit: string; readonly items: number }[]>;
  /** Whom an identifier counts for, by `keyOf`. */
  readonly owners: ReadonlyMap<string, readonly PersonId[]>;
  readonly people: ReadonlyMap<PersonId, string>;
  /** People who go by a name: it is theirs, or they are stated to hold it. */
  readonly called: ReadonlyMap<string, readonly PersonId[]>;
}

interface LinkRecord {
  basis: LinkBasis; exhibit: string; kindA: IdentifierKind; normalA: string; writtenA: string; kindB: IdentifierKind; normalB: string; writtenB: string;
  items: number; itemId: ItemId; place: string; detail: string;
}

function readLinks(db: CaseDatabase): LinkFact[] {
  return db.prepare<[], LinkRecord>(
    `SELECT basis, reference AS exhibit, kind_a AS kindA, normal_a AS normalA, written_a AS writtenA, kind_b AS kindB, normal_b AS normalB, written_b AS writtenB,
       items, item_id AS itemId, place, detail
     FROM identifier_link JOIN import_run USING (run_id) JOIN exhibit USING (exhibit_id) WHERE ${visibleSummaries('identifier_link')} ORDER BY exhibit_id, basis, normal_a, normal_b`,
  ).all().map(({ kindA, normalA, writtenA, kindB, normalB, writtenB, ...rest }) => ({
    ...rest, a: { kind: kindA, normal: normalA, written: writtenA }, b: { kind: kindB, normal: normalB, written: writtenB },
  }));
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function appendOnce<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

function readNumbers(db: CaseDatabase): NumberSeen[] {
  const certain = new Set(db.prepare<[], { normal: string }>(
    `SELECT DISTINCT normal FROM identifier JOIN identifier_use USING (identifier_id) WHERE kind = 'phone' AND certain = 1 AND ${visibleSummaries('identifier_use')}`,
  ).all().map((row) => row.normal));
  const forms = new Map<string, { written: string; exhibit: string; items: number }[]>();
  const rows = db.prepare<[], { normal: string; written: string; exhibit: string; items: number }>(
    `SELECT normal, written, reference AS exhibit, items FROM identifier JOIN identifier_form USING (identifier_id) JOIN import_run USING (run_id) JOIN exhibit USING (exhibit_id)
     WHERE kind = 'phone' AND ${visibleSummaries('identifier_form')} ORDER BY normal, exhibit_id, items DESC, written`,
  ).all();
  for (const { normal, ...form } of rows) append(forms, normal, form);
  return [...forms].map(([normal, seen]) => ({ normal, certain: certain.has(normal), forms: seen }));
}

function readNames(db: CaseDatabase): Pick<SuggestionFacts, 'authored' | 'nameUses'> {
  const authored = new Map<string, number>();
  const nameUses = new Map<string, { exhibit: string; items: number }[]>();
  const rows = db.prepare<[], { normal: string; exhibit: string; items: number; authored: number }>(
    `SELECT normal, reference AS exhibit, sum(items) AS items, sum(authored) AS authored FROM identifier JOIN identifier_use USING (identifier_id) JOIN import_run USING (run_id) JOIN exhibit USING (exhibit_id)
     WHERE kind = 'name' AND ${visibleSummaries('identifier_use')} GROUP BY normal, exhibit_id ORDER BY normal, exhibit_id`,
  ).all();
  for (const { normal, exhibit, items, authored: wrote } of rows) {
    if (wrote > 0) authored.set(`${exhibit}\n${normal}`, wrote);
    append(nameUses, normal, { exhibit, items });
  }
  return { authored, nameUses };
}

export function readFacts(db: CaseDatabase): SuggestionFacts {
  const owners = new Map<string, PersonId[]>();
  const called = new Map<string, PersonId[]>();
  const people = new Map(namesOfPeople(db).map(({ id, name }) => [id, name]));
  for (const [id, name] of people) appendOnce(called, nameIdentifier(name, 'subject').normal, id);
  for (const held of db.prepare<[], { kind: string; normal: string; ownerId: PersonId }>('SELECT kind, normal, owner_id AS ownerId FROM current_holding JOIN person_owner USING (person_id) ORDER BY owner_id').all()) {
    appendOnce(owners, keyOf(held), held.ownerId);
    if (held.kind === 'name') appendOnce(called, held.normal, held.ownerId);
  }
  const handles = db.prepare<[], { normal: string }>(
    `SELECT normal FROM identifier WHERE kind = 'handle' AND identifier_id IN (SELECT identifier_id FROM identifier_use WHERE ${visibleSummaries('identifier_use')}) ORDER BY identifier_id`,
  ).all().map((row) => row.normal);
  return { links: readLinks(db), numbers: readNumbers(db), handles, owners, people, called, ...readNames(db) };
}
