/**
 * What columns are usually called. No force's layout is publicly known, so these names only
 * suggest a mapping for a person to correct; they are never relied on.
 */
import type { AuditField } from '../../../../shared/domain/audit-row.ts';

/** Spellings after folding: lower case, letters and digits only, single spaces. The first field whose name fits wins. */
const aliases: Readonly<Record<AuditField, readonly string[]>> = {
  'date-time': [
    'date time', 'datetime', 'timestamp', 'time stamp', 'transaction date', 'transaction time', 'transaction date time', 'date and time', 'date time of access',
    'access date', 'access time', 'access date time', 'event date', 'event time', 'event date time', 'audit date', 'audit date time', 'logged at', 'log date', 'log time',
    'search date', 'search date time', 'enquiry date', 'enquiry date time', 'create time', 'created time', 'created', 'created at', 'created on', 'created date', 'when', 'sent', 'sent at', 'date sent', 'start time',
    'date of access', 'date of enquiry', 'date of check', 'check date',
  ],
  date: ['date', 'day', 'txn date'],
  time: ['time', 'time of access', 'time of enquiry', 'txn time', 'clock'],
  system: ['system', 'application', 'system name', 'database', 'source system', 'app', 'module', 'platform', 'system accessed'],
  'user-id': [
    'user id', 'userid', 'user', 'username', 'user name id', 'login', 'login id', 'logon', 'logon id', 'log on', 'account', 'operator id', 'operator', 'oper', 'keyed by', 'network id', 'pnc user', 'user account', 'staff id', 'accessed by', 'employee id', 'who',
  ],
  'user-name': ['user full name', 'full name', 'officer', 'officer name', 'operator name', 'staff name', 'name of user', 'user name', 'employee name', 'employee', 'display name', 'searched by'],
  rank: ['rank', 'grade', 'rank grade', 'role', 'job title'],
  collar: ['collar', 'collar no', 'collar number', 'shoulder number', 'shoulder no', 'warrant no', 'warrant number', 'epaulette', 'pay number', 'fin', 'officer number', 'collar num'],
  force: ['force', 'force code', 'organisation', 'organization', 'org', 'org code', 'agency', 'force id', 'force organisation', 'force station'],
  terminal: ['terminal', 'terminal id', 'workstation', 'device', 'device id', 'machine', 'machine name', 'computer', 'computer name', 'pc name', 'hostname', 'host', 'ip address', 'ip', 'location', 'client', 'asset', 'workstation id'],
  action: ['action', 'activity', 'event', 'event type', 'action type', 'transaction', 'transaction type', 'transaction code', 'txn', 'trans', 'operation', 'function', 'type of access', 'access type', 'enquiry type', 'type', 'activity type', 'audit type', 'command', 'what'],
  'search-terms': ['search', 'search terms', 'search term', 'search text', 'search criteria', 'search string', 'search parameters', 'criteria', 'query', 'enquiry', 'enquiry data', 'input', 'vrm', 'vehicle registration', 'registration', 'reg', 'reg no', 'index', 'keyword', 'keywords', 'searched', 'search value', 'vrn'],
  'record-type': ['record type', 'object type', 'entity type', 'entity', 'object', 'record class', 'category', 'node type', 'item type'],
  'record-reference': [
    'record', 'record id', 'record ref', 'record reference', 'record no', 'record number', 'reference', 'ref', 'ref no', 'reference number', 'nominal', 'nominal ref', 'nominal id', 'nominal number', 'urn', 'occurrence', 'occurrence no', 'occurrence number',
    'crime number', 'crime no', 'crime ref', 'incident', 'incident number', 'custody number', 'custody ref', 'pnc id', 'pncid', 'object id', 'entity id', 'item id', 'object ref', 'case number', 'document id', 'file number',
  ],
  subject: ['subject', 'subject name', 'nominal name', 'person', 'person name', 'name searched', 'record name', 'data subject', 'record description', 'person searched', 'description', 'name'],
  'fields-opened': ['fields opened', 'fields', 'fields viewed', 'sections viewed', 'tab', 'tabs', 'screen', 'screens', 'page', 'view', 'section', 'tab opened', 'screen name', 'page viewed'],
  'reason-code': ['reason code', 'purpose code', 'reason type', 'reason category', 'reason no', 'rsn code'],
  reason: ['reason', 'reason text', 'reason for access', 'reason for enquiry', 'reason for search', 'originator', 'originator text', 'originator line', 'originator details', 'orig', 'justification', 'purpose', 'purpose of enquiry', 'comments', 'comment', 'remarks', 'notes', 'reason for check'],
  'requested-by': ['requested by', 'requester', 'requestor', 'on behalf of', 'requesting officer', 'for officer', 'enquirer', 'enquiry for', 'authorised by', 'originating officer'],
  result: ['result', 'results', 'outcome', 'hits', 'hit count', 'number of hits', 'no of hits', 'hit', 'response', 'status', 'records returned', 'result count', 'no of results', 'number of results', 'returned'],
  from: ['from', 'sender', 'caller', 'calling number', 'a number', 'from number', 'author', 'sender name', 'calling party'],
  to: ['to', 'recipient', 'recipients', 'called', 'called number', 'b number', 'to number', 'receiver', 'participants', 'called party'],
  text: ['text', 'message', 'body', 'content', 'message text', 'message body', 'message content', 'sms text', 'details', 'event details'],
};

export interface HeadingMeaning {
  readonly field: AuditField;
  /** How usual the name is for the field: 0 is the most usual. */
  readonly rank: number;
}

const byName = new Map<string, HeadingMeaning>();
for (const [field, names] of Object.entries(aliases) as [AuditField, readonly string[]][]) {
  names.forEach((name, rank) => { if (!byName.has(name)) byName.set(name, { field, rank }); });
}

/** No name of a column is longer; looking for brackets in a longer cell would take time in the square of its length. */
const longestHeading = 300;

/** A heading as it is compared with the list above: no brackets, zones, patterns or punctuation. */
function fold(heading: string): string {
  if (heading.length > longestHeading) return '';
  return heading.toLowerCase().replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/\b(?:utc|gmt)\b(?:\s?[+-]\d{1,2}:?\d{0,2})?/g, ' ')
    .replace(/[’']s\b/g, '').replace(/[^\p{L}\d]+/gu, ' ').trim();
}

/** What a heading usually stands for, or null. */
export function meaningOfHeading(heading: string): HeadingMeaning | null {
  return byName.get(fold(heading)) ?? null;
}

/** True for a column that gives the zone of the time beside it. */
export function isZoneHeading(heading: string): boolean {
  return /^(?:time ?zone|tz|zone|utc offset)$/.test(fold(heading)) || /^(?:utc|gmt) offset$/i.test(heading.trim());
}

/** How many of these cells are known names of columns. */
export function knownHeadings(cells: readonly string[]): number {
  return cells.filter((cell) => meaningOfHeading(cell) !== null).length;
}

/**
 * A name for every column: the heading without a byte-order mark and outer spaces; `column 3` where
 * it is empty; `Name (2)` where it repeats. No column is ever nameless, so nothing in it is lost.
 */
export function nameColumns(cells: readonly string[], columns: number): readonly string[] {
  const used = new Set<string>();
  return Array.from({ length: Math.max(cells.length, columns) }, (_, column) => {
    const written = (cells[column] ?? '').replace(/^\ufeff/, '').trim();
    const base = written === '' ? `column ${column + 1}` : written;
    let name = base;
    for (let count = 2; used.has(name.toLowerCase()); count += 1) name = `${base} (${count})`;
    used.add(name.toLowerCase());
    return name;
  });
}
