/**
 * The headings of the spreadsheets and CSV files Physical Analyzer writes. Columns are found by name,
 * never by position: their number varies with the attachments of one export to the next. English and
 * the Portuguese marked below were seen in use; the other languages are translations nobody has
 * confirmed, and only ever add a meaning to a column that keeps its own heading besides.
 */

export const tableFields = [
  'number', 'chat-number', 'message-number', 'identifier', 'chat-name', 'participants', 'from', 'to', 'cc', 'bcc', 'parties', 'subject', 'body', 'status', 'direction', 'folder', 'type',
  'source', 'account', 'date', 'time', 'created', 'duration', 'name', 'entries', 'deleted', 'deleted-chat', 'carved', 'attachment',
] as const;
export type TableField = (typeof tableFields)[number];
export type RowsKind = 'chats' | 'messages' | 'calls' | 'contacts' | 'others';

type Aliases = Readonly<Partial<Record<TableField, readonly string[]>>>;

/** Headings after folding: lower case, single spaces, without a byte-order mark. */
const byLanguage: Readonly<Record<string, Aliases>> = {
  english: {
    number: ['#'], 'chat-number': ['chat #'], 'message-number': ['instant message #', 'message #'], identifier: ['identifier', 'chat identifier', 'thread id'], 'chat-name': ['chat name'],
    participants: ['participants'], from: ['from', 'sender'], to: ['to', 'recipients', 'recipient'], cc: ['cc'], bcc: ['bcc'], parties: ['parties', 'party'], subject: ['subject'],
    body: ['body', 'message', 'text'], status: ['status'], direction: ['direction'], folder: ['folder'], type: ['type', 'call type'], source: ['source', 'application', 'service'], account: ['account'],
    date: ['timestamp: date', 'timestamp-date', 'date'], time: ['timestamp: time', 'timestamp-time', 'timestamp', 'date/time', 'date & time', 'time'],
    created: ['created: time', 'created-time', 'created', 'time created'], duration: ['duration'], name: ['name'], entries: ['entries', 'phone number', 'phone numbers'],
    deleted: ['deleted', 'deleted - instant message', 'deleted - message', 'deleted - sms', 'deleted - mms', 'deleted - call', 'deleted - contact', 'deleted state'],
    'deleted-chat': ['deleted - chat'], carved: ['carved', 'message carved'],
  },
  portuguese: {
    'chat-number': ['chat nº', 'nº do chat', 'bate-papo #', 'n.º do bate-papo'], 'message-number': ['mensagem instantânea #', 'mensagem instantânea nº'], identifier: ['identificador'], participants: ['participantes'],
    from: ['de'], to: ['para'], parties: ['partes'], subject: ['assunto'], body: ['corpo', 'mensagem'], status: ['estado'], direction: ['direção', 'direcção'], folder: ['pasta'], type: ['tipo'], source: ['origem', 'fonte'], account: ['conta'],
    date: ['marcação de tempo-data', 'marcação de tempo: data', 'carimbo de data/hora: data', 'data'], time: ['marcação de tempo-hora', 'marcação de tempo: hora', 'carimbo de data/hora: hora', 'carimbo de data/hora', 'marcação de tempo', 'hora'],
    duration: ['duração'], name: ['nome'], entries: ['entradas'], deleted: ['excluído', 'excluída', 'excluído - mensagem instantânea', 'eliminado'], 'deleted-chat': ['excluído - chat', 'excluído - bate-papo'], carved: ['esculpido'],
  },
  spanish: {
    'chat-number': ['chat n.º', 'n.º de chat'], 'message-number': ['mensaje instantáneo #', 'mensaje instantáneo n.º'], participants: ['participantes'], from: ['de'], to: ['para', 'a'], subject: ['asunto'], body: ['cuerpo', 'mensaje'],
    direction: ['dirección'], folder: ['carpeta'], source: ['origen'], date: ['marca de tiempo: fecha', 'fecha'], time: ['marca de tiempo: hora', 'marca de tiempo', 'hora'], duration: ['duración'], name: ['nombre'], entries: ['entradas'], deleted: ['eliminado', 'eliminado - mensaje instantáneo'],
  },
  french: {
    'chat-number': ['discussion n°', 'n° de discussion'], 'message-number': ['message instantané n°'], participants: ['participants'], from: ['de'], to: ['à'], subject: ['objet'], body: ['corps', 'contenu'],
    direction: ['direction'], folder: ['dossier'], date: ['horodatage: date', 'horodatage : date'], time: ['horodatage: heure', 'horodatage : heure', 'horodatage'], duration: ['durée'], name: ['nom'], entries: ['entrées'], deleted: ['supprimé'],
  },
  german: {
    'chat-number': ['chat-nr.', 'chat nr.'], 'message-number': ['sofortnachricht nr.', 'sofortnachricht #'], participants: ['teilnehmer'], from: ['von'], to: ['an'], subject: ['betreff'], body: ['text', 'nachricht', 'inhalt'],
    direction: ['richtung'], folder: ['ordner'], source: ['quelle'], date: ['zeitstempel: datum', 'datum'], time: ['zeitstempel: uhrzeit', 'zeitstempel: zeit', 'zeitstempel', 'uhrzeit'], duration: ['dauer'], entries: ['einträge'], deleted: ['gelöscht'],
  },
};

/** Headings no other program is known to write: two of them make a table Cellebrite's. */
const distinctive: ReadonlySet<string> = new Set([
  'chat #', 'instant message #', 'start time: time', 'start time-time', 'last activity: time', 'last activity-time', 'participants timestamps', 'timestamp: time', 'timestamp-time', 'timestamp: date', 'timestamp-date',
  'delivered: time', 'delivered-time', 'read: time', 'read-time', 'number of attachments', 'deleted - chat', 'deleted - instant message', 'deleted - message', 'deleted - sms', 'deleted - call', 'deleted - contact',
  'tag note - chat', 'tag note - instant message', 'tag note - call', 'tag note - contact', 'tag note', 'carved', 'message carved', 'manually decoded', 'message manually decoded', 'source file information', 'starred message', 'interaction statuses',
  'created-time', 'created: time', 'modified-time', 'modified: time', 'additional info', 'attachment #1', 'attachment #1 - details', 'participant photo #1',
  'marcação de tempo-hora', 'marcação de tempo: hora', 'marcação de tempo-data', 'marcação de tempo: data', 'anexo #1', 'anexo #1 - detalhes', 'mensagem instantânea #', 'excluído - mensagem instantânea', 'excluído - chat', 'decodificado manualmente',
  'informações do arquivo de origem', 'informações do ficheiro de origem', 'carimbo de data/hora: hora', 'nota da tag', 'rótulo',
]);

const attachmentHeading = /^(?:attachment|anexo|adjunto|pièce jointe|anhang) ?#? ?\d{1,4}$/;

const meanings = new Map<string, TableField>();
for (const aliases of Object.values(byLanguage)) {
  for (const [field, names] of Object.entries(aliases) as [TableField, readonly string[]][]) {
    for (const name of names) if (!meanings.has(name)) meanings.set(name, field);
  }
}

/** A heading as it is compared: without a mark, quotation marks and outer spaces, in lower case. */
export function foldHeading(heading: string): string {
  // No heading is longer; a value that is need not be compared.
  const text = heading.slice(0, 200).replaceAll('\ufeff', '').trim();
  return text.replace(/^["']+/, '').replace(/["']{1,4}$/, '').trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();
}

export function fieldOfHeading(heading: string): TableField | null {
  const folded = foldHeading(heading);
  return attachmentHeading.test(folded) ? 'attachment' : meanings.get(folded) ?? null;
}

function kindOf(has: (field: TableField) => boolean): RowsKind {
  const party = has('from') || has('to') || has('parties') || has('participants');
  if (has('chat-number') || has('message-number')) return has('body') || party ? 'chats' : 'others';
  if (has('duration') && (party || has('direction'))) return 'calls';
  if (has('body') && party) return 'messages';
  return has('entries') && has('name') ? 'contacts' : 'others';
}

/** What rows stand under these headings; null when they are not Cellebrite's. */
export function kindOfHeadings(cells: readonly string[]): RowsKind | null {
  const folded = cells.map(foldHeading);
  const marks = new Set(folded.filter((heading) => distinctive.has(heading))).size;
  if (marks < 2) return null;
  const fields = new Set(cells.map(fieldOfHeading));
  const kind = kindOf((field) => fields.has(field));
  // A table of no known kind must at least be numbered and dated as the others are.
  return kind === 'others' && !(fields.has('number') && (fields.has('time') || fields.has('created'))) ? null : kind;
}
