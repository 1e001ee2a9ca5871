/** The importer for case data as JSON-LD in the CASE and UCO ontologies. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft, type Question } from '../../../../shared/contract/importing.ts';
import { EventTally } from '../events/event-tally.ts';
import { setAside } from '../events/event-item.ts';
import { isJsonObject, parseJson } from '../json/values.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { jsonEncoding, jsonHead, jsonMembers } from '../json/read-members.ts';
import type { JsonMember } from '../json/cut-members.ts';
import { statedZone, zoneQuestion } from '../time/stated-zone.ts';
import { GraphIndex } from './graph-index.ts';
import { localName, typesOf } from './linked-data.ts';
import { nodeRow } from './node-row.ts';

const id = 'case-uco' satisfies FormatId;
const vocabulary = /unifiedcyberontology\.org|caseontology\.org|"(?:uco-)?observable:|"uco-core:|"case-investigation:/;

function recognise(source: EvidenceSource): string | null {
  const head = jsonHead(source);
  if (!/^\s*[{[]/.test(head) || !/"@(?:graph|id|context)"/.test(head) || !vocabulary.test(head)) return null;
  return 'JSON-LD in the CASE/UCO vocabulary';
}

/** The lists that hold nodes: the document when it is a list itself, `@graph`, and the contents of a bundle. */
function holdsNodes(keys: readonly (string | number)[]): boolean {
  const [first] = keys;
  return keys.length === 0 || (keys.length === 1 && typeof first === 'string' && (first === '@graph' || localName(first) === 'object'));
}

const isRow = ({ keys }: JsonMember): boolean => !(keys.length === 1 && (keys[0] === '@context' || keys[0] === '@id' || keys[0] === '@type'));

interface Survey { readonly index: GraphIndex; readonly nodes: number; readonly withoutZone: { readonly place: string; readonly written: string } | null }

/** Reads the file to know what its nodes say of each other; a second time when facets stand apart from the nodes they belong to. */
async function survey(source: EvidenceSource, signal: AbortSignal, onBytes: (done: number, total: number) => void): Promise<Survey> {
  const index = new GraphIndex();
  let nodes = 0;
  let withoutZone: Survey['withoutZone'] = null;
  let apart = false;
  for await (const member of jsonMembers(source, holdsNodes, signal, onBytes)) {
    if (!isRow(member)) continue;
    nodes += 1;
    if (member.fault !== null) continue;
    const value = parseJson(member.text);
    if (!isJsonObject(value)) continue;
    index.add(value, member.text.length);
    apart ||= typesOf(value).some((type) => type.endsWith('Facet'));
    const written = /"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)"/.exec(member.text)?.[1];
    if (written !== undefined && withoutZone === null) withoutZone = { place: member.place, written };
  }
  if (apart) {
    for await (const member of jsonMembers(source, holdsNodes, signal, () => undefined)) {
      const value = member.fault === null ? parseJson(member.text) : undefined;
      if (isJsonObject(value)) index.settle(value);
    }
  }
  return { index, nodes, withoutZone };
}

function questionsOf({ index, withoutZone }: Survey, answers: ImportAnswers): Question[] {
  const questions: Question[] = [];
  if (withoutZone !== null && statedZone(answers) === null) {
    questions.push(zoneQuestion(`Some times do not say which clock they use (${withoutZone.place} says “${withoutZone.written}”).`, true));
  }
  if (answers.deviceOwner === undefined) {
    questions.push({
      answer: 'deviceOwner', required: false, why: 'The file does not say whose device it came from, so sent and received cannot be told apart.',
      options: index.names().map((value) => ({ value, label: value, evidence: 'described in the file' })),
    });
  }
  return questions;
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const found = await survey(source, signal, () => undefined);
  return {
    format: id, formatLabel: caseUcoImporter.label, recognisedBy: recognise(source) ?? 'JSON-LD', questions: questionsOf(found, answers), table: null,
    findings: [`${found.nodes} objects. This reading was built from the published documentation, not from files of a real tool: compare a few rows with the original before relying on it.`],
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const total = source.sizeBytes;
  const found = await survey(source, signal, (done) => onBytes(Math.floor(done / 2), total));
  const missing = questionsOf(found, answers).filter(({ required }) => required);
  if (missing.length > 0) {
    throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before a question is answered: ${missing.map(({ why }) => why).join(' ')}`, { questions: missing.map((question) => questionSchema.parse(question)) });
  }
  const zone = statedZone(answers);
  const rules = { index: found.index, zone, deviceOwner: answers.deviceOwner ?? null };
  const tally = new EventTally();
  for await (const member of jsonMembers(source, holdsNodes, signal, (done) => onBytes(Math.floor((total + done) / 2), total))) {
    if (!isRow(member)) continue;
    tally.seen += 1;
    const locator = { type: 'json', file: source.name, path: member.place } as const;
    const row = member.fault === null ? nodeRow(member.text, member.place, locator, rules) : setAside(locator, member.fault.code, member.fault.reason, member.text);
    tally.add(row);
    yield row;
  }
  return {
    ...tally.zoneFacts(zone), dateOrder: null, dateOrderBasis: '', encoding: jsonEncoding(source).encoding, rowsSeen: tally.seen,
    warnings: [
      'Read by the published documentation of CASE/UCO, not checked against files of a real tool: compare rows with the original before relying on them.',
      ...(found.index.full ? ['The file describes more objects than can be looked up at once: some names and threads stand as their ids.'] : []), ...tally.warnings(),
    ],
  };
}

export const caseUcoImporter: Importer = {
  id,
  label: 'CASE/UCO case data (JSON-LD; please check)',
  version: '1',
  recognise: (source) => Promise.resolve(recognise(source)),
  inspect,
  read,
};
