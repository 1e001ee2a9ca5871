/** Documents of the rows of a view: chronology, sequence, messages, accesses, unused material. */
import type { AskOf } from '../../../../shared/domain/document-ask.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import { tendentiousWords } from '../../../../shared/domain/tendentious-words.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { DutyTimes } from '../../duty/duty-times.ts';
import { NearestContacts } from '../../pairing/nearest-contacts.ts';
import { standingAnswers } from '../../review/checklist.ts';
import { listExhibits } from '../../store/exhibits.ts';
import { fileNotes } from '../../welfare/file-notes.ts';
import { bundleColumnOf } from '../documents/bundle-pages.ts';
import { FilesWithin } from '../documents/files-within.ts';
import { itemDocument, type ItemDocument, type OfItem } from '../documents/item-document.ts';
import { accesses, type AccessRow } from '../documents/kinds/accesses.ts';
import { chronology } from '../documents/kinds/chronology.ts';
import { messages, type MessageRow } from '../documents/kinds/messages.ts';
import { sequence } from '../documents/kinds/sequence.ts';
import { unused } from '../documents/kinds/unused.ts';
import { platformOf } from '../platform.ts';
import { readPages } from '../selection.ts';
import { madeDocument, type MadeDocument } from './made-document.ts';
import type { Making } from './making.ts';
import { countSelection, type Narrowing } from './selection-counts.ts';

type Described<R extends OfItem> = Omit<ItemDocument<R>, 'about' | 'firstNumber' | 'leaveOut' | 'pages'>;

/** What is different about one kind of document of a view. */
interface OfView<R extends OfItem> extends Narrowing { readonly described: Described<R>; readonly only: string; readonly firstNumber?: number; readonly rows: (items: readonly ItemLine[]) => readonly R[]; readonly warnings?: () => readonly string[] }

function ofView<R extends OfItem>(making: Making, asked: AskOf<'chronology' | 'sequence' | 'messages' | 'accesses' | 'unused'>, view: OfView<R>): MadeDocument {
  const { filter, zone, bundlePages, leaveOut } = asked;
  const { listed, totals, filterInWords, thirdParty } = countSelection(making.db, filter, zone, view);
  const about = [`Selection: ${making.hiding.text(filterInWords)}.${view.only === '' ? '' : ` Of these, ${view.only}.`}`];
  const document = itemDocument<R>(making.matter, {
    ...view.described, about, leaveOut, firstNumber: view.firstNumber ?? 1, notes: [...view.described.notes, thirdParty],
    pages: async function* () { for await (const page of readPages(making.db, listed, 'order' in asked ? asked.order : 'earliest')) yield view.rows(page); },
  }, totals, bundleColumnOf(making.bundle, bundlePages));
  return madeDocument(making, document, totals, about.join(' '), view.warnings);
}

const asTheyAre = (items: readonly ItemLine[]): OfItem[] => items.map((item) => ({ item }));

const mostWarnings = 100;

/** Rows as they are, noting where a version that somebody typed uses words that argue. */
function readOver(): { readonly rows: (items: readonly ItemLine[]) => OfItem[]; readonly warnings: () => readonly string[] } {
  const warnings: string[] = [];
  let number = 0;
  return {
    warnings: () => warnings,
    rows: (items) => items.map((item) => {
      number += 1;
      const found = tendentiousWords(item.accounts.map(({ text }) => text).join('\n'));
      if (found.length > 0 && warnings.length < mostWarnings) warnings.push(`No. ${number}: a version says ${found.map((word) => `“${word}”`).join(', ')}. If these are not the words of the person who gives it, put it neutrally.`);
      return { item };
    }),
  };
}

export function chronologyOf(making: Making, asked: AskOf<'chronology'>): MadeDocument {
  return ofView(making, asked, { described: chronology(asked.zone), only: '', notListed: 'in this selection and not listed', ...readOver() });
}

export function sequenceOf(making: Making, asked: AskOf<'sequence'>): MadeDocument {
  const { fromMs, untilMs } = asked.filter;
  if (fromMs === null || untilMs === null) throw new PlumblineError('invalid_input', 'A sequence of events is of a window of time. Give both ends of it: where it begins and where it ends.');
  return ofView(making, asked, { described: sequence(asked.zone), only: '', notListed: 'in this selection and not listed', ...readOver() });
}

/** Said over every page: a page of it alone could otherwise go out with the schedule that is served. */
function notToBeServed({ matter, ...making }: Making): Making {
  const { details } = matter;
  return { ...making, matter: { ...matter, details: { ...details, protectiveMarking: [details.protectiveMarking, 'NOT TO BE SERVED'].filter((words) => words !== '').join(' · ') } } };
}

export function unusedOf(making: Making, asked: AskOf<'unused'>): MadeDocument {
  const { sensitive, firstNumber } = asked;
  return ofView(sensitive ? notToBeServed(making) : making, asked, {
    described: unused(asked.zone, sensitive), only: sensitive ? 'what is relevant, unused and sensitive' : 'what is relevant, unused and not sensitive', relevances: ['unused'], handlings: [sensitive ? 'sensitive' : 'normal'], firstNumber, rows: asTheyAre,
    elsewhere: sensitive ? { words: 'unused, not sensitive, on a schedule of their own', handlings: ['normal'] } : { words: 'unused and sensitive, on a schedule of their own', handlings: ['sensitive'] }, notListed: 'in this selection, not unused material',
  });
}

/** What a person says each attachment shows, in the order of the attachments. */
export function describedOf(db: CaseDatabase, item: ItemLine): string[] {
  if (!item.attachments.some(({ member }) => member !== null)) return [];
  const notes = new Map(fileNotes(db, item.id).map(({ attachment, description }) => [attachment, description?.text ?? '']));
  return item.attachments.map((_, index) => notes.get(index) ?? '');
}

export const spanOf = ({ at, until }: ItemLine): readonly [number | null, number | null] => [at === null ? null : Date.parse(at), until === null ? null : Date.parse(until)];

/** Of each exhibit the files inside it that messages lie in, in the order of their names; named as the rows name them, which in cipher is with ciphers. */
function messageFiles({ db, hiding }: Making): FilesWithin {
  const found = db.prepare<[], { reference: string; file: string }>(
    "SELECT DISTINCT reference, file FROM item_context JOIN exhibit USING (exhibit_id) WHERE kind = 'message' AND items > 0 AND locator_type <> '' AND file <> '' ORDER BY exhibit_id, file",
  ).all();
  const files = new Map<string, string[]>();
  for (const { reference, file } of found) files.set(reference, [...files.get(reference) ?? [], hiding.text(file)]);
  return new FilesWithin(files);
}

export function messagesOf(making: Making, asked: AskOf<'messages'>): MadeDocument {
  const { db } = making;
  const duty = new DutyTimes(db);
  const sources = new Map(listExhibits(db).map((exhibit) => [exhibit.reference, exhibit]));
  const rowOf = (item: ItemLine): MessageRow => {
    const source = sources.get(item.exhibit);
    return { item, platform: platformOf(item.fields, source), deviceOwner: source?.deviceOwner ?? '', duty: duty.at(...spanOf(item)), described: describedOf(db, item) };
  };
  return ofView(making, asked, { described: messages(asked.zone, messageFiles(making)), only: 'messages', kinds: ['message'], notListed: 'in this selection, not messages', firstNumber: asked.firstNumber, rows: (items) => items.map(rowOf) });
}

export function accessesOf(making: Making, asked: AskOf<'accesses'>): MadeDocument {
  const { db, matter } = making;
  const duty = new DutyTimes(db);
  const contacts = new NearestContacts(db, asked.window);
  const rowsOf = (items: readonly ItemLine[]): AccessRow[] => {
    const near = contacts.of(items.map(({ id }) => id));
    return items.map((item) => ({ item, duty: duty.at(...spanOf(item)), contacts: near.get(item.id) ?? null, checklist: standingAnswers(db, item.id) }));
  };
  return ofView(making, asked, { described: accesses(matter, asked.window, asked.leaveOut), only: 'system accesses', kinds: ['access'], notListed: 'in this selection, not system accesses', firstNumber: asked.firstNumber, rows: rowsOf });
}
