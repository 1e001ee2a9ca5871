/**
 * What the columns of a table mean: as the report's index says, else by their headings. Columns are
 * named by their folded headings.
 */
import { fold, type ReportTable } from './report-row.ts';

/** What a table lists. `conversation` rows are told apart one by one. */
export type TableKind = 'conversation' | 'call' | 'contact' | 'event';

export interface Meaning {
  readonly kind: TableKind;
  readonly time: string | null;
  readonly text: string | null;
  readonly sender: string | null;
  readonly direction: string | null;
  /** Values of the direction column that mean sent, in lower case. */
  readonly sentValue: string | null;
  /** What the report calls the device's own side; '' when it does not name it. */
  readonly sentLabel: string;
  readonly thread: string | null;
  readonly threadLabel: string | null;
  readonly media: readonly string[];
}

const textNames = ['message', 'body', 'text', 'content', 'messagetext', 'messagebody', 'messagecontent', 'smsbody'];
const senderNames = ['sender', 'sendername', 'from', 'fromname', 'author', 'displayname', 'address', 'fromid', 'senderid'];
const threadNames = ['threadid', 'chatid', 'conversationid', 'conversation', 'chat', 'thread', 'groupid', 'chatname', 'groupname'];
const callTitle = /\b(?:calls?|call ?(?:logs?|history)|calllogs?|facetime)\b/i;
const contactTitle = /\b(?:contacts?|address ?book|accounts?|phone ?book|friends)\b/i;
const messageTitle = /messages?|\bsms\b|\bmms\b|imessage|\bchats?\b|conversations?/i;
const timeHeading = /(?:time|date|timestamp|created|sent|received|start|accessed|visited|modified|added)/;
/** When the entry itself came to be: the only times that are the time of an address book's entry. */
const birthOfContact = /^(?:creation|created|added|dateadded|datecreated)/;

function columnsByType(table: ReportTable, type: string): string[] {
  const { artifact } = table;
  if (artifact === null) return [];
  return artifact.special.filter((column) => column.type === type).map(({ name }) => fold(artifact.headings.get(name) ?? name));
}

const firstOf = (headings: readonly string[], names: readonly string[]): string | null => names.find((name) => headings.includes(name)) ?? null;

function titleKind(table: ReportTable, headings: readonly string[]): TableKind {
  if (table.origin === 'timeline') return 'event';
  // `WhatsApp - Call History`: underlines and dashes part words too.
  const title = `${table.title} ${table.artifact?.category ?? ''}`.replace(/[_-]+/g, ' ');
  const own = table.title.replace(/[_-]+/g, ' ');
  if (callTitle.test(own)) return 'call';
  if (contactTitle.test(own)) return 'contact';
  return messageTitle.test(title) && firstOf(headings, textNames) !== null ? 'conversation' : 'event';
}

function timeColumn(table: ReportTable, kind: TableKind, headings: readonly string[]): string | null {
  const declared = columnsByType(table, 'datetime').concat(columnsByType(table, 'date'));
  const candidates = headings.length === 0 ? declared : headings.filter((heading) => (declared.length > 0 ? declared.includes(heading) : timeHeading.test(heading)));
  if (kind === 'contact') return candidates.find((heading) => birthOfContact.test(heading)) ?? null;
  return candidates[0] ?? null;
}

/** The meaning of a table's columns. A column the index names but the table lacks has none. */
export function meaningOf(table: ReportTable): Meaning {
  const headings = table.headings.map(fold);
  const view = table.artifact?.conversation ?? null;
  const kind = view !== null && table.origin !== 'timeline' ? 'conversation' : titleKind(table, headings);
  const named = (column: string | undefined): string | null => {
    if (column === undefined || column === '') return null;
    const heading = fold(table.artifact?.headings.get(column) ?? column);
    return headings.length === 0 || headings.includes(heading) ? heading : null;
  };
  const media = [...columnsByType(table, 'media'), ...(named(view?.mediaColumn) === null ? [] : [named(view?.mediaColumn) ?? ''])].filter((column) => column !== '' && !column.startsWith('thumb'));
  return {
    kind, media: [...new Set(media)], sentLabel: view?.sentMessageStaticLabel ?? '',
    time: named(view?.timeColumn) ?? timeColumn(table, kind, headings),
    text: named(view?.textColumn) ?? firstOf(headings, textNames),
    sender: named(view?.senderColumn) ?? firstOf(headings, senderNames),
    direction: named(view?.directionColumn) ?? firstOf(headings, ['direction', 'fromme', 'isfromme', 'sentbyme']),
    sentValue: view?.directionSentValue === undefined || view.directionSentValue === null ? null : String(view.directionSentValue).toLowerCase(),
    thread: named(view?.conversationDiscriminatorColumn) ?? firstOf(headings, threadNames),
    threadLabel: named(view?.conversationLabelColumn) ?? firstOf(headings, ['threadname', 'chatname', 'conversation', 'groupname']),
  };
}
