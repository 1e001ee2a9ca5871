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
import { assessmentLines } from '../review-cells.ts';
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

function contactLine(words: string, contact: NearestContact | null, zone: string): string {
  if (contact === null) return '';
  const { item, gap, firstContact } = contact;
  const parties = `${itemKindLabels[item.kind].one.toLowerCase()}${item.from === '' ? '' : ` from ${isolated(item.from)}`}${item.to.length === 0 ? '' : ` to ${item.to.map(isolated).join(', ')}`}`;
  return `<div>${label(words)} ${escapeHtml(pairGapInWords(gap))}</div>${small(`${parties}, ${escapeHtml(`${when(item, zone)} (${item.exhibitReference})`)}${firstContact ? '; the earliest contact in the case by that identifier' : ''}.`)}`;
}

const orders: readonly (readonly [string, PairOrder])[] = [['Before', 'before'], ['After', 'after'], ['Order open', 'either']];

function contactCell({ contacts }: AccessRow, zone: string): string {
  if (contacts === null) return none('the access has no time to measure from');
  if (!contacts.hasSubject) return none('the row names nobody and nothing to look for');
  const { nearest, counts, rejected } = contacts;
  const lines = orders.map(([words, order]) => contactLine(words, nearest[order], zone)).join('');
  const said = `${count(counts.before)} before, ${count(counts.after)} after${counts.either === 0 ? '' : `, ${count(counts.either)} of open order`}${rejected === 0 ? '' : `; ${count(rejected)} decided against by a reviewer`}`;
  return lines === '' ? none(`none in the window${rejected === 0 ? '' : `; ${count(rejected)} decided against by a reviewer`}`) : `${lines}${small(`In the window: ${said}.`)}`;
}

/** Why each contact named in the row belongs to the access. */
function matchLines({ contacts }: AccessRow): string {
  return contacts === null ? '' : orders.map(([words, order]) => {
    const contact = contacts.nearest[order];
    return contact === null ? '' : small(`${label(`Contact ${words.toLowerCase()}`)} ${escapeHtml(contact.inWords)}.`);
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
    numberColumn, { key: 'date', heading: 'Date and time', share: 10.5, cell: ({ item }) => timeCell(item, zone) }, { key: 'system', heading: 'System, action, terminal', share: 9, cell: systemCell },
    { key: 'user', heading: 'User: keyed by, requested by', share: 10, cell: userCell }, { heading: 'Searched for and opened', share: 14, cell: ({ item }) => searchedCell(item) },
    { key: 'reason', heading: 'Reason as recorded; incident', share: 10.5, cell: reasonCell }, { key: 'duty', heading: 'Officer’s duty', share: 6, cell: ({ duty }) => dutyLabels[duty] },
    { key: 'contacts', heading: 'Contact before and after', share: 15, cell: (row) => contactCell(row, zone) }, { key: 'assessment', heading: 'Assessment, linked to', share: 12, cell: ({ item }) => { const said = assessmentLines(item, matter); return said === '' ? none('not assessed') : said; } },
    { key: 'explanation', heading: 'Officer’s explanation', share: 10, cell: ({ item }) => { const said = accountLines(item.accounts); return said === '' ? none('none recorded') : said; } }, { key: 'source', heading: 'Exhibit, row', share: 7.5, cell: ({ item }) => sourceCell(item) },
  ];
}

/** Without the column of contacts nothing is said of them under the rows either. */
export function accesses(matter: CaseMatter, window: PairWindow, withContacts: boolean): Pick<ItemDocument<AccessRow>, 'title' | 'columns' | 'bundlePageAt' | 'none' | 'notes' | 'under' | 'alsoCites'> {
  const span = (ms: number): string => (ms === 0 ? 'no time' : formatDuration(ms));
  return {
    title: documentLabels.accesses.title, columns: columns(matter), bundlePageAt: 11, none: 'No system accesses are in this selection.', under: (row) => `${withContacts ? matchLines(row) : ''}${checklistLine(row)}`,
    alsoCites: ({ contacts }) => (withContacts ? orders.flatMap(([, order]) => contacts?.nearest[order]?.item.exhibitReference ?? []) : []),
    notes: [
      { key: 'contacts', words: `Contacts were looked for ${span(window.beforeMs)} before and ${span(window.afterMs)} after each access, by the identifiers its row names and by what the same people are stated to hold at the time. A contact is any message, call or event with or about them, whoever it is between; each says from whom and to whom. That two rows lie near each other says nothing of why. Privileged contacts are neither listed nor counted.` },
      { key: 'reason', words: 'A reason is given as it stands in the row; a blank reason is no more than that. An incident is given where the row has a column for one that is filled; the reason may name another.' },
      'Answers to the checklist are those of the person named; observed: a source says so; inferred: it is concluded from something else. Where no checklist stands under a row, none of its questions is answered.',
      { key: 'duty', words: 'Duty is that of the officer under investigation, by the rosters and statements in the case; “not known” where they leave it open.' }, { key: 'assessment', words: assessmentNote },
    ],
  };
}

