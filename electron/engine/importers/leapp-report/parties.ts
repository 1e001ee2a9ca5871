/** Who a row is between, and which way it went, as far as the report says so. */
import type { Direction, Identifier, ItemKind } from '../../../../shared/domain/item.ts';
import { mentionedIn, nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';
import type { Meaning } from './meaning.ts';
import { firstValue, fold, valueOf, type ReportRow, type ReportTable } from './report-row.ts';

export interface Parties {
  readonly from: string;
  readonly to: string[];
  readonly thread: string;
  readonly direction: Direction;
  readonly identifiers: Identifier[];
  readonly remarks: readonly string[];
}

const incomingWords = new Set(['incoming', 'received', 'receive', 'inbox', 'missed', 'in']);
const outgoingWords = new Set(['outgoing', 'sent', 'send', 'dialed', 'dialled', 'out']);
const recipientColumns = ['receiver', 'recipient', 'recipients', 'receivername', 'to', 'toid', 'recipientid'];
const accountColumns = ['sender', 'senderaccountid', 'fromid', 'senderid', 'userid'];
const otherParty = ['name', 'contactfullname', 'contactname', 'fullname', 'displayname', 'number', 'phonenumber', 'address', 'contactid', 'contact', 'partner'];
const numberColumns = ['number', 'phonenumber', 'address', 'phone', 'fromid', 'toid', 'contactid'];

function wordDirection(word: string): Direction {
  const folded = fold(word);
  if (incomingWords.has(folded)) return 'incoming';
  return outgoingWords.has(folded) ? 'outgoing' : 'unknown';
}

function directionOf(table: ReportTable, meaning: Meaning, row: ReportRow): { readonly direction: Direction; readonly remarks: readonly string[] } {
  const written = valueOf(row, meaning.direction).trim();
  if (fold(table.title) === 'tangomessage') {
    return { direction: 'unknown', remarks: [`The report says “${written}”. In the application’s own bytes the two directions were found the other way round, so none is stated here.`] };
  }
  if (written === '') return { direction: 'unknown', remarks: [] };
  const { sentValue } = meaning;
  if (sentValue !== null && written.toLowerCase() === sentValue) return { direction: 'outgoing', remarks: [] };
  // A column of yes and no.
  if (/^(?:1|true|yes)$/.test(sentValue ?? '') || /fromme|sentbyme/.test(meaning.direction ?? '')) {
    if (/^(?:0|false|no)$/i.test(written)) return { direction: 'incoming', remarks: [] };
    if (/^(?:1|true|yes)$/i.test(written)) return { direction: 'outgoing', remarks: [] };
  }
  return { direction: wordDirection(written), remarks: [] };
}

/** The tool's own word for the device's side, which identifies nobody. */
const ownSide = 'Local User';

function party(written: string, role: Identifier['role']): Identifier[] {
  if (written === ownSide) return [];
  const phone = phoneIdentifier(written, role);
  return [phone ?? nameIdentifier(written, role)];
}

/** `447700900123@s.whatsapp.net` names a number. Any other account is kept as it stands. */
function account(written: string, role: Identifier['role']): Identifier {
  const number = /^(\d{7,15})@(?:s\.whatsapp\.net|c\.us)$/.exec(written)?.[1];
  const phone = number === undefined ? null : phoneIdentifier(`+${number}`, role);
  return phone === null ? { kind: 'user-id', role, written, normal: written.toLowerCase(), certainty: 'certain' } : { ...phone, written };
}

function unique(identifiers: readonly Identifier[]): Identifier[] {
  return [...new Map(identifiers.filter(({ written }) => written !== '').map((one) => [`${one.kind} ${one.role} ${one.normal}`, one])).values()];
}

function conversationParties(table: ReportTable, meaning: Meaning, row: ReportRow, kind: ItemKind): Parties {
  const found = directionOf(table, meaning, row);
  const direction = kind === 'notice' ? 'none' : found.direction;
  const named = valueOf(row, meaning.sender).trim();
  // One column for the other side of both ways: in what was sent it holds the recipient.
  const otherSide = direction === 'outgoing' && meaning.sentLabel !== '';
  const from = otherSide ? meaning.sentLabel : named !== '' ? named : firstValue(row, accountColumns);
  const receiver = firstValue(row, recipientColumns);
  const to = otherSide && named !== '' ? [named] : receiver === '' ? [] : [receiver];
  const label = valueOf(row, meaning.threadLabel).trim();
  const accounts = firstValue(row, accountColumns);
  const toAccount = valueOf(row, 'toid').trim();
  return {
    from: kind === 'notice' ? '' : from, to: kind === 'notice' ? [] : to, direction, thread: label !== '' ? label : valueOf(row, meaning.thread).trim(),
    remarks: kind === 'notice' ? [] : found.remarks,
    identifiers: kind === 'notice' ? [] : unique([
      ...(from === '' || otherSide ? [] : party(from, 'from')), ...to.flatMap((one) => party(one, 'to')),
      ...(accounts === '' || accounts === from ? [] : [account(accounts, 'from')]), ...(toAccount === '' || to.includes(toAccount) ? [] : [account(toAccount, 'to')]),
    ]),
  };
}

function callParties(table: ReportTable, meaning: Meaning, row: ReportRow): Parties {
  const said = directionOf(table, meaning, row);
  const type = wordDirection(firstValue(row, ['calltype', 'type', 'status']));
  const direction = said.direction === 'unknown' ? type : said.direction;
  const other = firstValue(row, otherParty);
  const role = direction === 'outgoing' ? 'to' : direction === 'incoming' ? 'from' : 'participant';
  const numbers = numberColumns.map((column) => valueOf(row, column).trim()).filter((value) => value !== '').flatMap((value) => (/@/.test(value) ? [account(value, role)] : phoneIdentifier(value, role) ?? []));
  return {
    from: direction === 'incoming' ? other : '', to: direction === 'outgoing' && other !== '' ? [other] : [], thread: other, direction, remarks: said.remarks,
    identifiers: unique([...(other === '' ? [] : party(other, role)), ...numbers]),
  };
}

function contactIdentifiers(row: ReportRow): Identifier[] {
  return unique(row.values.flatMap(({ name, value }): Identifier[] => {
    const column = fold(name);
    const written = value.trim();
    if (written === '' || written.length > 500) return [];
    if (/^(?:fullname|displayname|name|contactname|firstname|lastname|handle|username)$/.test(column)) return [column === 'handle' || column === 'username' ? { kind: 'handle', role: 'subject', written, normal: written.toLowerCase(), certainty: 'certain' } : nameIdentifier(written, 'subject')];
    if (/phone|number|mobile/.test(column) && !/label/.test(column)) return phoneIdentifier(written, 'subject') === null ? [] : [phoneIdentifier(written, 'subject') as Identifier]; // just tested
    if (/mail/.test(column)) return mentionedIn(written).map((one) => ({ ...one, role: 'subject' }));
    if (/^(?:accountid|userid|whatsappid|identifier)$/.test(column)) return [account(written, 'subject')];
    return [];
  }));
}

/** The parties of a row, by the kind it was found to be. */
export function partiesOf(table: ReportTable, meaning: Meaning, row: ReportRow, kind: ItemKind): Parties {
  if (kind === 'message' || kind === 'notice') return conversationParties(table, meaning, row, kind);
  if (kind === 'call') return callParties(table, meaning, row);
  return { from: '', to: [], thread: '', direction: 'none', remarks: [], identifiers: kind === 'contact' ? contactIdentifiers(row) : [] };
}
