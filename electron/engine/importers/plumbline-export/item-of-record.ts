/** An item from the columns of an export: what it was, and where it comes from. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { exportColumns, readList, sealedText, type ExportKey, type ExportRecord } from '../../../../shared/domain/export-columns.ts';
import { attachmentSchema, describeLocator, fieldSchema, identifierSchema, itemDraftSchema, locatorSchema, type Attachment, type Field, type ItemDraft, type Locator } from '../../../../shared/domain/item.ts';
import { missingKey } from './headings.ts';

type Outcome = { readonly ok: true; readonly item: ItemDraft; readonly sealHolds: boolean } | { readonly ok: false; readonly reason: string };

/** Instants JavaScript can name. */
const mostMs = 8_640_000_000_000_000;
const headingOf = (key: ExportKey): string => exportColumns.find((column) => column.key === key)?.heading ?? key;

class Unreadable extends Error {}

function jsonOf<T>(record: ExportRecord, key: ExportKey, schema: z.ZodType<T>, empty: string): T {
  try {
    const read = schema.safeParse(JSON.parse(record[key] === '' ? empty : record[key]));
    if (read.success) return read.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Unreadable(`the column “${headingOf(key)}” does not hold what an export writes there`);
}

function listOf(record: ExportRecord, key: ExportKey): readonly string[] {
  const list = readList(record[key]);
  if (list === null) throw new Unreadable(`the column “${headingOf(key)}” is not a list`);
  return list;
}

function msOf(record: ExportRecord, key: 'earliest_ms' | 'latest_ms'): number | null {
  const text = record[key];
  if (text === '') return null;
  const ms = /^-?\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!(Math.abs(ms) <= mostMs)) throw new Unreadable(`“${text.slice(0, 40)}” under “${headingOf(key)}” is not a number of milliseconds`);
  return ms;
}

function timeOf(record: ExportRecord) {
  const [earliestMs, latestMs] = [msOf(record, 'earliest_ms'), msOf(record, 'latest_ms')];
  if ((earliestMs === null) !== (latestMs === null) || (earliestMs !== null && latestMs !== null && latestMs < earliestMs)) throw new Unreadable('its earliest and latest instants contradict each other');
  return {
    written: record.written, earliestMs, latestMs, precision: record.precision, zone: record.zone === '' ? null : record.zone,
    zoneBasis: record.zone_basis, zoneBasisBy: record.zone_basis_by, flags: listOf(record, 'time_flags'),
  };
}

/** The files themselves are not in the export. */
const withoutBytes = (attachment: Attachment): Attachment => (attachment.state === 'present' || attachment.state === 'damaged' ? { ...attachment, state: 'missing', member: null } : { ...attachment, member: null });

const reviewed: readonly ExportKey[] = ['assessment', 'reasons', 'innocent_explanation', 'charges', 'standards', 'assessed_by', 'assessed_at', 'second_assessments', 'accounts', 'relevance', 'handling', 'tags'];
const asUsual: Partial<Record<ExportKey, string>> = { relevance: 'not-set', handling: 'normal' };

/** Where the item comes from, and what was said of it there: fields, since here nobody has assessed it. */
function provenance(record: ExportRecord, origin: Locator, attachments: readonly Attachment[]): Field[] {
  const field = (key: ExportKey, value = record[key]): Field => ({ name: `Export: ${headingOf(key)}`, value });
  return [
    field('exhibit'), field('exhibit_sha256'), field('place', describeLocator(origin)), field('locator'), field('item'), field('verbatim'),
    ...(attachments.some(({ member }) => member !== null) ? [field('attachments')] : []),
    ...reviewed.filter((key) => record[key] !== '' && record[key] !== asUsual[key]).map((key) => field(key)),
  ];
}

/** The item, and whether the row still fits its seal; or what is wrong with it. `added` are values somebody put beside ours. */
export function itemOfRecord(values: Partial<Record<ExportKey, string>>, added: readonly Field[], at: { readonly locator: Locator; readonly verbatim: string }): Outcome {
  const missing = missingKey(values);
  if (missing !== null) return { ok: false, reason: `it has no column “${headingOf(missing)}”` };
  // Every sealed column is there; those that are not sealed are never read from here.
  const record = values as ExportRecord;
  try {
    const attachments = jsonOf(record, 'attachments', z.array(attachmentSchema), '[]');
    const origin = jsonOf(record, 'locator', locatorSchema, 'null');
    const sealHolds = createHash('sha256').update(sealedText(record), 'utf8').digest('hex') === record.seal;
    const item = itemDraftSchema.safeParse({
      kind: record.kind, time: timeOf(record), direction: record.direction, from: record.from, to: listOf(record, 'to'), thread: record.thread, text: record.text, status: record.status,
      ...at, fields: [...jsonOf(record, 'fields', z.array(fieldSchema), '[]'), ...provenance(record, origin, attachments), ...added.map(({ name, value }) => ({ name: `Added column: ${name}`, value }))],
      attachments: attachments.map(withoutBytes), identifiers: jsonOf(record, 'identifiers', z.array(identifierSchema), '[]'),
      remarks: [
        ...listOf(record, 'remarks'),
        ...(attachments.some(({ member }) => member !== null) ? ['Its files are not in the export; they are in the exhibit the export names.'] : []),
        ...(sealHolds ? [] : ['This row no longer fits its seal: at least one of its values was changed after it was exported.']),
      ],
    });
    if (!item.success) return { ok: false, reason: `its ${item.error.issues[0]?.path.join('.') ?? 'value'} is not what an export writes there` };
    return { ok: true, item: item.data, sealHolds };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, reason: error.message };
    throw error;
  }
}
