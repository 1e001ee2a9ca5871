/**
 * Rows as JSON-LD in the CASE and UCO ontologies. Messages and calls are what UCO calls so; every item
 * also carries a facet of our own with all its columns, so that nothing is lost between two copies of Plumbline.
 */
import { createHash } from 'node:crypto';
import { exportColumns, exportNamespace } from '../../../../shared/domain/export-columns.ts';
import type { Exhibit } from '../../../../shared/domain/exhibit.ts';
import { itemKindLabels, type Item } from '../../../../shared/domain/item.ts';
import { aboutLines, type ExportedRow, type RowsSource } from './rows-source.ts';

const context = {
  kb: 'urn:plumbline:kb:', 'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/', 'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/', 'case-investigation': 'https://ontology.caseontology.org/case/investigation/', xsd: 'http://www.w3.org/2001/XMLSchema#', plumbline: exportNamespace,
};

/** Ids in CASE end in the form of a UUID. */
const shaped = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
const derivedId = (kind: string, from: string): string => `kb:${kind}-${shaped(createHash('sha256').update(from, 'utf8').digest('hex'))}`;
const itemId = (item: Item): string => `kb:item-${shaped(item.id)}`;
const dateTime = (ms: number) => ({ '@type': 'xsd:dateTime', '@value': new Date(ms).toISOString() });
/** Facets are named after what they belong to: two of one name would be one. */
const facetId = (owner: string, facet: string): string => `${owner}-${facet}`;

interface Node { readonly '@id': string; readonly [name: string]: unknown }

/** A name as rows show it. Whether two names are one person is not said. */
function partyNode(name: string): Node {
  return { '@id': derivedId('party', name), '@type': 'uco-observable:ObservableObject', 'uco-core:name': name };
}

function exhibitNodes(exhibit: Exhibit): readonly Node[] {
  const id = derivedId('exhibit-file', exhibit.sha256);
  return [
    {
      '@id': id, '@type': 'uco-observable:File',
      'uco-core:hasFacet': [
        { '@id': facetId(id, 'file'), '@type': 'uco-observable:FileFacet', 'uco-observable:fileName': exhibit.originalName, 'uco-observable:sizeInBytes': exhibit.sizeBytes },
        { '@id': facetId(id, 'content'), '@type': 'uco-observable:ContentDataFacet', 'uco-observable:hash': [{ '@id': facetId(id, 'hash'), '@type': 'uco-types:Hash', 'uco-types:hashMethod': 'SHA256', 'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': exhibit.sha256 } }] },
      ],
    },
    { '@id': derivedId('exhibit', exhibit.reference), '@type': 'case-investigation:ProvenanceRecord', 'case-investigation:exhibitNumber': exhibit.reference, 'uco-core:description': exhibit.description, 'uco-core:object': [{ '@id': id }] },
  ];
}

/** What UCO itself has words for. Only a time that is known exactly enough to be an instant is given as one. */
function ucoPart(row: ExportedRow): { readonly type: string; readonly facet: Node | null; readonly own: Readonly<Record<string, unknown>> } {
  const { item } = row;
  const { earliestMs, precision } = item.time;
  const at = earliestMs !== null && (precision === 'millisecond' || precision === 'second') ? dateTime(earliestMs) : null;
  const parties = { ...(item.from === '' ? {} : { 'uco-observable:from': { '@id': derivedId('party', item.from) } }), ...(item.to.length === 0 ? {} : { 'uco-observable:to': item.to.map((name) => ({ '@id': derivedId('party', name) })) }) };
  const id = itemId(item);
  if (item.kind === 'message') {
    return { type: 'uco-observable:Message', own: {}, facet: { '@id': facetId(id, 'message'), '@type': 'uco-observable:MessageFacet', 'uco-observable:messageText': item.text, ...(at === null ? {} : { 'uco-observable:sentTime': at }), ...parties } };
  }
  if (item.kind === 'call') {
    return { type: 'uco-observable:Call', own: {}, facet: { '@id': facetId(id, 'call'), '@type': 'uco-observable:CallFacet', ...(at === null ? {} : { 'uco-observable:startTime': at }), ...parties } };
  }
  if (item.kind === 'event' || item.kind === 'access') return { type: 'uco-core:Event', facet: null, own: at === null ? {} : { 'uco-core:startTime': at } };
  return { type: 'uco-observable:ObservableObject', facet: null, own: {} };
}

function itemNodes(row: ExportedRow): readonly Node[] {
  const { item } = row;
  const id = itemId(item);
  const { type, facet, own } = ucoPart(row);
  const columns = Object.fromEntries(exportColumns.map(({ key }) => [`plumbline:${key}`, row.record[key]]));
  const ours = { '@id': facetId(id, 'plumbline'), '@type': ['uco-core:Facet', 'plumbline:ItemFacet'], ...columns };
  return [
    { '@id': id, '@type': type, 'uco-core:name': itemKindLabels[item.kind].one, ...own, 'uco-core:hasFacet': [...(facet === null ? [] : [facet]), ours] },
    {
      '@id': facetId(id, 'source'), '@type': 'uco-core:Relationship', 'uco-core:source': { '@id': id }, 'uco-core:target': { '@id': derivedId('exhibit-file', row.record.exhibit_sha256) },
      'uco-core:kindOfRelationship': 'Extracted_From', 'uco-core:isDirectional': true,
    },
  ];
}

/** One node a line. Each party and exhibit is described once, before the first item that names it. */
export async function* caseGraph(source: RowsSource): AsyncGenerator<string> {
  const about = {
    '@id': derivedId('export', `${source.details.reference}\n${source.madeAt.toISOString()}`), '@type': ['case-investigation:Investigation', 'plumbline:Export'], 'uco-core:name': source.details.title,
    'uco-core:description': aboutLines(source).map(([name, value]) => `${name}: ${value}`),
    'plumbline:rows': source.totals.rows, 'plumbline:withheld': source.totals.withheld, 'plumbline:leftOut': source.totals.leftOut, 'plumbline:total': source.totals.total,
  };
  yield `{"@context": ${JSON.stringify(context)},\n"@graph": [\n${JSON.stringify(about)}`;
  const byReference = new Map(source.exhibits.map((exhibit) => [exhibit.reference, exhibit]));
  const described = new Set<string>();
  for await (const page of source.pages()) {
    let piece = '';
    const add = (node: Node): void => { piece += `,\n${JSON.stringify(node)}`; };
    const once = (id: string, nodes: () => readonly Node[]): void => {
      if (described.has(id)) return;
      described.add(id);
      nodes().forEach(add);
    };
    for (const row of page) {
      const exhibit = byReference.get(row.record.exhibit);
      if (exhibit !== undefined) once(`exhibit ${exhibit.reference}`, () => exhibitNodes(exhibit));
      for (const name of [row.item.from, ...row.item.to]) if (name !== '') once(`party ${name}`, () => [partyNode(name)]);
      itemNodes(row).forEach(add);
    }
    yield piece;
  }
  yield '\n]}\n';
}
