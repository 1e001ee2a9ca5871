/** Cells that several documents have: when, where it lies, its files, what people say of it. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import { accountHolderInWords, accountSourceInWords, type Account } from '../../../../shared/domain/account.ts';
import { formatClock, formatDate, formatWeekday } from '../../../../shared/domain/display-time.ts';
import { itemKindLabels } from '../../../../shared/domain/item.ts';
import { mediaTypeWords } from '../../../../shared/domain/media-type-words.ts';
import { zoneAbbreviation } from '../../../../shared/domain/zone.ts';
import { escapeHtml, evidenceHtml, isolated } from '../timeline/markup.ts';

export const small = (html: string): string => `<div class="small">${html}</div>`;
export const label = (words: string): string => `<span class="label">${escapeHtml(words)}:</span>`;

function clockOf(item: ItemLine, ms: number, zone: string): string {
  switch (item.precision) {
    case 'millisecond': case 'second': return `${formatClock(ms, zone)} ${zoneAbbreviation(zone, ms)}`;
    case 'minute': return `${formatClock(ms, zone, false)} ${zoneAbbreviation(zone, ms)}`;
    case 'day': return `some time that day, ${zoneAbbreviation(zone, ms)}`;
    case 'range': case 'order': case 'unknown': return `${formatClock(ms, zone, false)} ${zoneAbbreviation(zone, ms)} or later`;
  }
}

/** Every caution about a time, as HTML, after what is said `first`; `written` whenever the source does not use the zone shown. */
function timeNotes(item: ItemLine, zone: string, first: readonly string[]): string[] {
  const notes = [...first];
  if (item.timeFlags.includes('repeated-hour') && item.until !== null) {
    const laterMs = Date.parse(item.until) - 1000;
    notes.push(`or ${escapeHtml(`${formatClock(laterMs, zone, false)} ${zoneAbbreviation(zone, laterMs)}`)}: this hour happened twice`);
  }
  if (item.timeFlags.includes('contradicts-itself')) notes.push('contradicts itself as written');
  if (item.timeFlags.includes('capture-time')) notes.push('when the picture was taken');
  if (item.timeFlags.includes('implausible')) notes.push('implausible, as stored');
  if (item.zone !== zone || item.timeFlags.includes('contradicts-itself')) notes.push(`written ${isolated(item.written)}`);
  if (item.zoneBasis === 'assumed') notes.push('<span class="assumed">zone assumed</span>');
  return notes;
}

const notDated = ({ written }: ItemLine): string => (written === '' ? '<i>none stated</i>' : `<i>not placed in time</i>${small(`written ${isolated(written)}`)}`);
const dateOf = (ms: number, zone: string): string => `${formatWeekday(ms, zone, 'short')} ${formatDate(ms, zone)}`;
const underneath = (notes: readonly string[]): string => (notes.length === 0 ? '' : small(notes.join('; ')));

export function dateCell(item: ItemLine, zone: string): string {
  return item.at === null ? notDated(item) : dateOf(Date.parse(item.at), zone);
}
/** To the minute or the second, as the source states it. */
export function clockCell(item: ItemLine, zone: string, first: readonly string[] = []): string {
  return item.at === null ? '' : `${escapeHtml(clockOf(item, Date.parse(item.at), zone))}${underneath(timeNotes(item, zone, first))}`;
}
/** Date and time in one cell. */
export function timeCell(item: ItemLine, zone: string): string {
  return item.at === null ? notDated(item) : `${dateOf(Date.parse(item.at), zone)}<br>${clockCell(item, zone, item.precision === 'minute' ? ['minute'] : [])}`;
}

export function attachmentLines(item: ItemLine): string {
  return item.attachments.map((attachment) => {
    const name = attachment.name === '' ? 'unnamed' : attachment.name;
    const facts = [mediaTypeWords(attachment.mediaType), attachment.state === 'present' ? '' : attachment.state].filter((fact) => fact !== '').join(', ');
    return small(`${label('Attachment')} ${isolated(name)}${facts === '' ? '' : ` (${escapeHtml(facts)})`}`);
  }).join('');
}

/** What stands of the row in its source, when that is not simply there: deleted, edited, recovered … */
export function statusLine(item: ItemLine): string {
  return item.status === 'live' ? '' : small(`<span class="label">${escapeHtml(item.status)}</span>`);
}

export function sourceCell(item: ItemLine): string {
  return `${escapeHtml(item.exhibit)}${small(isolated(item.place))}`;
}

const whoSays = (account: Account): string => (account.whose === 'officer' && account.name === '' ? 'Officer’s account' : accountHolderInWords(account));
const whereSaid = (account: Account): string => (account.source === 'not-stated' && account.place === '' && account.saidOn === null ? '' : ` (${escapeHtml(accountSourceInWords(account))})`);

/** Each version with who gives it and where; longer than `longest` characters it is shortened, and says so. */
export function accountLines(accounts: readonly Account[], longest = Infinity): string {
  return accounts.map((account) => {
    const characters = Array.from(account.text);
    const shown = characters.length > longest ? `${evidenceHtml(characters.slice(0, longest).join(''))} … <i>(shortened; ${characters.length.toLocaleString('en-GB')} characters in all)</i>` : evidenceHtml(account.text);
    return small(`${label(whoSays(account))} ${shown}${whereSaid(account)}`);
  }).join('');
}

/** What a row is, in the same neutral words whoever it is about, and what it says word for word. */
export function eventCell(item: ItemLine): string {
  const by = item.from === '' ? '' : ` ${item.kind === 'access' ? 'by' : 'from'} ${isolated(item.from)}`;
  const to = item.to.length === 0 ? '' : ` to ${item.to.map(isolated).join(', ')}`;
  const text = item.text === '' ? '' : `<div class="text">${isolated(item.text)}</div>`;
  return `<div><span class="label">${escapeHtml(itemKindLabels[item.kind].one)}</span>${by}${to}</div>${text}${attachmentLines(item)}${statusLine(item)}`;
}
