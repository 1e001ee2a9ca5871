/** Android's own stores of texts and calls: mmssms.db and the call log. Source: formats reference, section 2.2. */
import { stream, type SqliteProfile } from '../profile.ts';
import { ownEntry } from '../../text/own-entry.ts';

const messageBox = { '1': 'incoming', '2': 'outgoing', '3': 'none', '4': 'outgoing', '5': 'outgoing', '6': 'outgoing' } as const;

const texts = stream({
  name: 'SMS', table: 'sms', kind: { column: 'type', values: { '1': 'message', '2': 'message', '3': 'note', '4': 'message', '5': 'message', '6': 'message' }, otherwise: 'event' },
  time: [{ column: 'date', epoch: 'unix-milliseconds' }],
  otherTimes: [{ name: 'Sent (by the sender’s network)', column: 'date_sent', epoch: 'unix-milliseconds' }],
  direction: { column: 'type', values: messageBox, otherwise: 'unknown' },
  counterparty: { account: 'address' }, thread: ['thread_id'], text: [{ column: 'body', as: 'plain' }],
  status: { column: 'type', values: { '3': 'unsent', '4': 'unsent', '5': 'unsent', '6': 'unsent' }, otherwise: 'live' },
  fields: [{ name: 'Stored type', column: 'type' }, { name: 'Read', column: 'read' }, { name: 'Subject', column: 'subject' }, { name: 'Service centre', column: 'service_center' }, { name: 'Error code', column: 'error_code' }],
  refine: (draft, row) => ({
    ...draft,
    thread: draft.thread === '' ? '' : `SMS thread ${draft.thread}`,
    remarks: [...draft.remarks, ...(row['type'] === 3 ? ['A draft: written on the device and not sent.'] : row['type'] === 5 ? ['Sending failed.'] : row['type'] === 4 || row['type'] === 6 ? ['Waiting to be sent.'] : [])],
  }),
});

/** Addresses of a multimedia message; 137 is the sender, 151 a recipient (3GPP header codes as Android stores them). */
const addressOf = (type: number): { sql: string; needs: string[] } => ({
  sql: `SELECT group_concat(address, ', ') FROM addr WHERE addr.msg_id = t._id AND addr.type = ${type} AND addr.address <> 'insert-address-token'`, needs: ['addr.msg_id', 'addr.address', 'addr.type'],
});

const multimedia = stream({
  name: 'MMS', table: 'pdu',
  derived: {
    sender: addressOf(137), recipients: addressOf(151),
    words: { sql: "SELECT group_concat(text, char(10)) FROM part WHERE part.mid = t._id AND part.ct LIKE 'text/%'", needs: ['part.mid', 'part.ct', 'part.text'] },
    file: { sql: "SELECT _data FROM part WHERE part.mid = t._id AND part._data IS NOT NULL ORDER BY part.seq LIMIT 1", needs: ['part.mid', 'part._data', 'part.seq'] },
    fileType: { sql: "SELECT ct FROM part WHERE part.mid = t._id AND part._data IS NOT NULL ORDER BY part.seq LIMIT 1", needs: ['part.mid', 'part._data', 'part.seq', 'part.ct'] },
    files: { sql: 'SELECT group_concat(coalesce(name, cl, _data), char(10)) FROM part WHERE part.mid = t._id AND part._data IS NOT NULL', needs: ['part.mid', 'part._data', 'part.name', 'part.cl'] },
  },
  kind: { column: 'm_type', values: { '128': 'message', '132': 'message', '130': 'notice', '134': 'notice', '136': 'notice' }, otherwise: 'event' },
  time: [{ column: 'date', epoch: 'unix-seconds-or-milliseconds' }],
  otherTimes: [{ name: 'Sent (by the sender’s network)', column: 'date_sent', epoch: 'unix-seconds-or-milliseconds' }],
  direction: { column: 'msg_box', values: messageBox, otherwise: 'unknown' },
  author: { account: 'sender' }, counterparty: { account: 'recipients' }, thread: ['thread_id'],
  text: [{ column: 'words', as: 'plain' }, { column: 'sub', as: 'plain' }],
  fields: [{ name: 'Subject', column: 'sub' }, { name: 'Message type', column: 'm_type' }, { name: 'Box', column: 'msg_box' }, { name: 'Files', column: 'files' }],
  attachment: { path: 'file', mediaType: 'fileType' },
  refine: (draft) => ({ ...draft, thread: draft.thread === '' ? '' : `SMS thread ${draft.thread}` }),
});

export const androidMessages: SqliteProfile = {
  id: 'android-mmssms', label: 'Android text messages (mmssms.db)',
  recognise: [{ table: 'sms', columns: ['_id', 'address', 'date', 'type', 'body'] }],
  streams: [texts, multimedia],
};

const callResults: Readonly<Record<string, string>> = { '1': 'answered', '3': 'missed', '4': 'voicemail', '5': 'rejected', '6': 'blocked', '7': 'answered on another device' };

const calls = stream({
  name: 'Calls', table: 'calls', kind: 'call', time: [{ column: 'date', epoch: 'unix-milliseconds' }],
  direction: { column: 'type', values: { '1': 'incoming', '2': 'outgoing', '3': 'incoming', '4': 'incoming', '5': 'incoming', '6': 'incoming', '7': 'incoming' }, otherwise: 'unknown' },
  counterparty: { account: 'number', name: 'name' },
  fields: [
    { name: 'Duration (seconds)', column: 'duration' }, { name: 'Stored type', column: 'type' }, { name: 'Name in the call log', column: 'name' },
    { name: 'Normalised number', column: 'normalized_number' }, { name: 'Place from the number', column: 'geocoded_location' }, { name: 'Country', column: 'countryiso' },
  ],
  refine: (draft, row) => {
    const result = ownEntry(callResults, String(row['type']));
    const seconds = Number(row['duration'] ?? 0);
    const end = new Date((draft.time.earliestMs ?? Number.NaN) + seconds * 1000);
    // A stored duration may be any number; one that ends at no instant is only shown as it stands.
    const ended = seconds > 0 && !Number.isNaN(end.getTime()) ? [{ name: 'Ended', value: end.toISOString() }] : [];
    return {
      ...draft, fields: [...draft.fields, ...(result === undefined ? [] : [{ name: 'Call result', value: result }]), ...ended],
      text: result === 'missed' ? 'Missed call' : draft.text,
      remarks: [...draft.remarks, ...(draft.fields.some((field) => field.name === 'Name in the call log') ? ['The name is a snapshot taken when the call was logged.'] : [])],
    };
  },
});

export const androidCalls: SqliteProfile = {
  id: 'android-calls', label: 'Android call log',
  recognise: [{ table: 'calls', columns: ['_id', 'number', 'date', 'duration', 'type'] }],
  streams: [calls],
};
