/** One item as one row of the timeline's table. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import { accountHolderInWords, accountSourceInWords } from '../../../../shared/domain/account.ts';
import { assessmentLabels } from '../../../../shared/domain/assessment.ts';
import { formatClock, formatDate, formatWeekday } from '../../../../shared/domain/display-time.ts';
import { handlingLabels, relevanceLabels } from '../../../../shared/domain/disclosure.ts';
import { itemKindLabels } from '../../../../shared/domain/item.ts';
import { zoneAbbreviation } from '../../../../shared/domain/zone.ts';
import { escapeHtml, evidenceHtml, isolated } from './markup.ts';
import type { TimelineSource, Used } from './timeline-source.ts';

/** Head of the table; repeated on every page. Widths are in per cent of the page between its margins. */
export const columns: readonly (readonly [heading: string, width: number])[] = [
  ['No.', 3.8], ['Date and time', 13], ['Kind, within', 10], ['From', 9.5], ['To', 9.5], ['Text, word for word', 28.2], ['Assessment and tags', 17], ['Exhibit, place', 9],
];

const small = (html: string): string => `<div class="small">${html}</div>`;

function clockOf(item: ItemLine, ms: number, zone: string): string {
  switch (item.precision) {
    case 'millisecond': case 'second': return `${formatClock(ms, zone)} ${zoneAbbreviation(zone, ms)}`;
    case 'minute': return `${formatClock(ms, zone, false)} ${zoneAbbreviation(zone, ms)}`;
    case 'day': return `some time that day, ${zoneAbbreviation(zone, ms)}`;
    case 'range': case 'order': case 'unknown': return `${formatClock(ms, zone, false)} ${zoneAbbreviation(zone, ms)} or later`;
  }
}

function timeCell(item: ItemLine, zone: string): string {
  if (item.at === null) return item.written === '' ? '<i>none stated</i>' : `<i>not placed in time</i>${small(`written ${isolated(item.written)}`)}`;
  const ms = Date.parse(item.at);
  const notes: string[] = [];
  if (item.timeFlags.includes('repeated-hour') && item.until !== null) {
    const laterMs = Date.parse(item.until) - 1000;
    notes.push(`or ${escapeHtml(`${formatClock(laterMs, zone, false)} ${zoneAbbreviation(zone, laterMs)}`)}: this hour happened twice`);
  }
  if (item.precision === 'minute') notes.push('minute');
  if (item.timeFlags.includes('contradicts-itself')) notes.push('contradicts itself as written');
  if (item.timeFlags.includes('capture-time')) notes.push('when the picture was taken');
  if (item.timeFlags.includes('implausible')) notes.push('implausible, as stored');
  if (item.zone !== zone || item.timeFlags.includes('contradicts-itself')) notes.push(`written ${isolated(item.written)}`);
  if (item.zoneBasis === 'assumed') notes.push('<span class="assumed">zone assumed</span>');
  return `${formatWeekday(ms, zone, 'short')} ${formatDate(ms, zone)}<br>${escapeHtml(clockOf(item, ms, zone))}${notes.length === 0 ? '' : small(notes.join('; '))}`;
}

function attachmentLines(item: ItemLine): string {
  return item.attachments.map((attachment) => {
    const name = attachment.name === '' ? 'unnamed' : attachment.name;
    const facts = [attachment.mediaType, attachment.state === 'present' ? '' : attachment.state].filter((fact) => fact !== '').join(', ');
    return small(`<span class="label">Attachment:</span> ${isolated(name)}${facts === '' ? '' : ` (${escapeHtml(facts)})`}`);
  }).join('');
}

function reviewCell(item: ItemLine, source: TimelineSource): string {
  const parts: string[] = [];
  const { assessment } = item;
  if (assessment !== null) {
    parts.push(`<div class="state">${escapeHtml(assessmentLabels[assessment.state].full)}</div>`);
    if (assessment.reasons !== '') parts.push(`<div>${evidenceHtml(assessment.reasons)}</div>`);
    if (assessment.innocentExplanation !== '') parts.push(small(`<span class="label">Innocent explanation weighed:</span> ${evidenceHtml(assessment.innocentExplanation)}`));
    const links = [...assessment.charges.map((label) => (label.includes('(') ? `particular ${label}` : `allegation ${label}`)), ...assessment.standards.map((code) => source.standards.find((standard) => standard.code === code)?.title ?? code)];
    if (links.length > 0) parts.push(small(`<span class="label">Linked to:</span> ${escapeHtml(links.join('; '))}`));
    parts.push(small(`${escapeHtml(assessment.author)}, ${formatDate(Date.parse(assessment.madeAt), source.zone)}`));
  }
  for (const second of item.secondAssessments) {
    const reasons = second.reasons === '' ? '' : ` ${evidenceHtml(second.reasons)}`;
    parts.push(small(`<span class="label">Second reviewer ${second.agrees ? 'agrees' : 'differs'}:</span> ${escapeHtml(assessmentLabels[second.state].full)}.${reasons} ${escapeHtml(second.author)}, ${formatDate(Date.parse(second.madeAt), source.zone)}`));
  }
  for (const account of item.accounts) {
    const who = account.whose === 'officer' && account.name === '' ? 'Officer’s account' : accountHolderInWords(account);
    const where = account.source === 'not-stated' && account.place === '' && account.saidOn === null ? '' : ` (${escapeHtml(accountSourceInWords(account))})`;
    parts.push(small(`<span class="label">${escapeHtml(who)}:</span> ${evidenceHtml(account.text)}${where}`));
  }
  // Without the reason: of a sensitive item it may be the very thing that must not be served.
  const status = [relevanceLabels[item.relevance].short === '' ? '' : relevanceLabels[item.relevance].full, handlingLabels[item.handling].short].filter((word) => word !== '');
  if (status.length > 0) parts.push(small(`<span class="label">Disclosure:</span> ${escapeHtml(status.join(', '))}`));
  if (item.tags.length > 0) parts.push(small(`<span class="label">Tags:</span> ${item.tags.map((code) => escapeHtml(source.tags.find((tag) => tag.code === code)?.name ?? code)).join('; ')}`));
  return parts.join('');
}

/** The row as HTML; notes in `used` what it needs a legend for. */
export function rowHtml(item: ItemLine, number: number, source: TimelineSource, used: Used): string {
  used.rows += 1;
  used.exhibits.add(item.exhibit);
  for (const tag of item.tags) used.tags.add(tag);
  for (const label of item.assessment?.charges ?? []) used.charges.add(label);
  if (item.timeFlags.includes('repeated-hour')) used.repeatedHours += 1;
  if (item.zoneBasis === 'assumed') used.assumedZones += 1;
  const status = item.status === 'live' ? '' : small(`<span class="label">${escapeHtml(item.status)}</span>`);
  const cells = [
    `<td class="number">${number}</td>`,
    `<td>${timeCell(item, source.zone)}</td>`,
    `<td>${escapeHtml(itemKindLabels[item.kind].one)}${item.thread === '' ? '' : small(isolated(item.thread))}</td>`,
    `<td>${isolated(item.from)}</td>`,
    `<td>${item.to.map(isolated).join('<br>')}</td>`,
    `<td class="text">${isolated(item.text)}${attachmentLines(item)}${status}</td>`,
    `<td>${reviewCell(item, source)}</td>`,
    `<td>${escapeHtml(item.exhibit)}${small(isolated(item.place))}</td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

/** A table of rows with its head. */
export function tableHtml(rows: readonly string[]): string {
  const widths = columns.map(([, width]) => `<col style="width:${width}%">`).join('');
  const head = columns.map(([heading]) => `<th scope="col">${heading}</th>`).join('');
  return `<table><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Heading row of the items that have no time. */
export const undatedHeading = `<tr class="lane"><td colspan="${columns.length}">No time stated — these items borrow no time from others</td></tr>`;
