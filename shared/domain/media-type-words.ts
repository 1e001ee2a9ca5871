/** What a reader calls a file of a media type. The type itself stands in the records that programs read. */

const named: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF', 'application/zip': 'ZIP archive', 'application/json': 'JSON', 'application/xml': 'XML', 'text/xml': 'XML', 'text/html': 'web page', 'text/csv': 'table (CSV)', 'text/plain': 'text', 'text/vcard': 'contact card',
  'text/calendar': 'calendar entry', 'application/vnd.sqlite3': 'database (SQLite)', 'application/x-sqlite3': 'database (SQLite)', 'application/x-cfb': 'older Office file', 'application/octet-stream': 'kind not known',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel workbook', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word file',
};
const families: Readonly<Record<string, string>> = { image: 'picture', video: 'film', audio: 'sound' };

/** `JPEG picture`, `Excel workbook`; the type as it is where it has no name here, '' for ''. */
export function mediaTypeWords(mediaType: string): string {
  const known = named[mediaType];
  if (known !== undefined) return known;
  const [family = '', kind = ''] = mediaType.split('/');
  const words = families[family];
  return words === undefined ? mediaType : `${kind.replace(/^x-/u, '').replace(/\+.*$/u, '').toUpperCase()} ${words}`.trim();
}
