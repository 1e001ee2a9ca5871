/**
 * Tells what people wrote from what applications wrote: a report lists both as messages. Each rule
 * was worked out on rows whose origin is known; a rule that does not apply says nothing.
 */
import type { ItemKind } from '../../../../shared/domain/item.ts';
import type { Meaning } from './meaning.ts';
import { fold, valueOf, type ReportRow, type ReportTable } from './report-row.ts';

export interface Verdict { readonly kind: ItemKind; readonly remarks: readonly string[] }

const message: Verdict = { kind: 'message', remarks: [] };
const notice = (why: string): Verdict => ({ kind: 'notice', remarks: [`Listed by the report as a message, but ${why}.`] });
const wordsOfApplications = /^(?:system|event|notice|notification|call|calllog|status|service|info|receipt|memberjoined|memberleft)$/;

function has(table: ReportTable, ...columns: readonly string[]): boolean {
  const headings = new Set(table.headings.map(fold));
  return columns.every((column) => headings.has(column));
}

function teams(row: ReportRow, meaning: Meaning): Verdict {
  const base = valueOf(row, 'messagebasetype').trim().toLowerCase();
  const thread = valueOf(row, 'threadtype').trim().toLowerCase();
  // A row cut short has lost its type: nothing says that it is no message.
  if (base === '') return anyOther(row, meaning);
  if (base !== 'text' && base !== 'richtext') return notice(`its Message Base Type is “${base}”, not text a person wrote`);
  return thread.startsWith('streamof') ? notice(`it stands in “${thread}”, which the application writes by itself`) : message;
}

function truthSocial(row: ReportRow, meaning: Meaning): Verdict {
  const type = valueOf(row, 'eventtype').trim();
  if (type === '') return anyOther(row, meaning);
  return type === 'message' ? message : notice(`its Event Type is “${type}”`);
}

/** Nothing in the row a person could have sent. */
function isBare(row: ReportRow, meaning: Meaning): boolean {
  return [meaning.text, ...meaning.media, 'attachmentfile', 'thumb', 'latitude', 'longitude', 'attachmenturl', 'attachmenttype', 'attachment', 'url'].every((column) => valueOf(row, column).trim() === '');
}

/**
 * WhatsApp for iOS: notices have no content. A message whose picture the tool did not find has none
 * either, but names only the other side; a notice of the application names both.
 */
function whatsApp(row: ReportRow, meaning: Meaning): Verdict {
  if (!isBare(row, meaning)) return message;
  const [from, to] = [valueOf(row, 'fromid').trim(), valueOf(row, 'toid').trim()];
  if (from !== '' && to !== '') return notice('it has no text, attachment or place and names a sender as well as a recipient, as only lines of the application do');
  if (from === '' && to === '') return notice('it has no text, attachment or place and nobody is named');
  return { kind: 'message', remarks: ['The report gives no text, attachment or place for this message; a picture or other file may not have been found by the tool.'] };
}

/** Tango keeps a message as coded bytes, of which the report gives the beginning: field 3 is its type, and 61 a notice. */
function tango(row: ReportRow, meaning: Meaning): Verdict {
  const text = valueOf(row, meaning.text);
  if (text.startsWith('\x18\x3d')) return notice('its stored type is 61, a line the application wrote');
  return { kind: 'message', remarks: ['The report gives the beginning of the stored bytes here, not the text. Read the application’s own database for the text.'] };
}

function anyOther(row: ReportRow, meaning: Meaning): Verdict {
  for (const column of ['eventtype', 'messagetype', 'itemtype']) {
    const word = valueOf(row, column).trim();
    if (wordsOfApplications.test(fold(word))) return notice(`it says “${word}”`);
  }
  return isBare(row, meaning) ? { kind: 'message', remarks: ['The report gives neither text nor attachment for this message.'] } : message;
}

/** The kind of one row of a table. */
export function classify(table: ReportTable, meaning: Meaning, row: ReportRow): Verdict {
  if (meaning.kind !== 'conversation') return { kind: meaning.kind, remarks: [] };
  if (has(table, 'messagebasetype', 'threadtype')) return teams(row, meaning);
  const application = fold(`${table.artifact?.category ?? ''} ${table.title}`);
  if (application.includes('truthsocial') && has(table, 'eventtype')) return truthSocial(row, meaning);
  if (application.includes('whatsapp') && has(table, 'fromid', 'toid')) return whatsApp(row, meaning);
  if (application.includes('tangomessage')) return tango(row, meaning);
  return anyOther(row, meaning);
}
