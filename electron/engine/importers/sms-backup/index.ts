/** The importer for backups of the Android app SMS Backup & Restore. docs/formats/sms-backup.md says how each field is mapped and what the limits are. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft } from '../../../../shared/contract/importing.ts';
import { CountedRemarks } from '../certificate/counted-remarks.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { decideEncoding } from '../text/text-encoding.ts';
import { ElementReader, type Element } from './elements.ts';
import { mapElement, type Mapping } from './map.ts';

const label = 'SMS Backup & Restore (XML)';

/** The text after a prolog: the declaration, comments and style sheets. Null when a document type or anything else stands there. */
function afterProlog(text: string): string | null {
  let at = 0;
  for (let steps = 0; steps < 50; steps += 1) {
    while (/[\s\ufeff]/.test(text[at] ?? '')) at += 1;
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null;
    if (end === null) return text.slice(at);
    const found = text.indexOf(end, at);
    if (found < 0) return null;
    at = found + end.length;
  }
  return null;
}

/** What in the first bytes is a backup's; null when nothing is. */
function recogniseBackup(head: Uint8Array): string | null {
  const { encoding } = decideEncoding(head);
  const text = afterProlog(new TextDecoder(encoding.startsWith('utf-16') ? encoding : 'utf-8').decode(head));
  const root = text === null ? null : /^<(smses|calls)(\s[^<>]{0,2000})?>/.exec(text);
  if (text === null || root === null) return null;
  const rest = text.slice(root[0].length, root[0].length + 4000).trimStart();
  const counted = /\scount\s*=/.test(root[2] ?? '');
  const row = root[1] === 'smses' ? /^<(?:sms|mms)\s/.test(rest) : /^<call\s/.test(rest);
  const empty = counted && (root[0].endsWith('/>') || rest.startsWith(`</${root[1] ?? ''}`));
  return row || empty || (counted && rest.startsWith('<!--')) ? `the root element “${root[1] ?? ''}” with its rows, as SMS Backup & Restore writes them` : null;
}

function recognised(source: EvidenceSource): string {
  const by = recogniseBackup(source.head);
  if (by === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” is not an SMS Backup & Restore file.`);
  return by;
}

async function* elementsOf(source: EvidenceSource, reader: ElementReader, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<readonly Element[], void, void> {
  let done = 0;
  for await (const chunk of createReadStream(source.path, { highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>) {
    if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
    const rows = reader.push(chunk);
    done += chunk.length;
    if (rows.length > 0) yield rows;
    onBytes(done);
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}

/** Tool and version, from the comment at the top; null when it does not say. */
function madeBy(reader: ElementReader): string | null {
  for (const comment of reader.comments) {
    const named = /File Created By (.{1,200}?)(?: on .{1,60})?$/i.exec(comment.trim())?.[1];
    if (named !== undefined) return named;
  }
  return null;
}

function declared(reader: ElementReader, found: number): string[] {
  const count = reader.root?.attributes['count'];
  if (count === undefined) return [];
  return count === String(found) ? [] : [`The file says it holds ${count} rows; ${found.toLocaleString('en-GB')} were found.`];
}

async function inspect(source: EvidenceSource, _answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const recognisedBy = recognised(source);
  const reader = new ElementReader(source.head);
  let rows = 0;
  for await (const batch of elementsOf(source, reader, signal, () => undefined)) rows += batch.length;
  return {
    format: 'sms-backup', formatLabel: label, recognisedBy, questions: [], table: null,
    findings: [`${rows.toLocaleString('en-GB')} rows`, 'Times are counted in UTC by the backup itself, and each row states its direction', ...declared(reader, rows), ...(madeBy(reader) === null ? [] : [`Made by ${madeBy(reader) ?? ''}`])],
  };
}

function endRow(source: EvidenceSource): SourceRow {
  return {
    type: 'quarantined',
    row: { locator: { type: 'xml', file: source.name, id: '(end of the file)' }, code: 'malformed-row', reason: 'The file ends before its last element is closed. The rows before are kept; others may be missing. Ask for the file again.', verbatim: '' },
  };
}

async function* read(source: EvidenceSource, { signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  recognised(source);
  const reader = new ElementReader(source.head);
  const mapping: Mapping = { file: source.name, reader, remarks: new CountedRemarks() };
  let rowsSeen = 0;
  for await (const batch of elementsOf(source, reader, signal, (done) => onBytes(done, source.sizeBytes))) {
    rowsSeen += batch.length;
    for (const element of batch) yield mapElement(element, mapping);
  }
  const warnings = [...declared(reader, rowsSeen), ...mapping.remarks.warnings(), ...(reader.faults.length === 0 ? [] : [`Faults of the XML outside its rows: ${[...new Set(reader.faults)].join(' ')}`]), ...(rowsSeen === 0 ? ['Recognised, 0 records.'] : [])];
  if (!reader.rootClosed) {
    rowsSeen += 1;
    yield endRow(source);
  }
  return { zone: 'UTC', basis: 'in-data', basisBy: '', dateOrder: null, dateOrderBasis: '', encoding: decideEncoding(source.head).encoding, warnings, rowsSeen, madeBy: madeBy(reader) };
}

export const smsBackupImporter: Importer = {
  id: 'sms-backup', label, version: '1', recognise: (source) => Promise.resolve(recogniseBackup(source.head)), inspect, read,
};
