/** What speaks for two identifiers being one person's, in sentences a reader can check, and what calls for care. */
import type { Suggestion, SuggestedIdentifier, SuggestionStrength } from '../../../shared/domain/person.ts';
import { identifierKindLabels } from '../../../shared/domain/person.ts';
import { keyOf, type LinkFact, type NumberSeen, type SuggestionFacts } from './suggestion-facts.ts';

export type Evidence = Suggestion['evidence'][number];
export interface Case { readonly evidence: Evidence[]; readonly warnings: string[]; readonly strength: SuggestionStrength }

export const nameWarning = 'A name alone shows nothing: real address books hold different people of one name. Check before accepting.';

const quoted = (identifier: SuggestedIdentifier): string => (identifier.kind === 'name' ? `“${identifier.written}”` : `${identifierKindLabels[identifier.kind].toLowerCase()} ${identifier.written}`);
const count = (number: number, one: string, many: string): string => (number === 1 ? `1 ${one}` : `${number.toLocaleString('en-GB')} ${many}`);

function linkSentence({ basis, exhibit, a, b, items, place, detail }: LinkFact): string {
  switch (basis) {
    case 'contact-entry': return items === 1 ? `The contact entry at ${place} of ${exhibit} gives ${quoted(a)} the ${quoted(b)}.` : `${items} contact entries of ${exhibit}, the first at ${place}, give ${quoted(a)} the ${quoted(b)}.`;
    case 'operator': return `${count(items, 'row', 'rows')} of ${exhibit}${items === 1 ? '' : ', the first'} at ${place}, ${items === 1 ? 'names' : 'name'} ${quoted(a)} and ${quoted(b)} as one operator.`;
    case 'keeper': return `${exhibit} says so at ${place}: “${detail}” of ${b.written} is ${quoted(a)}.`;
  }
}

/** Digits and the sign of abroad: two forms that differ only by spaces or invisible characters are one. */
const bare = (written: string): string => written.replace(/[^\d+]/g, '');

/** Says how a number is written where, when it is written in two ways or seen in two exhibits. */
export function formsEvidence(number: NumberSeen | undefined): Evidence | null {
  if (number === undefined) return null;
  const exhibits = [...new Set(number.forms.map((form) => form.exhibit))];
  const shown = [...new Map(number.forms.map((form) => [`${form.exhibit} ${bare(form.written)}`, form])).values()];
  if (exhibits.length < 2 && new Set(shown.map((form) => bare(form.written))).size < 2) return null;
  const listed = shown.slice(0, 6).map((form) => `“${form.written.trim()}” in ${count(form.items, 'item', 'items')} of ${form.exhibit}`);
  const more = shown.length > listed.length ? `, and ${shown.length - listed.length} more` : '';
  return { key: `forms ${exhibits.join(', ')}`, sentence: `The number is written ${listed.join(', ')}${more}; each reads as ${number.normal}.`, itemId: null };
}

/** Lookups over all facts, made once for all suggestions. */
export class EvidenceBook {
  readonly #facts: SuggestionFacts;
  readonly #numbers: ReadonlyMap<string, NumberSeen>;
  /** Names an identifier stands under in an address book, and identifiers of one kind under a name, each by exhibit. */
  readonly #namesOf = new Map<string, Set<string>>();
  readonly #written = new Map<string, string>();
  readonly #entriesOf = new Map<string, Set<string>>();
  readonly #operatorsOf = new Map<string, Set<string>>();

  constructor(facts: SuggestionFacts) {
    this.#facts = facts;
    this.#numbers = new Map(facts.numbers.map((number) => [number.normal, number]));
    const put = (map: Map<string, Set<string>>, key: string, value: string): void => {
      const set = map.get(key) ?? new Set<string>();
      map.set(key, set.add(value));
    };
    for (const link of facts.links) {
      if (link.basis === 'contact-entry' && link.a.kind === 'name') {
        put(this.#namesOf, `${link.exhibit}\n${keyOf(link.b)}`, link.a.normal);
        this.#written.set(link.a.normal, link.a.written);
        if (link.b.kind === 'phone') put(this.#entriesOf, `${link.exhibit}\n${link.a.normal}`, link.itemId);
      }
      if (link.basis === 'operator' && link.b.kind === 'name') put(this.#operatorsOf, keyOf(link.a), link.b.normal);
    }
  }

  number(normal: string): NumberSeen | undefined {
    return this.#numbers.get(normal);
  }

  #doubts(link: LinkFact): string[] {
    const doubts: string[] = [];
    if (link.basis === 'contact-entry' && link.a.kind === 'name') {
      const others = [...this.#namesOf.get(`${link.exhibit}\n${keyOf(link.b)}`) ?? []].filter((name) => name !== link.a.normal);
      if (others.length > 0) doubts.push(`${link.exhibit} has the same ${identifierKindLabels[link.b.kind].toLowerCase()} under ${count(others.length, 'other name', 'other names')} too: ${others.slice(0, 5).map((name) => `“${this.#written.get(name) ?? name}”`).join(', ')}.`);
      const entries = this.#entriesOf.get(`${link.exhibit}\n${link.a.normal}`)?.size ?? 0;
      if (entries > 1) doubts.push(`${link.exhibit} has ${entries} entries under “${link.a.written}” with different numbers; they may be different people.`);
    }
    const operators = link.basis === 'operator' && link.b.kind === 'name' ? this.#operatorsOf.get(keyOf(link.a))?.size ?? 0 : 0;
    if (operators > 1) doubts.push(`${quoted(link.a)} stands beside ${operators} different names; it may have been used by several people.`);
    return doubts;
  }

  /** The case for a pair that rows link. Two exhibits, or a chat author of the entry's own exhibit, make it strong; any doubt only possible. */
  forLinks(links: readonly LinkFact[]): Case {
    const evidence: Evidence[] = links.map((link) => ({ key: `${link.basis} ${link.exhibit}`, sentence: linkSentence(link), itemId: link.itemId }));
    const doubts = [...new Set(links.flatMap((link) => this.#doubts(link)))];
    for (const { basis, exhibit, a } of links) {
      const wrote = basis === 'contact-entry' && a.kind === 'name' ? this.#facts.authored.get(`${exhibit}\n${a.normal}`) : undefined;
      if (wrote !== undefined) evidence.push({ key: `chat-author ${exhibit}`, sentence: `“${a.written}” is the author of ${count(wrote, 'message', 'messages')} in ${exhibit}, and a telephone shows its chats under the names of its own contact entries.`, itemId: null });
    }
    const strength: SuggestionStrength = doubts.length > 0 ? 'possible' : evidence.length > 1 ? 'strong' : 'fair';
    const warnings = [...doubts];
    for (const normal of new Set(links.flatMap((link) => [link.a, link.b]).filter((end) => end.kind === 'phone').map((end) => end.normal))) {
      const number = this.#numbers.get(normal);
      const forms = formsEvidence(number);
      if (forms !== null) evidence.push(forms);
      if (number !== undefined && !number.certain) warnings.push(`No source writes ${normal} with its country; it was read as British.`);
    }
    return { evidence, warnings, strength };
  }
}
