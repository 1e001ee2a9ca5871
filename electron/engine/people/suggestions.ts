/**
 * Suggests which identifiers are one person's, from what sources state. It reads summaries and
 * statements, never the items, and changes nothing: a person accepts or declines.
 */
import { createHash } from 'node:crypto';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { suggestionStrengths, type SuggestedIdentifier, type Suggestion, type SuggestionStrength } from '../../../shared/domain/person.ts';
import { nameIdentifier } from '../importers/people/identifiers.ts';
import { EvidenceBook, formsEvidence, nameWarning, type Case } from './suggestion-evidence.ts';
import { keyOf, type LinkFact, type NumberSeen, type SuggestionFacts } from './suggestion-facts.ts';

type Draft = Omit<Suggestion, 'id' | 'inWords' | 'earlier'> & { readonly key: string };
type Proposal = Suggestion['proposal'];

/** Pairs of one name beyond these are not listed one by one; nobody could weigh them. */
const mostOfOneName = 20;
const digitsAlike = 9;

/** A proposal in words. */
function sentenceOf(proposal: Proposal, identifiers: readonly SuggestedIdentifier[]): string {
  const list = identifiers.map((identifier) => (identifier.kind === 'name' ? `the name “${identifier.written}”` : identifier.written)).join(' and ');
  switch (proposal.type) {
    case 'create': return `Add “${proposal.name}” as a person holding ${list}`;
    case 'hold': return `State that ${proposal.personName} (person ${proposal.personId}) holds ${list}`;
    case 'merge': return `Merge ${proposal.mergeName} (person ${proposal.mergeId}) into ${proposal.keepName} (person ${proposal.keepId})`;
  }
}

class Builder {
  readonly #facts: SuggestionFacts;
  readonly #book: EvidenceBook;
  readonly drafts: Draft[] = [];
  /** Numbers some other suggestion speaks of already. */
  readonly #spoken = new Set<string>();

  constructor(facts: SuggestionFacts) {
    this.#facts = facts;
    this.#book = new EvidenceBook(facts);
  }

  #owners(identifier: SuggestedIdentifier): readonly PersonId[] {
    return this.#facts.owners.get(keyOf(identifier)) ?? [];
  }

  #nameOf(id: PersonId): string {
    return this.#facts.people.get(id) ?? `person ${id}`;
  }

  #hold(personId: PersonId, identifiers: readonly SuggestedIdentifier[]): { proposal: Proposal; identifiers: SuggestedIdentifier[] } {
    return { proposal: { type: 'hold', personId, personName: this.#nameOf(personId) }, identifiers: identifiers.filter((identifier) => !this.#owners(identifier).includes(personId)) };
  }

  #merge(one: PersonId, other: PersonId): Proposal {
    const [keepId, mergeId] = one < other ? [one, other] : [other, one];
    return { type: 'merge', keepId, keepName: this.#nameOf(keepId), mergeId, mergeName: this.#nameOf(mergeId) };
  }

  /** What a pair asks for; null when it is settled, or when several people hold one of the two and no source says which. */
  #propose(a: SuggestedIdentifier, b: SuggestedIdentifier): { proposal: Proposal; identifiers: SuggestedIdentifier[] } | null {
    const [ofA, ofB] = [this.#owners(a), this.#owners(b)];
    if (ofA.some((id) => ofB.includes(id))) return null;
    // Whoever holds a name is not thereby the one meant: only the other identifier says whose the pair is.
    const name = a.kind === 'name' ? a : b.kind === 'name' ? b : null;
    const [meantA, meantB] = [a.kind === 'name' ? [] : ofA, b.kind === 'name' ? [] : ofB];
    if (meantA.length > 1 || meantB.length > 1) return null;
    const [ownerA, ownerB] = [meantA[0], meantB[0]];
    if (ownerA !== undefined && ownerB !== undefined) return { proposal: this.#merge(ownerA, ownerB), identifiers: [a, b] };
    const owner = ownerA ?? ownerB;
    if (owner !== undefined) return this.#hold(owner, [a, b]);
    return { proposal: { type: 'create', name: (name ?? a).written.trim().slice(0, 300) || (name ?? a).normal }, identifiers: [a, b] };
  }

  #pair(a: SuggestedIdentifier, b: SuggestedIdentifier, found: Case): void {
    const proposed = this.#propose(a, b);
    for (const end of [a, b]) if (end.kind === 'phone') this.#spoken.add(end.normal);
    if (proposed === null) return;
    const concerned = proposed.proposal.type === 'hold' ? [proposed.proposal.personId] : proposed.proposal.type === 'merge' ? [proposed.proposal.keepId, proposed.proposal.mergeId] : [];
    const sameName = [...new Set([a, b].filter((end) => end.kind === 'name').flatMap((end) => this.#facts.called.get(end.normal) ?? []))]
      .filter((id) => !concerned.includes(id)).slice(0, mostOfOneName).map((id) => ({ id, name: this.#nameOf(id) }));
    const warnings = [...found.warnings, ...(sameName.length === 0 ? [] : [`Somebody of that name is among the people already: ${sameName.map(({ id, name }) => `${name} (person ${id})`).join(', ')}. ${nameWarning}`])];
    this.drafts.push({ key: [keyOf(a), keyOf(b)].sort().join('|'), ...proposed, ...found, warnings, sameName });
  }

  /** Pairs that rows of the evidence link. */
  links(): void {
    const pairs = new Map<string, LinkFact[]>();
    for (const link of this.#facts.links) {
      const key = [keyOf(link.a), keyOf(link.b)].sort().join('|');
      const known = pairs.get(key);
      if (known === undefined) pairs.set(key, [link]);
      else known.push(link);
    }
    for (const links of pairs.values()) {
      const [first] = links;
      if (first !== undefined) this.#pair(first.a, first.b, this.#book.forLinks(links));
    }
  }

  /** WhatsApp names a personal account by its number. */
  whatsAppAccounts(): void {
    for (const normal of this.#facts.handles) {
      const digits = /^(\d{7,15})(?:[:.]\d{1,4})?@(?:s\.whatsapp\.net|c\.us)$/i.exec(normal)?.[1];
      const number = digits === undefined ? undefined : this.#book.number(`+${digits}`);
      if (number === undefined) continue;
      this.#pair(
        { kind: 'handle', normal, written: normal }, { kind: 'phone', normal: number.normal, written: number.forms[0]?.written ?? number.normal },
        { strength: 'strong', warnings: [], evidence: [{ key: 'whatsapp-account', sentence: `${normal} is how WhatsApp writes the account of the number ${number.normal}.`, itemId: null }] },
      );
    }
  }

  /** Two numbers that may be one because a source left the country out. */
  numbersAlike(): void {
    const byEnd = new Map<string, NumberSeen[]>();
    for (const number of this.#facts.numbers) {
      const digits = number.normal.replace(/\D/g, '');
      if (digits.length <= digitsAlike) continue;
      const end = digits.slice(-digitsAlike);
      byEnd.set(end, [...byEnd.get(end) ?? [], number].slice(0, mostOfOneName));
    }
    for (const alike of byEnd.values()) {
      for (const doubtful of alike.filter((number) => !number.certain)) {
        for (const other of alike.filter((number) => number.normal !== doubtful.normal && (number.certain || number.normal > doubtful.normal))) this.#alike(doubtful, other);
      }
    }
  }

  #alike(doubtful: NumberSeen, other: NumberSeen): void {
    const [form, otherForm] = [doubtful.forms[0], other.forms[0]];
    if (form === undefined || otherForm === undefined) return;
    this.#pair({ kind: 'phone', normal: doubtful.normal, written: form.written }, { kind: 'phone', normal: other.normal, written: otherForm.written }, {
      strength: 'possible', warnings: ['Equal last digits are no proof: two countries can each have such a number.'],
      evidence: [{ key: 'digits-alike', sentence: `“${form.written}” in ${form.exhibit} names no country and was read as ${doubtful.normal}; “${otherForm.written}” in ${otherForm.exhibit} ends in the same ${digitsAlike} digits.`, itemId: null }],
    });
  }

  /** A number in two written forms or two exhibits that nothing else speaks of: one person's, whoever it is. */
  numbersInSeveralPlaces(): void {
    for (const number of this.#facts.numbers) {
      const identifier: SuggestedIdentifier = { kind: 'phone', normal: number.normal, written: number.forms[0]?.written ?? number.normal };
      const forms = formsEvidence(number);
      if (forms === null || this.#spoken.has(number.normal) || this.#owners(identifier).length > 0) continue;
      const warnings = number.certain ? [] : [`No source writes ${number.normal} with its country; it was read as British.`];
      this.drafts.push({
        key: keyOf(identifier), strength: number.certain ? 'fair' : 'possible', proposal: { type: 'create', name: number.normal }, identifiers: [identifier],
        evidence: [forms], warnings, sameName: [],
      });
    }
  }

  /** People of one name, and names seen that are somebody's: never more than possible. */
  names(): void {
    for (const [name, everyone] of this.#facts.called) {
      const ids = everyone.slice(0, mostOfOneName);
      ids.forEach((one, index) => {
        for (const other of ids.slice(index + 1)) this.#oneName(name, one, other);
      });
      const uses = this.#facts.nameUses.get(name) ?? [];
      for (const id of ids) {
        const own = nameIdentifier(this.#nameOf(id), 'subject');
        if (own.normal !== name || uses.length === 0 || this.#owners(own).includes(id)) continue;
        this.drafts.push({
          key: `person:${id}|${keyOf(own)}`, strength: 'possible', ...this.#hold(id, [{ kind: 'name', normal: name, written: this.#nameOf(id) }]), warnings: [nameWarning], sameName: [],
          evidence: uses.map(({ exhibit, items }) => ({ key: `name ${exhibit}`, sentence: `The name stands in ${items.toLocaleString('en-GB')} ${items === 1 ? 'item' : 'items'} of ${exhibit}.`, itemId: null })),
        });
      }
    }
  }

  #oneName(name: string, one: PersonId, other: PersonId): void {
    const proposal = this.#merge(one, other);
    if (proposal.type !== 'merge') return;
    this.drafts.push({
      key: `person:${proposal.keepId}|person:${proposal.mergeId}`, strength: 'possible', proposal, identifiers: [], warnings: [nameWarning], sameName: [],
      evidence: [{ key: `same-name ${name}`, sentence: `Both go by the name “${name}”.`, itemId: null }],
    });
  }
}

/** Drafts that end in the same suggestion bring their evidence together. */
function together(drafts: readonly Draft[]): Draft[] {
  const byKey = new Map<string, Draft>();
  const rank = (strength: SuggestionStrength): number => suggestionStrengths.indexOf(strength);
  for (const draft of drafts) {
    const known = byKey.get(draft.key);
    byKey.set(draft.key, known === undefined ? draft : {
      ...known, evidence: [...known.evidence, ...draft.evidence], warnings: [...new Set([...known.warnings, ...draft.warnings])],
      strength: rank(known.strength) <= rank(draft.strength) ? known.strength : draft.strength,
    });
  }
  return [...byKey.values()];
}

/** Made once: a comparison that looks up its language anew costs a hundred times as much. */
const inOrder = new Intl.Collator('en-GB');
const shortHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 12);

/**
 * Every suggestion the facts make, decided or not, strongest first. `subject` names what is linked, and decisions
 * are remembered by it; `id` names what would be done too, so that nobody accepts another proposal than the one they saw.
 */
export function suggestAll(facts: SuggestionFacts): (Omit<Suggestion, 'earlier'> & { readonly subject: string })[] {
  const builder = new Builder(facts);
  builder.links();
  builder.whatsAppAccounts();
  builder.numbersAlike();
  builder.numbersInSeveralPlaces();
  builder.names();
  return together(builder.drafts)
    .map(({ key, ...draft }) => ({ id: shortHash(`${key}\n${JSON.stringify(draft.proposal)}\n${draft.identifiers.map(keyOf).join('\n')}`), subject: shortHash(key), ...draft, inWords: sentenceOf(draft.proposal, draft.identifiers) }))
    .sort((one, other) => suggestionStrengths.indexOf(one.strength) - suggestionStrengths.indexOf(other.strength) || other.evidence.length - one.evidence.length || inOrder.compare(one.inWords, other.inWords));
}
