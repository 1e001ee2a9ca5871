/** The rows of an export as JSON-LD: the nodes that carry a facet of ours. */
import { isJsonList, isJsonObject, jsonText, parseJson, type JsonObject, type JsonValue } from '../json/values.ts';
import { jsonMembers } from '../json/read-members.ts';
import type { ExportRow, RowReading } from './export-row.ts';
import { columnsOf } from './columns-of.ts';

const facetProperty = 'uco-core:hasFacet';
const itemFacet = 'plumbline:ItemFacet';
/** Nodes that only describe what items refer to, and say nothing that is not in the items. */
const frame = new Set(['case-investigation:ProvenanceRecord', 'uco-observable:File', 'uco-observable:ObservableObject', 'uco-core:Relationship']);

const listed = (value: JsonValue | undefined): readonly JsonValue[] => (value === undefined ? [] : isJsonList(value) ? value : [value]);
const typesOf = (node: JsonObject): readonly string[] => listed(node['@type']).map(jsonText);

function rowOf(node: JsonObject, at: { readonly locator: ExportRow['locator']; readonly verbatim: string }, place: string): ExportRow | null {
  const types = typesOf(node);
  if (types.includes('plumbline:Export')) return { ...at, type: 'stated', rows: Number(jsonText(node['plumbline:rows'] ?? null)) };
  const facet = listed(node[facetProperty]).find((held): held is JsonObject => isJsonObject(held) && typesOf(held).includes(itemFacet));
  if (facet !== undefined) return { ...at, type: 'values', shown: place, values: columnsOf(facet, 'plumbline:'), added: [] };
  if (types.some((type) => frame.has(type))) return null;
  return { ...at, type: 'fault', code: 'malformed-row', reason: `${place} is no part of what Plumbline exports: somebody has added it or changed it. Reading went on after it.` };
}

export async function* graphRows({ source, signal, onBytes }: RowReading): AsyncGenerator<ExportRow, void, void> {
  const holdsNodes = (keys: readonly (string | number)[]): boolean => keys.length === 0 || (keys.length === 1 && keys[0] === '@graph');
  for await (const { keys, place, text, fault } of jsonMembers(source, holdsNodes, signal, onBytes)) {
    if (keys.length === 1 && keys[0] === '@context') continue;
    const at = { locator: { type: 'json', file: source.name, path: place } as const, verbatim: text };
    if (fault !== null) { yield { ...at, type: 'fault', code: fault.code, reason: fault.reason }; continue; }
    const node = parseJson(text);
    if (!isJsonObject(node)) { yield { ...at, type: 'fault', code: 'malformed-row', reason: `${place} is not an object of the graph. Reading went on after it.` }; continue; }
    const row = rowOf(node, at, place);
    if (row !== null) yield row;
  }
}
