/** The header of an e-mail: its lines unfolded, its encoded words decoded, its dates and addresses read. */

export interface Header { readonly name: string; readonly value: string }

const maxHeaders = 1_000;
const headerLine = /^([!-9;-~]{1,80}):[ \t]?(.*)$/;
const mailNames = new Set(['received', 'return-path', 'message-id', 'mime-version', 'delivered-to', 'x-mailer', 'dkim-signature']);

/** Header lines at the start of `text`, and where the body begins (in characters); null when it does not start with one. */
export function readHeader(text: string): { readonly headers: readonly Header[]; readonly bodyAt: number } | null {
  const headers: { name: string; value: string }[] = [];
  let at = 0;
  while (at < text.length && headers.length < maxHeaders) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? text.length : end).replace(/\r$/, '');
    const next = end === -1 ? text.length : end + 1;
    if (line === '') return headers.length === 0 ? null : { headers, bodyAt: next };
    const last = headers.at(-1);
    const match = headerLine.exec(line);
    if (/^[ \t]/.test(line) && last !== undefined) last.value += ` ${line.trim()}`;
    else if (match !== null) headers.push({ name: match[1] ?? '', value: match[2] ?? '' });
    else return null;
    at = next;
  }
  return headers.length === 0 ? null : { headers, bodyAt: at };
}

/** All values of a header, in the order of the file. */
export function valuesOf(headers: readonly Header[], name: string): string[] {
  return headers.filter((header) => header.name.toLowerCase() === name).map((header) => header.value.trim());
}

/** Whether a text begins as an e-mail does: who and when, and a line that only mail software writes. */
export function startsAsEmail(text: string): boolean {
  const end = /\r?\n\r?\n/.exec(text);
  const found = readHeader(end === null ? text : text.slice(0, end.index + end[0].length));
  if (found === null) return false;
  const names = new Set(found.headers.map(({ name }) => name.toLowerCase()));
  return names.has('from') && names.has('date') && [...mailNames].some((name) => names.has(name));
}

function decodeWord(charset: string, how: string, body: string): string | null {
  try {
    const bytes = how.toLowerCase() === 'b' ? Buffer.from(body, 'base64')
      : Buffer.from(body.replaceAll('_', ' ').replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
    return new TextDecoder(charset.split('*')[0], { fatal: true }).decode(bytes);
  } catch (error) {
    // An unknown charset or bytes that are not in it: the word stays as written.
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

/** RFC 2047 encoded words decoded; one that cannot be decoded stays as written. */
export function decodeWords(value: string): string {
  return value.replace(/(\?=)[ \t]+(?==\?)/g, '$1')
    .replace(/=\?([\w.*-]{1,40})\?([bq])\?([^?\s]{0,2000})\?=/gi, (whole, charset: string, how: string, body: string) => decodeWord(charset, how, body) ?? whole);
}

export interface Mailbox { readonly name: string; readonly address: string }

/** Mailboxes of a From, To or Cc line. What is not an address is left out of `address`, never out of `name`. */
export function readMailboxes(value: string): Mailbox[] {
  const parts: string[] = [];
  let quoted = false;
  let part = '';
  for (const character of value.slice(0, 100_000)) {
    if (character === '"') quoted = !quoted;
    if (character === ',' && !quoted) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== '').map((each) => {
    const angled = /^(.*?)<([^<>]{1,320})>\s*$/s.exec(each);
    const address = (angled?.[2] ?? each).trim();
    const name = decodeWords((angled?.[1] ?? '').trim().replace(/^"(.*)"$/s, '$1').replace(/\\(.)/g, '$1'));
    return /^[^\s@]+@[^\s@]+$/.test(address) ? { name, address } : { name: decodeWords(each), address: '' };
  });
}
