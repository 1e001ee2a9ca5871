/** iPhone's own address book, voicemail and call history. Sources: formats reference, section 2.10; the call history by public knowledge only (D). */
import type { Field } from '../../../../../shared/domain/item.ts';
import { partyIdentifiers } from '../party.ts';
import { cellText, type DatabaseReader } from '../../sqlite/rows.ts';
import { stream, type SqliteProfile } from '../profile.ts';
import { ownEntry } from '../../text/own-entry.ts';

/** `ABMultiValue.property`. */
const properties: Readonly<Record<string, string>> = { '3': 'Telephone number', '4': 'E-mail', '5': 'Address', '12': 'Date', '13': 'Account', '16': 'Ringtone', '22': 'Web page', '23': 'Related name', '46': 'Social profile' };

type Values = ReadonlyMap<number, readonly Field[]>;

function prepare(database: DatabaseReader): Values {
  const values = new Map<number, Field[]>();
  if (!database.has('ABMultiValue', 'record_id', 'property', 'value')) return values;
  const label = database.has('ABMultiValueLabel', 'value') ? '(SELECT ABMultiValueLabel.value FROM ABMultiValueLabel WHERE ABMultiValueLabel.ROWID = ABMultiValue.label)' : 'NULL';
  for (const row of database.all(`SELECT record_id, property, value, ${label} AS labelled FROM ABMultiValue WHERE value IS NOT NULL ORDER BY UID`)) {
    const person = Number(row['record_id']);
    const labelled = cellText(row['labelled']).replace(/^_\$!<|>!\$_$/g, '');
    const name = ownEntry(properties, cellText(row['property'])) ?? `Property ${cellText(row['property'])}`;
    values.set(person, [...(values.get(person) ?? []), { name: labelled === '' ? name : `${name} (${labelled.toLowerCase()})`, value: cellText(row['value']) }]);
  }
  return values;
}

const people = stream<Values>({
  name: 'Contacts', table: 'ABPerson', kind: 'contact', time: [{ column: 'CreationDate', epoch: 'apple-seconds' }],
  otherTimes: [{ name: 'Changed', column: 'ModificationDate', epoch: 'apple-seconds' }], direction: 'none',
  fields: [{ name: 'First name', column: 'First' }, { name: 'Middle name', column: 'Middle' }, { name: 'Last name', column: 'Last' }, { name: 'Nickname', column: 'Nickname' }, { name: 'Organisation', column: 'Organization' }, { name: 'Job', column: 'JobTitle' }, { name: 'Note', column: 'Note' }],
  prepare,
  refine: (draft, row, { lookup }) => {
    const values = lookup.get(Number(row['~rowid'])) ?? [];
    const name = [row['Prefix'], row['First'], row['Middle'], row['Last'], row['Suffix']].map((part) => cellText(part ?? null)).filter((part) => part !== '').join(' ') || cellText(row['Organization']);
    const reachable = values.filter((value) => value.name.startsWith('Telephone') || value.name.startsWith('E-mail'));
    return {
      ...draft, text: name, from: name, fields: [...draft.fields, ...values],
      identifiers: [...partyIdentifiers({ account: '', name }, 'participant'), ...reachable.flatMap(({ value }) => partyIdentifiers({ account: value, name: '' }, 'participant'))],
      remarks: [...draft.remarks, 'The time is when the contact was made in this address book.'],
    };
  },
});

export const iosAddressBook: SqliteProfile = {
  id: 'ios-address-book', label: 'iPhone address book (AddressBook.sqlitedb)',
  recognise: [{ table: 'ABPerson', columns: ['First', 'Last'] }, { table: 'ABMultiValue', columns: ['record_id', 'property', 'value'] }],
  streams: [people],
};

const voicemails = stream({
  name: 'Voicemail', table: 'voicemail', kind: 'call', time: [{ column: 'date', epoch: 'unix-seconds' }], direction: 'incoming', counterparty: { account: 'sender' },
  otherTimes: [{ name: 'Deleted', column: 'trashed_date', epoch: 'apple-seconds' }],
  fields: [{ name: 'Duration (seconds)', column: 'duration' }, { name: 'Call back number', column: 'callback_num' }, { name: 'Flags', column: 'flags' }, { name: 'Received on', column: 'receiver' }],
  refine: (draft) => ({ ...draft, text: 'Voicemail', thread: 'Voicemail' }),
});

export const iosVoicemail: SqliteProfile = {
  id: 'ios-voicemail', label: 'iPhone voicemail (voicemail.db)',
  recognise: [{ table: 'voicemail', columns: ['date', 'sender', 'duration', 'trashed_date', 'flags'] }],
  streams: [voicemails],
};

const calls = stream({
  name: 'Calls', table: 'ZCALLRECORD', kind: 'call', time: [{ column: 'ZDATE', epoch: 'apple-seconds' }],
  direction: { column: 'ZORIGINATED', values: { '0': 'incoming', '1': 'outgoing' }, otherwise: 'unknown' },
  derived: { address: { sql: 'CAST(t.ZADDRESS AS TEXT)', needs: ['ZCALLRECORD.ZADDRESS'] } },
  counterparty: { account: 'address', name: 'ZNAME' },
  fields: [{ name: 'Duration (seconds)', column: 'ZDURATION' }, { name: 'Answered', column: 'ZANSWERED' }, { name: 'Call type', column: 'ZCALLTYPE' }, { name: 'Service', column: 'ZSERVICE_PROVIDER' }, { name: 'Country', column: 'ZISO_COUNTRY_CODE' }, { name: 'Place', column: 'ZLOCATION' }],
  refine: (draft, row) => ({ ...draft, thread: 'Calls', text: draft.direction === 'incoming' && row['ZANSWERED'] === 0 ? 'Call not answered' : 'Call' }),
});

export const iosCallHistory: SqliteProfile = {
  id: 'ios-call-history', label: 'iPhone call history (CallHistory.storedata)',
  recognise: [{ table: 'ZCALLRECORD', columns: ['ZADDRESS', 'ZDATE', 'ZDURATION', 'ZORIGINATED'] }],
  streams: [calls],
};
