/** The transcript of a picture: what people wrote down from it, word for word, and apart from it what a machine read. */
import type { PictureText } from '../../../../../shared/contract/pictures.ts';
import { documentLabels } from '../../../../../shared/domain/document-kind.ts';
import { formatInstant } from '../../../../../shared/domain/display-time.ts';
import { zoneBasisLabels } from '../../../../../shared/domain/evidence-time.ts';
import { itemKindLabels } from '../../../../../shared/domain/item.ts';
import { escapeHtml, evidenceHtml, isolated } from '../../timeline/markup.ts';
import { count, textNote } from '../case-matter.ts';
import { label, small, sourceCell } from '../cells.ts';
import { clockColumn, dateColumn, numberColumn, type ItemDocument, type OfItem } from '../item-document.ts';

export interface TranscriptRow extends OfItem {
  /** Who says which zone the clock in the picture shows; '' when nobody is named. */
  readonly zoneBasisBy: string;
  readonly writer: string;
  /** When it was written down, UTC. */
  readonly writtenAt: string;
  /** The part of the picture, in its pixels; '' for all of it. */
  readonly region: string;
}

/** What a machine read in the picture, or a person has made of that; null when nobody has had it read. */
export type ReadText = Pick<PictureText, 'text' | 'origin' | 'reading' | 'history' | 'signedOffBy'> | null;

/** Below this of 100 the machine itself says that it is not sure of a word. */
const sureOf = 80;

function shownCell({ item, zoneBasisBy }: TranscriptRow): string {
  const by = zoneBasisBy === '' ? '' : `: ${zoneBasisBy}`;
  const zone = item.zone === null ? '' : small(evidenceHtml(`${item.zone}, ${zoneBasisLabels[item.zoneBasis]}${by}`));
  return `${item.written === '' ? '<i>no time</i>' : isolated(item.written)}${zone}`;
}

function textCell({ item }: TranscriptRow): string {
  const kind = item.kind === 'message' ? '' : small(`<span class="label">${escapeHtml(itemKindLabels[item.kind].one)}</span>`);
  return `${kind}${isolated(item.text)}${item.thread === '' ? '' : small(`${label('Conversation')} ${isolated(item.thread)}`)}`;
}

function caveat({ origin, reading, history, signedOffBy }: NonNullable<ReadText>, zone: string): string {
  const at = (instant: string): string => formatInstant(Date.parse(instant), zone);
  const last = history[0];
  if (origin === 'person' && last !== undefined) return `A machine may have read it first; the words are those a person has settled, last ${last.author}, ${at(last.madeAt)}${signedOffBy === null ? '' : `; signed off by ${signedOffBy}`}.`;
  const unsure = reading?.words.filter(({ confidence }) => confidence < sureOf).length ?? 0;
  return `${reading === null ? '' : `Read by ${reading.engine.split(',')[0] ?? 'a program'}, ${at(reading.madeAt)}: ${count(reading.words.length)} ${reading.words.length === 1 ? 'word' : 'words'}, ${unsure === 0 ? 'and of none does it say that it is not sure' : `of ${count(unsure)} of which it says itself that it is not sure`}. `}No person has checked it. A machine mistakes letters, leaves out small print and reads what is not there: the picture is the evidence.`;
}

/** `read`: as it may be shown. */
export function readTextHtml(read: ReadText, zone: string): string {
  if (read === null || read.text.trim() === '') return '';
  const heading = read.origin === 'person' ? 'Text of the picture, corrected or confirmed by a person' : 'Read in the picture by a machine';
  return `<h2>${heading}</h2><p class="about">${escapeHtml(caveat(read, zone))}</p><div class="text">${isolated(read.text)}</div>`;
}

export function transcript(zone: string): Pick<ItemDocument<TranscriptRow>, 'title' | 'columns' | 'bundlePageAt' | 'none' | 'notes'> {
  return {
    title: documentLabels.transcript.title, bundlePageAt: 9, none: 'Nobody has written down anything from this picture.',
    columns: [
      numberColumn, { heading: 'Time as the picture shows it', share: 14, cell: shownCell }, dateColumn(zone), clockColumn(zone),
      { heading: 'From', share: 11, cell: ({ item }) => isolated(item.from) }, { heading: 'To', share: 11, cell: ({ item }) => item.to.map(isolated).join('<br>') },
      { heading: 'Text, word for word', share: 26, className: 'text', cell: textCell },
      { heading: 'Written down by', share: 11, cell: ({ writer, writtenAt }) => `${evidenceHtml(writer)}${small(escapeHtml(formatInstant(Date.parse(writtenAt), zone)))}` },
      { heading: 'Exhibit, entry', share: 14, cell: ({ item, region }) => `${sourceCell(item)}${region === '' ? '' : small(escapeHtml(region))}` },
    ],
    notes: [
      'Each entry was written down by the person named, who looked at the picture; entries stand in order of time. The time as the picture shows it has the zone its clock is taken to show, and on whose word; date and time beside it are what that comes to.', textNote,
    ],
  };
}
