/** The schedule of system accesses: one access one row, with what surrounds it and what was answered about it. */
import type { ItemLine, ItemRow } from '../../../../../shared/contract/timeline.ts';
import { auditFieldLabels } from '../../../../../shared/domain/audit-row.ts';
import { answerWords, basisWords, checklistQuestions, checklistWords, type ChecklistEntry } from '../../../../../shared/domain/checklist.ts';
import { formatDate, formatDuration, formatItemClock } from '../../../../../shared/domain/display-time.ts';
import { documentLabels } from '../../../../../shared/domain/document-kind.ts';
import { dutyLabels, type DutyState } from '../../../../../shared/domain/duty.ts';
import { itemKindLabels } from '../../../../../shared/domain/item.ts';
import { pairGapInWords, type PairOrder, type PairWindow } from '../../../../../shared/domain/pairing.ts';
import { zoneAbbreviation } from '../../../../../shared/domain/zone.ts';
import type { ContactsOfAccess, NearestContact } from '../../../pairing/nearest-contacts.ts';
import { escapeHtml, evidenceHtml, isolated } from '../../timeline/markup.ts';
import { assessmentNote, count, type CaseMatter } from '../case-matter.ts';
import { accountLines, label, small, sourceCell, timeCell } from '../cells.ts';
import { numberColumn, type ItemDocument, type OfItem } from '../item-document.ts';
import { assessmentHeads, assessmentReasons } from '../review-cells.ts';
import type { Column } from '../table-document.ts';
import { recordedReason, valuesAt } from './access-fields.ts';

export interface AccessRow extends OfItem {
  readonly duty: DutyState;
  /** Null for an access without a time. */
  readonly contacts: ContactsOfAccess | null;
  readonly checklist: readonly ChecklistEntry[];
}

const none = (words: string): string => `<i>${escapeHtml(words)}</i>`;

function when({ time }: ItemRow, zone: string): string {
  return time.earliestMs === null ? '' : `${formatDate(time.earliestMs, zone)} ${formatItemClock(time, zone)} ${zoneAbbreviation(zone, time.earliestMs)}`;
}

/** Which contact it is, and why it belongs to the access. */
function contactLine(words: string, { item, inWords, firstContact, withOfficer }: NearestContact, zone: string): string {
  const parties = `${itemKindLabels[item.kind].one}${item.from === '' ? '' : ` from ${isolated(item.from)}`}${item.to.length === 0 ? '' : ` to ${item.to.map(isolated).join(', ')}`}`;
  const facts = `${firstContact ? '; the earliest contact in the case by that identifier' : ''}${withOfficer === false ? '; not with the officer, as far as is stated' : ''}`;
  return small(`${label(words)} ${parties}, ${escapeHtml(`${when(item, zone)} (${item.exhibitReference})${facts}. ${inWords}.`)}`);
}

const orders: readonly (readonly [string, PairOrder])[] = [['Before', 'before'], ['After', 'after'], ['Order open', 'either']];

function contactCell({ contacts }: AccessRow): string {
  if (contacts === null) return none('the access has no time to measure from');
  if (!contacts.hasSubject) return none('the row names nobody and nothing to look for');
  const { nearest, counts, withOfficer, rejected } = contacts;
  const counted = (order: PairOrder, words: string): string => `${count(counts[order])} ${words}${withOfficer === null || counts[order] === 0 ? '' : ` (${count(withOfficer[order])} with the officer)`}`;
  const lines = orders.map(([words, order]) => { const contact = nearest[order]; return contact === null ? '' : `<div>${label(words)} ${escapeHtml(pairGapInWords(contact.gap))}</div>`; }).join('');
  const said = `${counted('before', 'before')}, ${counted('after', 'after')}${counts.either === 0 ? '' : `, ${counted('either', 'of open order')}`}${rejected === 0 ? '' : `; ${count(rejected)} decided against by a reviewer`}`;
  return lines === '' ? none(`none in the window${rejected === 0 ? '' : `; ${count(rejected)} decided against by a reviewer`}`) : `${lines}${small(`In the window: ${said}.`)}`;
}

/** The contacts the row gives the distance of, each with its parties. */
function contactLines({ contacts }: AccessRow, zone: string): string {
  return contacts === null ? '' : orders.map(([words, order]) => {
    const contact = contacts.nearest[order];
    return contact === null ? '' : contactLine(`Contact ${words.toLowerCase()}`, contact, zone);
  }).join('');
}

function checklistLine({ checklist }: AccessRow): string {
  const answers = checklist.filter(({ answer }) => answer !== 'not-answered');
  if (answers.length === 0) return '';
  const words = answers.map(({ question, answer, basis, note, author }) => `<b>${checklistQuestions.indexOf(question) + 1}.</b> ${escapeHtml(checklistWords[question])} ${escapeHtml(answerWords[answer])}${basis === null ? '' : `, ${escapeHtml(basisWords[basis].toLowerCase())}`}${note === '' ? '' : `: ${evidenceHtml(note)}`} (${escapeHtml(author)})`);
  return small(`${label(`Checklist, ${answers.length} of ${checklistQuestions.length} questions answered`)} ${words.join(' &nbsp; ')}`);
}

function userCell({ item }: OfItem): string {
  const named = valuesAt(item, 'user');
  return named === '' ? isolated(item.from) : named;
}

/** What the row says was searched for and opened; its text where it has no columns for that. */
function searchedCell(item: ItemLine): string {
  const named = valuesAt(item, 'searched');
  return `${named === '' ? `<div class="text">${isolated(item.text)}</div>` : named}${valuesAt(item, 'rest')}`;
}

const systemCell = ({ item }: OfItem): string => {
  const named = valuesAt(item, 'system');
  return `${item.thread === '' || item.fields.some(({ name, value }) => name === auditFieldLabels.system && value.trim() !== '') ? '' : `<div>${isolated(item.thread)}</div>`}${named}`;
};
const reasonCell = ({ item }: OfItem): string => {
  const [reason, incident] = [recordedReason(item), valuesAt(item, 'incident')];
  return `${reason === '' ? none('no reason is in the row') : reason}${incident}`;
};

function columns(matter: CaseMatter): Column<AccessRow>[] {
  const { zone } = matter;
  return [
    numberColumn, { key: 'date', heading: 'Date and time', share: 11, cell: ({ item }) => timeCell(item, zone) }, { key: 'system', heading: 'System, action, terminal', share: 12.8, cell: systemCell },
    { key: 'user', heading: 'User: keyed by, requested by', share: 11.4, cell: userCell }, { heading: 'Searched for and opened', share: 16.4, cell: ({ item }) => searchedCell(item) },
    { key: 'reason', heading: 'Reason as recorded; incident', share: 10.8, cell: reasonCell }, { key: 'duty', heading: 'Officer’s duty', share: 6.4, cell: ({ duty }) => dutyLabels[duty] },
    { key: 'contacts', heading: 'Contact before and after', share: 14, cell: (row) => contactCell(row) }, { key: 'assessment', heading: 'Assessment, linked to', share: 10.5, cell: ({ item }) => { const said = assessmentHeads(item, matter); return said === '' ? none('not assessed') : said; } },
    { key: 'explanation', heading: 'Officer’s explanation', share: 8.6, cell: ({ item }) => (item.accounts.length === 0 ? none('none recorded') : 'under this row') }, { key: 'source', heading: 'Exhibit, row', share: 9.4, cell: ({ item }) => sourceCell(item) },
  ];
}

/** What is said of a row in sentences stands across the page under it, the reviewer’s and the officer’s alike: in a column it took half a page. With a column that is left out goes what belongs to it. */
function underRow(row: AccessRow, zone: string, leaveOut: readonly string[]): string {
  const of = (column: string, lines: string): string => (leaveOut.includes(column) ? '' : lines);
  return [of('contacts', contactLines(row, zone)), of('assessment', assessmentReasons(row.item)), of('explanation', accountLines(row.item.accounts)), checklistLine(row)].join('');
}

export function accesses(matter: CaseMatter, window: PairWindow, leaveOut: readonly string[]): Pick<ItemDocument<AccessRow>, 'title' | 'columns' | 'bundlePageAt' | 'none' | 'notes' | 'under' | 'alsoCites'> {
  const span = (ms: number): string => (ms === 0 ? 'no time' : formatDuration(ms));
  return {
    title: documentLabels.accesses.title, columns: columns(matter), bundlePageAt: 11, none: 'No system accesses are in this selection.', under: (row) => underRow(row, matter.zone, leaveOut),
    alsoCites: ({ contacts }) => (leaveOut.includes('contacts') ? [] : orders.flatMap(([, order]) => contacts?.nearest[order]?.item.exhibitReference ?? [])),
    notes: [
      { key: 'contacts', words: `Contacts were looked for ${span(window.beforeMs)} before and ${span(window.afterMs)} after each access, by the identifiers its row names and by what the same people are stated to hold at the time. A contact is any message, call or event with or about them, whoever it is between; each says from whom and to whom, and those with the officer are counted apart where the case states who the officer is. That two rows lie near each other says nothing of why. Privileged contacts are neither listed nor counted.` },
      { key: 'reason', words: 'A reason is given as it stands in the row; a blank reason is no more than that. An incident is given where the row has a column for one that is filled; the reason may name another.' },
      'Answers to the checklist are those of the person named; observed: a source says so; inferred: it is concluded from something else. Where no checklist stands under a row, none of its questions is answered.',
      { key: 'duty', words: 'Duty is that of the officer under investigation, by the rosters and statements in the case; “not known” where they leave it open.' }, { key: 'assessment', words: assessmentNote },
    ],
  };
}

