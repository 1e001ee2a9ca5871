/**
 * The columns of rows that leave the case in other formats, and how values are written into cells so
 * that the import of our own exports reads back exactly what was there. Export and import both rest on this.
 */

/** `sealed`: part of what the seal of a row is made from. Derived columns repeat sealed ones for a reader or a spreadsheet. */
interface ExportColumn { readonly key: string; readonly heading: string; readonly sealed: boolean; readonly type: 'text' | 'number' | 'time' }

const sealed = <K extends string>(key: K, heading: string, type: ExportColumn['type'] = 'text') => ({ key, heading, sealed: true, type } as const);
const derived = <K extends string>(key: K, heading: string, type: ExportColumn['type'] = 'text') => ({ key, heading, sealed: false, type } as const);

export const exportColumns = [
  derived('number', 'No.', 'number'), derived('utc', 'Time (UTC)', 'time'), derived('local', 'Time as shown'),
  sealed('kind', 'Kind'), sealed('direction', 'Direction'), sealed('from', 'From'), sealed('to', 'To'), sealed('thread', 'Conversation or system'), sealed('text', 'Text'), sealed('status', 'Status'),
  sealed('exhibit', 'Exhibit'), sealed('exhibit_sha256', 'SHA-256 of exhibit'), derived('place', 'Place in exhibit'),
  sealed('assessment', 'Assessment'), sealed('reasons', 'Reasons'), sealed('innocent_explanation', 'Innocent explanation'), sealed('charges', 'Allegations and particulars'), sealed('standards', 'Standards'),
  sealed('assessed_by', 'Assessed by'), sealed('assessed_at', 'Assessed at'), sealed('second_assessments', 'Second assessments (JSON)'), sealed('accounts', 'Accounts (JSON)'),
  sealed('relevance', 'Relevance'), sealed('handling', 'Handling'), sealed('tags', 'Tags'),
  sealed('written', 'Time as written'), sealed('precision', 'Precision'), sealed('zone', 'Zone'), sealed('zone_basis', 'Zone rests on'), sealed('zone_basis_by', 'Zone stated by'), sealed('time_flags', 'Time flags'),
  sealed('earliest_ms', 'Earliest (ms since 1970 UTC)', 'number'), sealed('latest_ms', 'Before (ms since 1970 UTC)', 'number'),
  sealed('remarks', 'Remarks'), sealed('fields', 'Fields (JSON)'), sealed('attachments', 'Attachments (JSON)'), sealed('identifiers', 'Identifiers (JSON)'),
  sealed('locator', 'Locator (JSON)'), sealed('item', 'Item'), sealed('verbatim', 'Row as in the exhibit'), derived('seal', 'Seal of this row (SHA-256)'),
] as const satisfies readonly ExportColumn[];

export type ExportKey = (typeof exportColumns)[number]['key'];
/** One item as texts, one a column. '' where there is nothing. */
export type ExportRecord = Readonly<Record<ExportKey, string>>;

/** What goes before a column's key where the columns stand among others (Timesketch, OpenSearch). */
export const exportKeyPrefix = 'plumbline_';
/** What the type of a line of JSON begins with; the kind of item follows. */
export const exportDataType = 'plumbline:item:';
/** The namespace of our properties in JSON-LD. Its last number is raised whenever the columns change their meaning. */
export const exportNamespace = 'urn:plumbline:export:1#';
/** The sheets of a workbook; the first holds the rows. */
export const exportSheets = ['Items', 'Exhibits', 'About'] as const;

/** The text a row is sealed by: hash it with SHA-256. A row that was changed since no longer fits its seal. */
export function sealedText(record: ExportRecord): string {
  return JSON.stringify(exportColumns.filter((column) => column.sealed).map(({ key }) => record[key]));
}

/** A list as lines, or as JSON where lines would not give it back. */
export function listText(values: readonly string[]): string {
  const plain = values.every((value) => value !== '' && !/[\r\n]/.test(value)) && !(values[0] ?? '').startsWith('[');
  return plain ? values.join('\n') : JSON.stringify(values);
}

/** The list `listText` wrote; null when it is no list of texts. */
export function readList(text: string): readonly string[] | null {
  if (text === '') return [];
  if (!text.startsWith('[')) return text.split('\n');
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((entry): entry is string => typeof entry === 'string') ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const escaped = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
/** What neither XML nor a spreadsheet can hold: control characters but tab and line ends, halves of characters, U+FFFE and U+FFFF. */
const unholdable = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/** The text with what a cell cannot hold as `_x0000_`, as Office Open XML writes it; a text that looks so already has its first mark written so. */
export function holdable(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4})/g, '_x005F_').replace(unholdable, escaped);
}

/** What `holdable` was given. */
export function unholdableAgain(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A spreadsheet takes a cell that begins so for a formula. Apostrophes before it are counted in, so that one more can be taken off again. */
const formulaLike = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** True when a spreadsheet could take the text for a formula. */
export const looksLikeFormula = (text: string): boolean => formulaLike.test(text) && !text.startsWith("'");

/** With an apostrophe before what a spreadsheet would calculate. */
export function withoutFormula(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

/** What `withoutFormula` was given. */
export function formulaAgain(text: string): string {
  return text.startsWith("'") && formulaLike.test(text) ? text.slice(1) : text;
}
