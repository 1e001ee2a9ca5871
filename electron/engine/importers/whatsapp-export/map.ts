/** Turns a record of the chat into an item, or into a quarantined row with its reason. */
import type { EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { DateOrder } from '../../../../shared/domain/audit-row.ts';
import type { Attachment, Direction, Identifier, ItemDraft, ItemKind, ItemStatus, Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import { mentionedIn, nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import type { ArchivedMedia } from './archived-media.ts';
import { readHour } from './clock-markers.ts';
import { calendarDay } from './date-order.ts';
import { readMarkers, type Markers } from './markers.ts';
import { ChatClock } from './place-time.ts';
import { RecordHeadReader } from './record-head.ts';
import type { ChatRecord } from './records.ts';
import { Tally } from './tally.ts';
import type { LineStart } from './line-start.ts';

export interface ChatReading {
  readonly file: string;
  readonly encoding: string;
  readonly order: DateOrder;
  readonly stated: StatedZone;
  readonly authors: readonly string[];
  /** The author who owns the device; '' when unknown. */
  readonly deviceOwner: string;
  readonly thread: string;
  readonly chatName: string | null;
  readonly media: ArchivedMedia;
}

/** One author as every message of theirs shows them: the lists are shared by those messages, and nobody changes them. */
interface Party { readonly shown: string; readonly direction: Direction; readonly to: string[]; readonly identifiers: Identifier[] }

const partyLimit = 20_000;
export const askedLimit = 1_000;
/** How much of an over-long record stands in its quarantined row. */
const excerptLength = 4096;

function partyIdentifier(author: string, role: 'from' | 'to'): Identifier {
  return phoneIdentifier(author, role) ?? nameIdentifier(author, role);
}

export class RecordMapper {
  readonly tally = new Tally();
  /** Names of which rows say whether they write in this chat; at most `askedLimit` are kept. */
  readonly asked = new Set<string>();
  readonly #reading: ChatReading;
  readonly #clock: ChatClock;
  readonly #heads: RecordHeadReader;
  readonly #parties = new Map<string, Party>();

  constructor(reading: ChatReading) {
    this.#reading = reading;
    this.#clock = new ChatClock(reading.stated);
    this.#heads = new RecordHeadReader(reading.chatName);
  }

  #party(shown: string): Party {
    const known = this.#parties.get(shown);
    if (known !== undefined) return known;
    const { authors, deviceOwner } = this.#reading;
    // With exactly two authors, what one writes goes to the other; in a group the export does not say who was in it.
    const to = authors.length === 2 ? authors.filter((author) => author !== shown) : [];
    const party: Party = {
      shown, to, direction: deviceOwner === '' ? 'unknown' : shown === deviceOwner ? 'outgoing' : 'incoming',
      identifiers: [partyIdentifier(shown, 'from'), ...to.map((author) => partyIdentifier(author, 'to'))],
    };
    if (this.#parties.size < partyLimit) this.#parties.set(shown, party);
    return party;
  }

  /** Whether somebody writes in this chat, which a reading on an assumption has to answer for. */
  #writes(name: string): boolean {
    if (this.asked.size < askedLimit) this.asked.add(name);
    return this.#reading.authors.includes(name);
  }

  #quarantine(record: ChatRecord, code: QuarantinedRow['code'], reason: string): SourceRow {
    const locator: Locator = { type: 'line', file: this.#reading.file, line: record.line, byte: record.byte };
    return { type: 'quarantined', row: { locator, code, reason, verbatim: record.verbatim } };
  }

  /** Faults that need no date to be seen. */
  #faulty(record: ChatRecord): SourceRow | null {
    const bytes = (count: number): string => count.toLocaleString('en-GB');
    if (record.tooLong) {
      const excerpt = record.verbatim.slice(0, excerptLength);
      return this.#quarantine(
        { ...record, verbatim: `${excerpt}\n[cut by Plumbline: the record is ${bytes(record.byteLength)} bytes long, from byte ${bytes(record.byte)} of the text]` },
        'too-large', `The record at line ${record.line} is ${bytes(record.byteLength)} bytes long (${record.lineCount} lines); records above 1 MiB are set aside.`,
      );
    }
    if (record.undecodableLines.length > 0) {
      return this.#quarantine(record, 'undecodable-text', `Line${record.undecodableLines.length === 1 ? '' : 's'} ${record.undecodableLines.slice(0, 10).join(', ')} hold bytes that are not text in ${this.#reading.encoding}; they stand as \\xNN. If the whole file is so, another encoding may be right.`);
    }
    if (record.start === null) return this.#quarantine(record, 'malformed-row', `Line ${record.line} stands before the first dated line, so it belongs to no record.`);
    return null;
  }

  #time(record: ChatRecord, start: LineStart): EvidenceTime | SourceRow {
    const hour = readHour(start.hour, start.half);
    if (hour.kind === 'undecidable') {
      return this.#quarantine(record, 'unreadable-time', `“${start.written}” at line ${record.line} has a word for the half of the day that is not known, so morning and afternoon cannot be told apart.`);
    }
    const outcome = this.#clock.place(calendarDay(start.numbers, this.#reading.order), { hour: hour.hour, minute: start.minute, second: start.second }, start.written, hour.contradicts);
    if (!outcome.ok) return this.#quarantine(record, outcome.code, `Line ${record.line}: ${outcome.reason}`);
    for (const flag of outcome.time.flags) {
      if (flag === 'contradicts-itself') this.tally.add('A 24-hour time with a 12-hour marker (the 24-hour value was kept)', record.line);
      if (flag === 'repeated-hour') this.tally.add(`In the hour that happens twice in ${this.#reading.stated.zone}`, record.line);
      if (flag === 'implausible') this.tally.add('Dated outside 2009 to 2099', record.line);
    }
    return outcome.time;
  }

  async #attachments(markers: Markers, remarks: string[]): Promise<Attachment[]> {
    const attachments: Attachment[] = [];
    for (const name of markers.attached) {
      const { attachment, remark } = await this.#reading.media.attachment(name);
      attachments.push(attachment);
      if (remark !== null) remarks.push(remark);
    }
    for (const kind of markers.omitted) {
      attachments.push({ name: kind === '' ? '' : `(${kind})`, member: null, mediaType: '', sizeBytes: null, sha256: null, state: 'omitted' });
    }
    return attachments;
  }

  /** Property by property: spreading the parts cost as much as reading the line (measured). */
  #item(record: ChatRecord, time: EvidenceTime, parts: Pick<ItemDraft, 'kind' | 'direction' | 'from' | 'to' | 'text' | 'status' | 'attachments' | 'identifiers' | 'remarks'>): SourceRow {
    const { file, thread } = this.#reading;
    return {
      type: 'item',
      item: {
        kind: parts.kind, time, direction: parts.direction, from: parts.from, to: parts.to, thread, text: parts.text, status: parts.status,
        locator: { type: 'line', file, line: record.line, byte: record.byte }, verbatim: record.verbatim,
        fields: [], attachments: parts.attachments, identifiers: parts.identifiers, remarks: parts.remarks,
      },
    };
  }

  #notice(record: ChatRecord, time: EvidenceTime, text: string, remarks: string[]): SourceRow {
    const kind: ItemKind = readMarkers(text).call ? 'call' : 'notice';
    return this.#item(record, time, { kind, direction: kind === 'call' ? 'unknown' : 'none', from: '', to: [], text, status: 'live', attachments: [], identifiers: mentionedIn(text), remarks });
  }

  #ambiguous(record: ChatRecord, time: EvidenceTime, before: string): SourceRow {
    const known = this.#writes(before) ? `; “${before}” writes elsewhere in this chat` : '';
    this.tally.add('A colon with no space after it, so a message or a line without author (kept as a notice)', record.line);
    return this.#notice(record, time, record.text, [`colon without a following space: either a message from “${before}” or a line without author${known}`]);
  }

  #message(record: ChatRecord, time: EvidenceTime, author: string, body: string, markers: Markers, attachments: Attachment[], remarks: string[]): SourceRow {
    const party = this.#party(author);
    const status: ItemStatus = markers.deleted ? 'deleted' : markers.edited ? 'edited' : 'live';
    const mentioned = mentionedIn(body);
    return this.#item(record, time, {
      kind: markers.call ? 'call' : 'message', direction: party.direction, from: party.shown, to: party.to, text: body, status, attachments,
      identifiers: mentioned.length === 0 ? party.identifiers : [...party.identifiers, ...mentioned], remarks,
    });
  }

  #authored(record: ChatRecord, time: EvidenceTime, author: string, body: string): SourceRow | Promise<SourceRow> {
    const markers = readMarkers(body);
    const remarks = markers.remarks.slice();
    if (markers.attached.length + markers.omitted.length === 0) return this.#message(record, time, author, body, markers, [], remarks);
    return this.#attachments(markers, remarks).then((attachments) => this.#message(record, time, author, body, markers, attachments, remarks));
  }

  /** The row a record becomes. A promise only when a file in the archive has to be read. */
  map(record: ChatRecord): SourceRow | Promise<SourceRow> {
    const faulty = this.#faulty(record);
    if (faulty !== null || record.start === null) return faulty ?? this.#quarantine(record, 'malformed-row', `Line ${record.line} has no date.`);
    const time = this.#time(record, record.start);
    if ('type' in time) return time;
    const head = record.head ?? this.#heads.read(record.text);
    switch (head.kind) {
      case 'authored': return this.#authored(record, time, head.author, head.body);
      case 'ambiguous': return this.#ambiguous(record, time, head.before);
      case 'notice': {
        const remarks = head.claimedAuthor === null ? [] : [`WhatsApp's own sentence; the export names “${head.claimedAuthor}” as its author`];
        return this.#notice(record, time, record.text, remarks);
      }
    }
  }
}
