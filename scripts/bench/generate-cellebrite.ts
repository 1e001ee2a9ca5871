/**
 * Writes a synthetic Cellebrite report of any size, as it streams: people, contacts, calls and
 * conversations, some deleted, each with its source in the list that follows. Everything in it is
 * invented; the numbers are those set aside for drama.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { chanceFor, type Chance } from '../sample-case/chance.ts';

/** What a report holds, counted as it is written. */
export interface CellebriteCounts { contacts: number; calls: number; chats: number; messages: number; deleted: number; bytes: number }

const people = ['Priya Vale', 'Tom Ashdown', 'Marek Orrell', 'Ellie Fenn', 'Joss Harrow', 'Dana Quill', 'Sam Petty', 'Rhys Calder', 'Zoë Lark', 'Ines Marlowe'] as const;
const phrases = [
  'Are you on tonight?', 'Running late, be there in ten minutes', 'Can you send me the address again', 'Not at work, speak later', 'Did she say anything about it?', 'Ok 👍',
  'I checked & it is fine', 'See you at the usual place <3', 'That was a long shift, going straight to bed', 'No worries at all, thank you for letting me know', 'Café at nine?',
] as const;
const apps = ['WhatsApp', 'Signal', 'Facebook Messenger'] as const;
const firstMs = Date.UTC(2021, 0, 4, 7, 0, 0);

const hex = (chance: Chance, digits: number): string => chance.between(0, 16 ** digits - 1).toString(16).padStart(digits, '0');
const uuid = (chance: Chance): string => `${hex(chance, 8)}-${hex(chance, 4)}-4${hex(chance, 3)}-a${hex(chance, 3)}-${hex(chance, 8)}${hex(chance, 4)}`;
const numberOf = (person: number): string => `+447700900${String(100 + person).padStart(3, '0')}`;
const field = (name: string, value: string, type = 'String'): string =>
  (value === '' ? `          <field name="${name}" type="${type}">\n            <empty />\n          </field>\n` : `          <field name="${name}" type="${type}">\n            <value type="${type}"><![CDATA[${value}]]></value>\n          </field>\n`);

function time(name: string, ms: number): string {
  const iso = new Date(ms).toISOString();
  return `          <field name="${name}" type="TimeStamp">\n            <value type="TimeStamp" format="TimeStampKnown" formattedTimestamp="${iso.slice(0, 19)}+00:00">${iso.slice(0, 23)}+00:00</value>\n          </field>\n`;
}

class Maker {
  readonly counts: CellebriteCounts = { contacts: 0, calls: 0, chats: 0, messages: 0, deleted: 0, bytes: 0 };
  readonly #chance: Chance;
  #at = firstMs;
  constructor(seed: number) { this.#chance = chanceFor(seed, 'cellebrite'); }

  #opening(type: string): { readonly id: string; readonly tag: string } {
    const id = uuid(this.#chance);
    const deleted = this.#chance.oneIn(25);
    if (deleted) this.counts.deleted += 1;
    return { id, tag: `      <model type="${type}" id="${id}" deleted_state="${deleted ? 'Deleted' : 'Intact'}" decoding_confidence="High" isrelated="False" source_index="${this.counts.messages}" extractionId="0">\n` };
  }

  #party(person: number, role: string): string {
    return `          <model type="Party" id="${uuid(this.#chance)}" deleted_state="Intact" decoding_confidence="High" isrelated="False" extractionId="0">\n${field('Identifier', numberOf(person))}${field('Role', role, 'PartyRole')}${field('Name', people[person] ?? '')}${field('IsPhoneOwner', person === 0 ? 'True' : 'False', 'Boolean')}          </model>\n`;
  }

  #source(id: string, file: string, table: string): string {
    const offset = this.#chance.between(4_096, 900_000_000);
    return `    <extraInfo type="model" id="${id}">\n      <sourceInfo>\n        <nodeInfos>\n          <nodeInfo id="node-${file}" name="${file}" path="extraction.zip/data/${file}" size="104857600" tableName="${table}" offset="${offset}" />\n        </nodeInfos>\n      </sourceInfo>\n    </extraInfo>\n`;
  }

  contact(person: number): { readonly xml: string; readonly source: string } {
    const { id, tag } = this.#opening('Contact');
    this.counts.contacts += 1;
    const entry = `        <model type="PhoneNumber" id="${uuid(this.#chance)}">\n${field('Category', 'Mobile')}${field('Value', numberOf(person))}        </model>\n`;
    return { xml: `${tag}${field('Source', 'Phone')}${field('Name', people[person] ?? '')}${time('TimeCreated', this.#at)}        <multiModelField name="Entries" type="ContactEntry">\n${entry}        </multiModelField>\n      </model>\n`, source: this.#source(id, 'contacts2.db', 'raw_contacts') };
  }

  call(): { readonly xml: string; readonly source: string } {
    const { id, tag } = this.#opening('Call');
    this.counts.calls += 1;
    this.#at += this.#chance.between(1, 90) * 60_000;
    const other = this.#chance.between(1, people.length - 1);
    const outgoing = this.#chance.oneIn(2);
    const seconds = this.#chance.between(0, 3_599);
    const duration = `00:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
    const xml = `${tag}${field('Source', '')}${field('Direction', outgoing ? 'Outgoing' : 'Incoming', 'CallType')}${field('Type', outgoing ? 'Outgoing' : 'Incoming', 'CallType')}${time('TimeStamp', this.#at)}${field('Duration', duration, 'TimeSpan')}        <multiModelField name="Parties" type="Party">\n${this.#party(other, outgoing ? 'To' : 'From')}        </multiModelField>\n      </model>\n`;
    return { xml, source: this.#source(id, 'calllog.db', 'calls') };
  }

  #message(other: number): { readonly xml: string; readonly source: string } {
    const { id, tag } = this.#opening('InstantMessage');
    this.counts.messages += 1;
    this.#at += this.#chance.between(3, 900) * 1000;
    const mine = this.#chance.oneIn(2);
    const body = Array.from({ length: this.#chance.between(1, 4) }, () => this.#chance.pick(phrases)).join(' ');
    const xml = `${tag}${field('UserMapping', '')}${field('Source', 'WhatsApp')}${field('SourceApplication', 'WhatsApp')}${field('Identifier', id.slice(0, 13))}        <modelField name="From" type="Party">\n${this.#party(mine ? 0 : other, 'General')}        </modelField>\n        <multiModelField name="To" type="Party">\n${this.#party(mine ? other : 0, 'General')}        </multiModelField>\n${field('Subject', '')}${field('Body', body)}${time('TimeStamp', this.#at)}${field('Status', mine ? 'Sent' : 'Read', 'MessageStatus')}${field('Platform', 'Mobile', 'Platform')}        <multiModelField name="Attachments" type="Attachment" />\n      </model>\n`;
    return { xml, source: this.#source(id, 'msgstore.db', 'message') };
  }

  /** A conversation of up to 400 messages, in parts; `sources` takes where each came from. */
  *chat(sources: (source: string) => void): Generator<string, void, void> {
    const { id, tag } = this.#opening('Chat');
    this.counts.chats += 1;
    const other = this.#chance.between(1, people.length - 1);
    yield `${tag}${field('Source', this.#chance.pick(apps))}${field('Id', numberOf(other))}${field('Name', '')}${time('StartTime', this.#at)}        <multiModelField name="Participants" type="Party">\n${this.#party(0, 'General')}${this.#party(other, 'General')}        </multiModelField>\n        <multiModelField name="Messages" type="InstantMessage">\n`;
    sources(this.#source(id, 'msgstore.db', 'chat'));
    for (let left = this.#chance.between(20, 400); left > 0; left -= 1) {
      const { xml, source } = this.#message(other);
      sources(source);
      yield xml;
    }
    yield '        </multiModelField>\n      </model>\n';
  }
}

const opening = `<?xml version="1.0" encoding="utf-8"?>
<project id="5f1f2c0e-0000-4000-a000-000000000001" name="Synthetic" reportVersion="7.60.0.114" extractionType="FileSystem" xmlns="http://pa.cellebrite.com/report/2.0">
  <metadata section="Additional Fields">
    <item name="UFED_PA_Version"><![CDATA[7.60.0.114]]></item>
  </metadata>
  <metadata section="Device Info">
    <item name="DeviceInfoDetectedPhoneModel"><![CDATA[Invented One]]></item>
  </metadata>
  <caseInformation>
    <field name="Case number" fieldType="CaseNumber"><![CDATA[SYN/1]]></field>
  </caseInformation>
  <taggedFiles />
  <decodedData>
`;

/** The text of a report of about this many bytes. The same seed always gives the same report; `counts` grows as it is made. */
export async function* cellebriteReport(bytes: number, seed: number): AsyncGenerator<string, CellebriteCounts, void> {
  const maker = new Maker(seed);
  const sources: string[] = [];
  let made = opening.length;
  let listed = 0;
  const keep = (source: string): void => { sources.push(source); listed += source.length; };
  yield `${opening}    <modelType type="Contact">\n`;
  for (let person = 1; person < people.length; person += 1) { const { xml, source } = maker.contact(person); keep(source); made += xml.length; yield xml; }
  yield '    </modelType>\n    <modelType type="Call">\n';
  for (let call = 0; call < Math.max(3, bytes / 200_000); call += 1) { const { xml, source } = maker.call(); keep(source); made += xml.length; yield xml; }
  yield '    </modelType>\n    <modelType type="Chat">\n';
  do {
    for (const part of maker.chat(keep)) { made += part.length; yield part; }
  } while (made + listed < bytes);
  yield '    </modelType>\n  </decodedData>\n  <extraInfos>\n';
  for (const source of sources) yield source;
  yield '  </extraInfos>\n</project>\n';
  return maker.counts;
}

/** Writes a report of about `bytes` bytes and returns what it holds. */
export async function writeCellebriteReport(path: string, bytes: number, seed: number): Promise<CellebriteCounts> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  const parts = cellebriteReport(bytes, seed);
  let block: string[] = [];
  let length = 0;
  let written = 0;
  const flush = async (): Promise<void> => {
    const buffer = Buffer.from(block.join(''), 'utf8');
    written += buffer.length;
    block = [];
    length = 0;
    if (!out.write(buffer)) await once(out, 'drain');
  };
  for (;;) {
    const step = await parts.next();
    if (step.done === true) {
      await flush();
      out.end();
      await once(out, 'finish');
      return { ...step.value, bytes: written };
    }
    block.push(step.value);
    length += step.value.length;
    if (length > 1 << 18) await flush();
  }
}
