/** The importer for timelines made by plaso (log2timeline): l2t CSV, TLN, L2TTLN, JSON and JSON lines. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { FormatId, ImportAnswers, InspectionDraft, Question } from '../../../../shared/contract/importing.ts';
import { EventTally } from '../events/event-tally.ts';
import { setAside } from '../events/event-item.ts';
import { fileLines } from '../text/file-lines.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { jsonEncoding, jsonMembers } from '../json/read-members.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import { statedZone, zoneQuestion } from '../time/stated-zone.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import type { TextLine } from '../text/text-lines.ts';
import { detectPlaso, type PlasoKind } from './detect.ts';
import { jsonEvent } from './json-event.ts';
import { l2tRow, tlnRow } from './text-rows.ts';
import { zoneOf } from './zone-names.ts';

const id = 'plaso-timeline' satisfies FormatId;

function kindOf(source: EvidenceSource): PlasoKind {
  const kind = detectPlaso(source);
  if (kind === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as a timeline made by plaso.`);
  return kind;
}

function lineRow(line: TextLine, kind: Exclude<PlasoKind, { kind: 'json' }>, source: EvidenceSource, stated: StatedZone | null): SourceRow {
  const locator = { type: 'line', file: source.name, line: line.line, byte: line.byte } as const;
  if (line.cutBytes > 0) return setAside(locator, 'too-large', `Line ${line.line} is longer than 1 MiB; its beginning is kept here, the whole is in the exhibit.`, line.text.slice(0, 2_000));
  if (line.undecodable) return setAside(locator, 'undecodable-text', `Line ${line.line} holds bytes that are not text; they are shown as \\x and two digits.`, line.text);
  switch (kind.kind) {
    case 'l2tcsv': return l2tRow(line, kind.quoted, locator, stated);
    case 'tln': return tlnRow(line, kind.columns, locator);
    case 'json-lines': return jsonEvent(line.text, `Line ${line.line}`, locator);
  }
}

async function* lineRows(source: EvidenceSource, kind: Exclude<PlasoKind, { kind: 'json' }>, { answers, signal, onBytes }: ReadContext, tally: EventTally): AsyncGenerator<SourceRow, void, void> {
  const stated = statedZone(answers);
  let heading = kind.kind !== 'json-lines' && kind.header;
  for await (const line of fileLines(source, answers.encoding, signal, onBytes)) {
    if (line.text.trim() === '' && line.cutBytes === 0) continue;
    if (heading) { heading = false; continue; }
    tally.seen += 1;
    yield lineRow(line, kind, source, stated);
  }
}

async function* objectRows(source: EvidenceSource, { signal, onBytes }: ReadContext, tally: EventTally): AsyncGenerator<SourceRow, void, void> {
  for await (const member of jsonMembers(source, (keys) => keys.length === 0, signal, onBytes)) {
    tally.seen += 1;
    const locator = { type: 'json', file: source.name, path: member.place } as const;
    if (member.fault !== null) yield setAside(locator, member.fault.code, member.fault.reason, member.text);
    else yield jsonEvent(member.text, member.place, locator);
  }
}

/** Zone names in an l2t CSV that this program does not know, at most ten, with the line of each. */
async function unknownZones(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<readonly string[]> {
  const found = new Map<string, number>();
  let heading = true;
  for await (const line of fileLines(source, answers.encoding, signal, () => undefined)) {
    if (heading) { heading = false; continue; }
    const name = line.text.split(',', 3)[2]?.replaceAll('"', '').trim();
    if (name === undefined || found.has(name) || line.text.startsWith('00/00/0000') || zoneOf(name) !== null) continue;
    found.set(name, line.line);
    if (found.size >= 10) break;
  }
  return [...found].map(([name, line]) => `“${name.slice(0, 40)}” (line ${line})`);
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const kind = kindOf(source);
  const questions: Question[] = [];
  if (kind.kind === 'l2tcsv' && statedZone(answers) === null) {
    const unknown = await unknownZones(source, answers, signal);
    if (unknown.length > 0) questions.push(zoneQuestion(`Some rows name a zone this program does not know, or that means several things: ${unknown.join(', ')}. Without an answer those rows are set aside.`, false));
  }
  const finding = kind.kind === 'l2tcsv'
    ? 'Dates are month/day/year, as l2t CSV always writes them; each row names its own zone.'
    : 'Times are counts since 1970 in UTC.';
  return { format: id, formatLabel: plasoTimelineImporter.label, recognisedBy: kind.recognisedBy, questions, findings: [finding], table: null };
}

async function* read(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const kind = kindOf(source);
  const tally = new EventTally();
  const rows = kind.kind === 'json' ? objectRows(source, context, tally) : lineRows(source, kind, context, tally);
  for await (const row of rows) {
    tally.add(row);
    yield row;
  }
  const stated = statedZone(context.answers);
  return {
    ...tally.zoneFacts(stated), warnings: tally.warnings(), rowsSeen: tally.seen,
    dateOrder: kind.kind === 'l2tcsv' ? 'mdy' : null, dateOrderBasis: kind.kind === 'l2tcsv' ? 'l2t CSV always writes month/day/year' : '',
    encoding: kind.kind === 'json' ? jsonEncoding(source).encoding : tableEncoding(source.head, context.answers.encoding).encoding,
  };
}

export const plasoTimelineImporter: Importer = {
  id,
  label: 'plaso timeline (l2t CSV, TLN, L2TTLN, JSON)',
  version: '1',
  recognise: (source) => Promise.resolve(detectPlaso(source)?.recognisedBy ?? null),
  inspect,
  read,
};
