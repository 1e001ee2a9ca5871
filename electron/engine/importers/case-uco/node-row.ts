/** One node of the graph as an item. Nothing is left out: a node nobody knows is an event or a note. */
import type { Direction, Field, Identifier, ItemDraft, ItemKind, Locator } from '../../../../shared/domain/item.ts';
import { setAside } from '../events/event-item.ts';
import { isJsonObject, parseJson } from '../json/values.ts';
import { mentionedIn } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import type { GraphIndex, Party } from './graph-index.ts';
import { isPersonal, knownOf } from './graph-index.ts';
import { isA, plainText, readNode, referenceOf, textIn, valuesOf, type GraphNode } from './linked-data.ts';
import { callContradiction, timeOfNode } from './node-time.ts';

export interface NodeRules {
  readonly index: GraphIndex;
  readonly zone: StatedZone | null;
  /** Name of the device's owner; null when not said. */
  readonly deviceOwner: string | null;
}

type Sort = 'message' | 'call' | 'contact' | 'location' | 'other';

function sortOf(node: GraphNode): Sort {
  if (isA(node, 'Message', 'SMSMessage', 'EmailMessage', 'SMS', 'InstantMessage') && !isA(node, 'MessageThread')) return 'message';
  if (isA(node, 'Call', 'PhoneCall')) return 'call';
  if (isA(node, 'LatLongCoordinates', 'Location', 'GeoLocationEntry', 'GPSCoordinates')) return 'location';
  return isPersonal(node) ? 'contact' : 'other';
}

const outgoing = /^(?:outgoing|dialled|dialed|sent|outbox)$/i;
const incoming = /^(?:incoming|received|missed|inbox|rejected|unanswered)$/i;

function directionOf(node: GraphNode, from: Party | null, to: readonly Party[], owner: string | null): Direction {
  const stated = textIn(node, 'callType', 'messageDirection', 'direction', 'messageType');
  if (outgoing.test(stated)) return 'outgoing';
  if (incoming.test(stated)) return 'incoming';
  const same = (party: Party): boolean => owner !== null && owner !== '' && (party.label.toLowerCase() === owner.toLowerCase() || party.identifiers.some(({ written }) => written.toLowerCase() === owner.toLowerCase()));
  if (from !== null && same(from)) return 'outgoing';
  return to.some(same) ? 'incoming' : 'unknown';
}

function fieldsOf(node: GraphNode, index: GraphIndex): Field[] {
  const shown = (value: Parameters<typeof plainText>[0]): string => {
    const id = referenceOf(value);
    if (id === null) return plainText(value);
    const party = index.party(value, 'mentioned');
    return party.label === id ? id : `${party.label} (${id})`;
  };
  const fields = node.facets.flatMap(({ properties }) => properties.map(({ name, value }) => ({ name, value: Array.isArray(value) ? value.slice(0, 200).map(shown).join(', ') : shown(value) })));
  return [{ name: '@id', value: node.id }, { name: '@type', value: [...new Set([...node.types, ...node.facets.map(({ type }) => type)])].filter((type) => type !== '').join(', ') }, ...fields].filter(({ value }) => value !== '');
}

function textOf(node: GraphNode, sort: Sort): string {
  switch (sort) {
    case 'message': return [textIn(node, 'subject'), textIn(node, 'messageText', 'body', 'text')].filter((part) => part !== '').join('\n');
    case 'call': return ['Call', textIn(node, 'callType'), textIn(node, 'duration') === '' ? '' : `duration ${textIn(node, 'duration')}`].filter((part) => part !== '').join(' · ');
    case 'contact': {
      const { name, phone, account, email } = knownOf(node);
      return [...new Set([name, phone, account, email])].filter((part) => part !== '').join(' · ') || node.types.join(', ');
    }
    case 'location': return [textIn(node, 'latitude'), textIn(node, 'longitude')].filter((part) => part !== '').join(', ') || textIn(node, 'name', 'description');
    case 'other': return [node.types.join(', '), textIn(node, 'name', 'displayName', 'fileName', 'title', 'description', 'kindOfRelationship')].filter((part) => part !== '').join(': ');
  }
}

interface People { readonly from: Party | null; readonly to: readonly Party[]; readonly thread: Party | null }

function peopleOf(node: GraphNode, sort: Sort, index: GraphIndex): People {
  if (sort !== 'message' && sort !== 'call') {
    return { from: null, to: isA(node, 'MessageThread') ? valuesOf(node, 'participant').map((value) => index.party(value, 'participant')) : [], thread: null };
  }
  const [sender] = valuesOf(node, 'from', 'sender');
  const thread = index.threadOf(node.id) || valuesOf(node, 'messageThread', 'thread').map(referenceOf).find((id) => id !== null) || '';
  return {
    from: sender === undefined ? null : index.party(sender, 'from'), to: valuesOf(node, 'to', 'cc', 'bcc', 'recipient').map((value) => index.party(value, 'to')),
    thread: thread === '' ? null : index.party({ '@id': thread }, 'mentioned'),
  };
}

function unique(identifiers: readonly Identifier[]): Identifier[] {
  return [...new Map(identifiers.map((identifier) => [`${identifier.kind} ${identifier.role} ${identifier.normal}`, identifier])).values()];
}

function contactIdentifiers(node: GraphNode, index: GraphIndex): readonly Identifier[] {
  return node.id === '' ? [] : index.party({ '@id': node.id }, 'participant').identifiers;
}

function coordinates(node: GraphNode): Field[] {
  return [['Latitude', 'latitude'], ['Longitude', 'longitude']].map(([name = '', property = '']) => ({ name, value: textIn(node, property) })).filter(({ value }) => value !== '');
}

/** A line the application wrote is not a message. */
function kindOf(node: GraphNode, sort: Sort, dated: boolean): ItemKind {
  if (sort === 'message' && /^(?:system|notification|service|info)/i.test(textIn(node, 'messageType'))) return 'notice';
  return sort === 'other' ? (dated ? 'event' : 'note') : sort;
}

/** The row of one node, from its own characters; `place` names it to a reader (`@graph[3]`). */
export function nodeRow(text: string, place: string, locator: Locator, rules: NodeRules): SourceRow {
  const object = parseJson(text);
  if (!isJsonObject(object)) return setAside(locator, 'malformed-row', `${place} is not an object of the graph. Reading went on after it.`, text);
  const { index, zone } = rules;
  const node = readNode(object, index.facet);
  const sort = sortOf(node);
  const timed = timeOfNode(node, sort === 'message' || sort === 'call' ? sort : 'other', zone);
  if (!timed.ok) return setAside(locator, timed.code, `${place}: ${timed.reason}`, text);
  const { from, to, thread } = peopleOf(node, sort, index);
  const contradiction = sort === 'call' ? callContradiction(node, zone) : null;
  const dated = timed.time.earliestMs !== null;
  const absent = [...(from === null ? [] : [from]), ...to].filter(({ found }) => !found).map(({ label }) => label);
  const words = textOf(node, sort);
  const item: ItemDraft = {
    kind: kindOf(node, sort, dated), direction: sort === 'message' || sort === 'call' ? directionOf(node, from, to, rules.deviceOwner) : 'none',
    time: contradiction === null ? timed.time : { ...timed.time, flags: [...timed.time.flags, 'contradicts-itself'] },
    from: from?.label ?? '', to: to.map(({ label }) => label), thread: thread?.label ?? (isA(node, 'MessageThread') ? textIn(node, 'displayName', 'name') || node.id : ''),
    text: words, status: 'live', locator, verbatim: text, fields: [...(sort === 'location' ? coordinates(node) : []), ...fieldsOf(node, index)], attachments: [],
    identifiers: unique([...(from?.identifiers ?? []), ...to.flatMap(({ identifiers }) => identifiers), ...(sort === 'contact' ? contactIdentifiers(node, index) : []), ...(sort === 'contact' ? [] : mentionedIn(words))]),
    remarks: [
      ...timed.remarks, ...(contradiction === null ? [] : [contradiction]),
      ...(dated && sort !== 'message' && sort !== 'call' ? [`The time is the node's ${timed.property}.`] : dated && timed.property !== 'sentTime' && timed.property !== 'startTime' ? [`The time is the ${timed.property}; no time of sending or starting is given.`] : []),
      ...(absent.length > 0 ? [`It refers to ${absent.slice(0, 5).join(', ')}, which ${absent.length === 1 ? 'is' : 'are'} not described in the file.`] : []),
      ...(node.missingFacets.length > 0 ? [`It refers to ${node.missingFacets.slice(0, 5).join(', ')} for some of its properties, which cannot be found in the file.`] : []),
    ],
  };
  return { type: 'item', item };
}
