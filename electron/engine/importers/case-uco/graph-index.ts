/** What the nodes of a graph say about each other: who an account belongs to, which thread a message is in. */
import type { Identifier } from '../../../../shared/domain/item.ts';
import { accountIdentifier } from '../events/event-item.ts';
import { isJsonObject, jsonText, type JsonObject, type JsonValue } from '../json/values.ts';
import { nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';
import { isA, listOf, readNode, referenceOf, textIn, typesOf, valuesOf, type GraphNode } from './linked-data.ts';

/** Nodes whose meaning is held for references; later ones are read as rows but not found by others. */
const mostNodes = 500_000;
const mostFacetCharacters = 32_000_000;
const mostThreadEntries = 1_000_000;

interface Known {
  readonly name: string;
  readonly phone: string;
  readonly account: string;
  readonly email: string;
  /** Who an account belongs to, when it says so by reference. */
  readonly owner: string;
}

export interface Party { readonly label: string; readonly identifiers: readonly Identifier[]; readonly found: boolean }
type Role = Identifier['role'];

function nameOf(node: GraphNode): string {
  const whole = textIn(node, 'displayName', 'name', 'fullName', 'contactDisplayName', 'commonName');
  if (whole !== '') return whole;
  return [textIn(node, 'firstName', 'givenName'), textIn(node, 'lastName', 'familyName')].filter((part) => part !== '').join(' ');
}

/** A contact's number or address stands in an object of its own: `contactPhone: { contactPhoneNumber: … }`, which may refer to another node. */
function nested(node: GraphNode, outer: string, ...inner: readonly string[]): string {
  const direct = textIn(node, ...inner);
  if (direct !== '') return direct;
  for (const value of valuesOf(node, outer)) {
    if (!isJsonObject(value)) continue;
    const held = textIn(readNode(value, () => null), ...inner);
    if (held !== '') return held;
  }
  return '';
}

/** What a node says about a person or account. */
export function knownOf(node: GraphNode): Known {
  const ownerValue = valuesOf(node, 'owner', 'accountOwner')[0];
  return {
    name: nameOf(node), phone: nested(node, 'contactPhone', 'phoneNumber', 'contactPhoneNumber'), account: textIn(node, 'accountIdentifier', 'username', 'accountID'),
    email: nested(node, 'contactEmail', 'addressValue', 'emailAddress'), owner: ownerValue === undefined ? '' : referenceOf(ownerValue) ?? '',
  };
}

const personal = ['Contact', 'PhoneAccount', 'ApplicationAccount', 'Account', 'DigitalAccount', 'MobileAccount', 'EmailAccount', 'EmailAddress', 'Person', 'Identity', 'Organization', 'InstantMessagingAddress', 'SimpleName', 'UserAccount'];
export const isPersonal = (node: GraphNode): boolean => isA(node, ...personal);

function identifiersOf(known: Known, role: Role): Identifier[] {
  const { name, phone, account, email } = known;
  const number = phone === '' ? null : phoneIdentifier(phone, role);
  const accountNumber = account === '' ? null : phoneIdentifier(account, role);
  return [
    ...(name === '' ? [] : [nameIdentifier(name, role)]), ...(number === null ? [] : [number]), ...(accountNumber === null ? [] : [accountNumber]),
    ...(account === '' || accountNumber !== null ? [] : [{ ...accountIdentifier(account, role), kind: 'handle' as const }]),
    ...(email === '' ? [] : [{ kind: 'email', role, written: email, normal: email.toLowerCase(), certainty: 'certain' } as const]),
  ];
}

export class GraphIndex {
  readonly #known = new Map<string, Known>();
  readonly #facets = new Map<string, JsonObject>();
  readonly #threads = new Map<string, string>();
  #facetCharacters = 0;
  /** True when the file holds more than can be kept in mind. */
  full = false;

  /** Notes one node. `characters` is the length of its text. */
  add(object: JsonObject, characters: number): void {
    const id = object['@id'];
    if (typeof id !== 'string') return;
    if (typesOf(object).some((type) => type.endsWith('Facet')) && !this.#facets.has(id)) {
      this.#facetCharacters += characters;
      if (this.#facetCharacters > mostFacetCharacters) this.full = true;
      else this.#facets.set(id, object);
    }
    const node = readNode(object, this.facet);
    if (isA(node, 'MessageThread')) this.#addThread(id, node);
    const known = knownOf(node);
    const says = known.name !== '' || known.phone !== '' || known.account !== '' || known.email !== '' || known.owner !== '';
    if (!says && node.missingFacets.length === 0) return;
    if (this.#known.size >= mostNodes) { this.full = true; return; }
    if (!this.#known.has(id)) this.#known.set(id, known);
  }

  #addThread(id: string, node: GraphNode): void {
    for (const value of valuesOf(node, 'message', 'messageThread', 'messages', 'element', 'item')) {
      const inside = isJsonObject(value) && referenceOf(value) === null ? Object.entries(value).filter(([name]) => /(?:element|item|member)$/.test(name)).flatMap(([, held]) => listOf(held)) : [value];
      for (const held of inside) {
        const message = referenceOf(held);
        if (message === null) continue;
        if (this.#threads.size >= mostThreadEntries) { this.full = true; return; }
        if (!this.#threads.has(message)) this.#threads.set(message, id);
      }
    }
  }

  readonly facet = (id: string): JsonObject | null => this.#facets.get(id) ?? null;

  /** Facets may stand after the node that names them: what a node says is settled once all are known. */
  settle(object: JsonObject): void {
    const id = object['@id'];
    if (typeof id === 'string' && this.#known.has(id)) this.#known.set(id, knownOf(readNode(object, this.facet)));
  }

  #knownOf(id: string): Known | null {
    const own = this.#known.get(id) ?? null;
    if (own === null || own.owner === '' || own.name !== '') return own;
    // One step only: an account says whose it is. A longer chain, or a circle, is not followed.
    const owner = this.#known.get(own.owner);
    return owner === undefined ? own : { ...own, name: owner.name, phone: own.phone || owner.phone };
  }

  /** Who a reference, or a text in its place, stands for. */
  party(value: JsonValue, role: Role): Party {
    const id = referenceOf(value);
    if (id === null) {
      const written = isJsonObject(value) ? knownOf(readNode(value, this.facet)) : { name: '', phone: '', account: '', email: '', owner: '' };
      const text = isJsonObject(value) ? '' : jsonText(value);
      const label = text || written.name || written.phone || written.account || written.email;
      return { label, found: true, identifiers: text === '' ? identifiersOf(written, role) : [phoneIdentifier(text, role) ?? nameIdentifier(text, role)] };
    }
    const known = this.#knownOf(id);
    const label = known === null ? '' : known.name || known.phone || known.account || known.email;
    return label === '' || known === null ? { label: id, identifiers: [], found: known !== null } : { label, identifiers: identifiersOf(known, role), found: true };
  }

  /** The thread a message is listed in; '' when in none. */
  threadOf(messageId: string): string {
    return this.#threads.get(messageId) ?? '';
  }

  /** Names of people and accounts, the first twenty. */
  names(): readonly string[] {
    const names = new Set<string>();
    for (const { name, phone } of this.#known.values()) {
      if (name !== '' || phone !== '') names.add(name || phone);
      if (names.size >= 20) break;
    }
    return [...names];
  }
}
