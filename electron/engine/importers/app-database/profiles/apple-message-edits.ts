/** Edits and retractions of Apple Messages, kept in the property list `message_summary_info` (keys ec, otr, rp; formats reference, B). */
import type { Field, ItemStatus } from '../../../../../shared/domain/item.ts';
import { attributedText } from '../../decoding/attributed-body.ts';
import { archived, readKeyedArchive, type ArchiveValue } from '../../decoding/keyed-archive.ts';
import { epochTime } from '../../time/epoch-time.ts';
import type { Row } from '../../sqlite/rows.ts';

export interface MessageEdits {
  readonly status: ItemStatus;
  readonly fields: readonly Field[];
  readonly remarks: readonly string[];
  /** The last wording kept, for a message whose own text column is empty. */
  readonly lastText: string;
}

const none: MessageEdits = { status: 'live', fields: [], remarks: [], lastText: '' };

function when(value: ArchiveValue): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value !== 'number') return '';
  const { earliestMs } = epochTime(value, 'apple-seconds');
  return earliestMs === null ? '' : new Date(earliestMs).toISOString();
}

function versionField(part: string, version: ArchiveValue, number: number): { readonly field: Field; readonly text: string } {
  const body = archived(version, 't');
  const text = body instanceof Uint8Array ? attributedText(body) ?? '(wording could not be read)' : '(no wording kept)';
  const at = when(archived(version, 'd'));
  return { field: { name: `Part ${Number(part) + 1}, version ${number}${at === '' ? '' : ` at ${at}`}`, value: text }, text };
}

/** Every wording a message had, in order, and whether parts of it were taken back. */
export function editsOf(row: Row): MessageEdits {
  const blob = row['message_summary_info'] ?? null;
  if (!(blob instanceof Uint8Array) || blob.byteLength === 0) return none;
  let summary: ArchiveValue;
  try {
    summary = readKeyedArchive(blob);
  } catch (error) {
    return { ...none, remarks: [`message_summary_info could not be read (${error instanceof Error ? error.message : String(error)}); edits, if any, are not shown.`] };
  }
  const fields: Field[] = [];
  let lastText = '';
  const edited = archived(summary, 'ec');
  if (typeof edited === 'object' && edited !== null && !Array.isArray(edited)) {
    for (const [part, versions] of Object.entries(edited)) {
      for (const [index, version] of (Array.isArray(versions) ? versions as readonly ArchiveValue[] : []).entries()) {
        const { field, text } = versionField(part, version, index + 1);
        fields.push(field);
        lastText = text;
      }
    }
  }
  const retracted = archived(summary, 'rp');
  const parts = Array.isArray(retracted) ? retracted.length : 0;
  if (parts > 0) fields.push({ name: 'Parts taken back (unsent)', value: (retracted as readonly ArchiveValue[]).map(String).join(', ') });
  return {
    status: parts > 0 ? 'unsent' : fields.length > 1 ? 'edited' : 'live', fields, lastText,
    remarks: [...(fields.length > 1 && parts === 0 ? ['The message was edited; its wordings are kept in order.'] : []), ...(parts > 0 ? ['Parts of the message were taken back by the sender.'] : [])],
  };
}
