/**
 * What must not be seen of people with a cipher: their names and the words of them, every identifier they are
 * stated to hold at any time, and the ways the evidence writes those. Numbers and plates are found in any
 * written form by the rule itself (`shared/domain/protected-text.ts`), so one form of each is enough here.
 *
 * An export asks `protectedPeople` once and puts every text it prints through `hider`: page text, index,
 * bookmarks, file names, metadata, transcripts. Pictures and sound are not reached by it.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ProtectedPerson, ProtectedString } from '../../../shared/domain/cipher.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { IdentifierKind } from '../../../shared/domain/item.ts';
import { settleSummaries } from '../people/identifier-summary.ts';

/** Words that stand with a name and name nobody. */
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'sir', 'dame', 'lord', 'lady', 'rev', 'prof', 'pc', 'ps', 'dc', 'ds', 'di', 'dci', 'sgt', 'insp', 'pcso', 'the', 'and', 'of', 'de', 'van', 'von', 'al', 'el', 'bin']);
/** A word of one or two letters is an initial, or too common to be told apart. */
const shortestPart = 3;

const words = (name: string): string[] => name.normalize('NFC').split(/[^\p{L}\p{N}\p{M}'’-]+/gu).filter((word) => word !== '' && !titles.has(word.toLowerCase()));
/** Of a double-barrelled name each half is a name too. */
const wordsOf = (name: string): string[] => words(name).flatMap((word) => [word, ...(word.includes('-') ? word.split('-').filter((half) => half !== '') : [])]);

const spelled: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', Ø: 'Oe', Å: 'Aa' };
/** As passports and police systems write letters they do not have: `Mueller`, `Soeren`. The rule itself reads `Muller` and `Soren`. */
export const spelledOut = (text: string): string => text.normalize('NFC').replace(/[äöüøåÄÖÜØÅ]/gu, (letter) => spelled[letter] ?? letter);
/** A form and, where it differs, the one that is spelled out. */
const spellings = (text: string): string[] => [...new Set([text, spelledOut(text)])];

/** A name as it is, and turned round as lists have it. */
function formsOfName(name: string): string[] {
  const own = words(name);
  const [first, last] = [own.slice(0, -1).join(' '), own.at(-1) ?? ''];
  const bare = own.join(' ');
  return [name, ...(bare === '' ? [] : [bare]), ...(first === '' ? [] : [`${last}, ${first}`, `${last} ${first}`])];
}

interface Named { readonly personId: PersonId; readonly name: string }

/** Every name of the case by whom it counts for: of people, and of names they are stated to hold. */
function namesOfCase(db: CaseDatabase): Named[] {
  return db.prepare<[], Named>(
    `SELECT owner_id AS personId, name FROM person_owner JOIN current_person USING (person_id) JOIN person_version ON person_version.version_id = current_person.version_id
     UNION SELECT owner_id, written FROM person_owner JOIN current_holding USING (person_id) JOIN holding_version USING (version_id) WHERE current_holding.kind = 'name'
     UNION SELECT owner_id, display FROM person_owner JOIN current_holding USING (person_id) JOIN identifier ON identifier.kind = current_holding.kind AND identifier.normal = current_holding.normal WHERE current_holding.kind = 'name'`,
  ).all();
}

/** A collar number or user ID of a few digits is a year or a page as well: a person may say that it is, where it was found. */
const shortNumber = /^\d{1,4}$/u;

interface HeldForm { readonly personId: PersonId; readonly kind: IdentifierKind; readonly text: string }

/** What the people hold at any time, as stated, as matched, and as the evidence writes it. */
function heldForms(db: CaseDatabase, personIds: readonly PersonId[]): HeldForm[] {
  const ids = JSON.stringify(personIds);
  const held = `person_owner JOIN current_holding USING (person_id)`;
  const theirs = `owner_id IN (SELECT value FROM json_each(?)) AND current_holding.kind <> 'name'`;
  const seen = `identifier ON identifier.kind = current_holding.kind AND identifier.normal = current_holding.normal`;
  return db.prepare<[string, string, string, string], HeldForm>(
    `SELECT owner_id AS personId, current_holding.kind AS kind, current_holding.normal AS text FROM ${held} WHERE ${theirs}
     UNION SELECT owner_id, current_holding.kind, written FROM ${held} JOIN holding_version USING (version_id) WHERE ${theirs}
     UNION SELECT owner_id, current_holding.kind, display FROM ${held} JOIN ${seen} WHERE ${theirs}
     UNION SELECT owner_id, current_holding.kind, written FROM ${held} JOIN ${seen} JOIN identifier_form USING (identifier_id) WHERE ${theirs}`,
  ).all(ids, ids, ids, ids);
}

/** What a form of a number says beside its digits (`Immy <07700 900417>`) is a name; numbers are found in any form by their digits. */
const plainNumber = /^[\d\s()+.\-/]+$/u;

/** What names some people, whether or not they have a cipher. `cipher` is empty. */
export function stringsOf(db: CaseDatabase, personIds: readonly PersonId[]): ProtectedPerson[] {
  const hidden = new Set(personIds);
  settleSummaries(db);
  const names = namesOfCase(db);
  const borneBy = new Map<string, Set<PersonId>>();
  for (const { personId, name } of names) {
    for (const word of wordsOf(name)) {
      const key = word.toLowerCase();
      borneBy.set(key, (borneBy.get(key) ?? new Set()).add(personId));
    }
  }
  const forms = heldForms(db, personIds);
  return personIds.map((personId) => {
    const own = names.filter((named) => named.personId === personId).map(({ name }) => name);
    const strings = new Map<string, ProtectedString>();
    const add = (text: string, kind: IdentifierKind, strength: ProtectedString['strength']): void => {
      const key = `${kind} ${text.toLowerCase()}`;
      if (text.trim() !== '' && (strength === 'whole' || !strings.has(`name ${text.toLowerCase()}`))) strings.set(key, { text: text.trim(), kind, strength });
    };
    for (const name of own) for (const form of formsOfName(name).flatMap(spellings)) add(form, 'name', 'whole');
    for (const { kind, text } of forms.filter((form) => form.personId === personId)) add(text, kind === 'phone' && !plainNumber.test(text) ? 'name' : kind, kind !== 'name' && shortNumber.test(text.trim()) ? 'part' : 'whole');
    for (const word of own.flatMap(wordsOf)) {
      // A word that several bear tells none of them apart, unless none of them may be named.
      const bearers = [...borneBy.get(word.toLowerCase()) ?? []];
      if (Array.from(word).length >= shortestPart && (bearers.length === 1 || bearers.every((bearer) => hidden.has(bearer)))) for (const form of spellings(word)) add(form, 'name', 'part');
    }
    return { personId, cipher: '', strings: [...strings.values()].sort((one, other) => other.text.length - one.text.length || one.text.localeCompare(other.text, 'en-GB')) };
  });
}

/** Everybody with a cipher, and what of them must not be seen. */
export function protectedPeople(db: CaseDatabase): ProtectedPerson[] {
  const ciphers = new Map(db.prepare<[], { personId: PersonId; cipher: string }>('SELECT person_id AS personId, cipher FROM standing_cipher ORDER BY cipher').all().map(({ personId, cipher }) => [personId, cipher]));
  if (ciphers.size === 0) return [];
  return stringsOf(db, [...ciphers.keys()]).map((person) => ({ ...person, cipher: ciphers.get(person.personId) ?? '' }));
}
