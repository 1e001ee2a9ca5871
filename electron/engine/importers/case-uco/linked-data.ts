/**
 * JSON-LD as CASE uses it, without its vocabulary: names stripped of whichever prefix or address a
 * tool writes before them, values out of their `@value` wrappers, references kept as references.
 */
import { isJsonList, isJsonObject, jsonText, type JsonObject, type JsonValue } from '../json/values.ts';

/** `uco-observable:messageText`, `observable:messageText`, `https://…/observable/messageText` → `messageText`. */
export function localName(name: string): string {
  return name.startsWith('@') ? name : name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'), name.lastIndexOf('#')) + 1);
}

export interface Facet {
  /** Local name of its type; the node's own properties have the node's. */
  readonly type: string;
  readonly properties: readonly { readonly name: string; readonly value: JsonValue }[];
}

export interface GraphNode {
  readonly id: string;
  readonly types: readonly string[];
  /** The node's own properties first, then its facets in order. */
  readonly facets: readonly Facet[];
  /** Facets named by reference that are not in the file, or are past what is held. */
  readonly missingFacets: readonly string[];
}

const mostValues = 2_000;

/** A list of values, one value as a list of one, nothing as none. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  if (isJsonList(value)) return value.slice(0, mostValues);
  return isJsonObject(value) && isJsonList(value['@list']) ? value['@list'].slice(0, mostValues) : [value];
}

/** The id a value refers to; null when it is no reference. */
export function referenceOf(value: JsonValue): string | null {
  return isJsonObject(value) && typeof value['@id'] === 'string' ? value['@id'] : null;
}

/** A value as text: `@value` unwrapped, references as their id. */
export function plainText(value: JsonValue): string {
  if (!isJsonObject(value)) return isJsonList(value) ? listOf(value).map(plainText).join(', ') : jsonText(value);
  if ('@value' in value) return jsonText(value['@value']);
  return Object.keys(value).length === 1 && typeof value['@id'] === 'string' ? value['@id'] : jsonText(value);
}

export function typesOf(object: JsonObject): readonly string[] {
  return listOf(object['@type']).filter((type) => typeof type === 'string').map(localName);
}

const facetLists = new Set(['hasFacet', 'hasPropertyBundle', 'propertyBundle', 'facets', 'facet']);

function propertiesOf(object: JsonObject): Facet['properties'] {
  return Object.entries(object).filter(([name, value]) => name !== '@id' && name !== '@type' && !facetLists.has(localName(name)) && value !== undefined)
    .map(([name, value]) => ({ name: localName(name), value: value ?? null }));
}

/** A node with its facets, those named by reference looked up. */
export function readNode(object: JsonObject, facetById: (id: string) => JsonObject | null): GraphNode {
  const types = typesOf(object);
  const missingFacets: string[] = [];
  const facets: Facet[] = [{ type: types[0] ?? '', properties: propertiesOf(object) }];
  for (const [name, value] of Object.entries(object)) {
    if (!facetLists.has(localName(name))) continue;
    for (const held of listOf(value)) {
      const reference = referenceOf(held);
      const bare = reference !== null && isJsonObject(held) && Object.keys(held).length === 1;
      const facet = bare ? facetById(reference) : isJsonObject(held) ? held : null;
      if (facet === null) missingFacets.push(reference ?? plainText(held).slice(0, 200));
      else facets.push({ type: typesOf(facet)[0] ?? '', properties: propertiesOf(facet) });
    }
  }
  return { id: typeof object['@id'] === 'string' ? object['@id'] : '', types, facets, missingFacets };
}

/** Every value of a property, by local name, over all facets of a node, in order. */
export function valuesOf(node: GraphNode, ...names: readonly string[]): readonly JsonValue[] {
  return names.flatMap((name) => node.facets.flatMap(({ properties }) => properties.filter((property) => property.name === name).flatMap(({ value }) => listOf(value))));
}

/** The first value of a property that holds anything, as text; '' when none does. */
export function textIn(node: GraphNode, ...names: readonly string[]): string {
  for (const value of valuesOf(node, ...names)) {
    const text = plainText(value).trim();
    if (text !== '') return text;
  }
  return '';
}

/** Whether the node, or a facet of it, is of one of these types (with or without `Facet` at the end). */
export function isA(node: GraphNode, ...types: readonly string[]): boolean {
  const wanted = new Set(types.map((type) => type.toLowerCase()));
  const fits = (type: string): boolean => wanted.has(type.replace(/Facet$/i, '').toLowerCase());
  return node.types.some(fits) || node.facets.some(({ type }) => fits(type));
}
