/** Turns a row of a report into an item, or into a quarantined row with its reason. */
import { basename } from 'node:path';
import type { TreeIndex } from '../../exhibits/evidence-tree.ts';
import type { Attachment, Identifier } from '../../../../shared/domain/item.ts';
import { mentionedIn } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import type { TimeRules } from '../time/place-written-time.ts';
import { classify } from './classify.ts';
import type { Meaning } from './meaning.ts';
import { partiesOf } from './parties.ts';
import { firstValue, fold, valueOf, type ReportRow, type ReportTable } from './report-row.ts';
import { timeOfRow } from './row-time.ts';
import { ownEntry } from '../text/own-entry.ts';

export interface MapRules {
  readonly time: TimeRules;
  /** Files of the exhibit, to find media the report names. */
  readonly files: TreeIndex;
  /** Path of a medium the report names by its number; null for a number it does not list. */
  readonly mediumPath: (reference: string) => string | null;
}

const longestName = 1_000;
const plainTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', heic: 'image/heic', webp: 'image/webp', mp4: 'video/mp4', mov: 'video/quicktime', m4a: 'audio/mp4', mp3: 'audio/mpeg', pdf: 'application/pdf',
};

/** A medium the row names: present when the exhibit holds one file whose path ends so. */
function attachment(written: string, { files, mediumPath }: MapRules): Attachment {
  const path = mediumPath(written) ?? written;
  const file = files.findByEnd(path);
  const name = basename(path.replaceAll('\\', '/'));
  const mediaType = ownEntry(plainTypes, name.toLowerCase().split('.').at(-1) ?? '') ?? 'application/octet-stream';
  if (file === null) return { name, member: null, mediaType, sizeBytes: null, sha256: null, state: 'missing' };
  return { name, member: file.refusal === null ? file.path : null, mediaType, sizeBytes: file.sizeBytes, sha256: null, state: file.refusal === null ? 'present' : 'missing' };
}

function attachmentsOf(meaning: Meaning, row: ReportRow, rules: MapRules): Attachment[] {
  const named = new Set(meaning.media.map((column) => valueOf(row, column).trim()).filter((value) => value !== '' && value.length <= longestName));
  return [...named].map((written) => attachment(written, rules));
}

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();

/** A message says its text as stored; anything else its values, one after the other. */
function textOf(table: ReportTable, meaning: Meaning, row: ReportRow, conversation: boolean): string {
  if (conversation) return valueOf(row, meaning.text);
  return row.values.filter(({ name, value }) => value.trim() !== '' && fold(name) !== meaning.time && (table.origin !== 'timeline' || name !== 'key')).map(({ name, value }) => `${name}: ${oneLine(value).slice(0, 2_000)}`).join('; ');
}

/** Maps one row. Every row gives exactly one result. */
export function mapRow(table: ReportTable, meaning: Meaning, row: ReportRow, rules: MapRules): SourceRow {
  const placed = timeOfRow(table, meaning, row, rules.time);
  if (!placed.ok) return { type: 'quarantined', row: { locator: row.locator, code: placed.code, reason: `${row.place}: ${placed.reason}`, verbatim: row.verbatim } };
  const { kind, remarks } = classify(table, meaning, row);
  const { identifiers, remarks: partyRemarks, ...parties } = partiesOf(table, meaning, row, kind);
  const conversation = kind === 'message' || kind === 'notice';
  const text = textOf(table, meaning, row, conversation);
  const already = new Set(identifiers.map((one) => `${one.kind} ${one.normal}`));
  const mentioned: Identifier[] = conversation ? mentionedIn(text).filter((one) => !already.has(`${one.kind} ${one.normal}`)) : [];
  const unsent = /^(?:yes|true|1)$/i.test(firstValue(row, ['failedtosend']));
  const from = table.artifact?.sourcePath ?? '';
  return {
    type: 'item',
    item: {
      kind, time: placed.time, ...parties, text, status: unsent ? 'unsent' : 'live', locator: row.locator, verbatim: row.verbatim,
      fields: [{ name: 'Listed as', value: table.title }, ...row.values, ...(from === '' ? [] : [{ name: 'Source on the handset', value: from }])],
      attachments: conversation ? attachmentsOf(meaning, row, rules) : [], identifiers: [...identifiers, ...mentioned],
      remarks: [...row.remarks, ...remarks, ...partyRemarks, ...placed.remarks],
    },
  };
}
