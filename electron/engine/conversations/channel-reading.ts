/**
 * By which channel each contact went, as far as anybody has said. The narrowest statement holds: an item tagged as an official
 * update, then its conversation, then the identifiers of its parties, then its exhibit. What nobody has said stays not said.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { partyRoles, subjectKey, type Channel, type StatedChannel } from '../../../shared/domain/channel.ts';
import { officialTag } from '../../../shared/domain/pattern.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { saidOfChannels, wordsOf } from './statements.ts';

export interface Reading { readonly channel: Channel; /** On what it rests; '' when nothing is said. */ readonly because: string }
interface Stated { readonly channel: StatedChannel; readonly words: string }
interface Context { readonly contextId: number; readonly exhibitId: number; readonly thread: string }

const notSaid: Reading = { channel: 'not-said', because: '' };
const tagged: Reading = { channel: 'official', because: 'Tagged as an official update' };
const roles = partyRoles.map((role) => `'${role}'`).join(', ');
const said = ({ channel, words }: Stated): Reading => ({ channel, because: `${words.charAt(0).toUpperCase()}${words.slice(1)} is said to be ${channel}` });

function ofIdentifiers(stated: readonly Stated[]): Reading | null {
  const [one] = stated;
  if (one === undefined) return null;
  const other = stated.find(({ channel }) => channel !== one.channel);
  return other === undefined ? said(one) : { channel: 'disagree', because: `${said(one).because}, ${other.words} ${other.channel}` };
}

/** SQL for the rows tagged as official updates. */
export const officialRows = `SELECT row_id FROM (${rowsOfItems(`SELECT item_id FROM current_tag WHERE tag = '${officialTag}'`)})`;

/** What stands, read once for a piece of work. Few statements, few contexts: rows are only asked for where a row itself carries an identifier. */
export class ChannelReading {
  readonly #contexts = new Map<number, Reading>();
  /** Rows that say otherwise than their context, since they carry an identifier of their own. */
  readonly #rows = new Map<number, Reading>();
  readonly #tagged: ReadonlySet<number>;

  constructor(db: CaseDatabase) {
    this.#tagged = new Set(db.prepare<[], { row_id: number }>(officialRows).all().map((row) => row.row_id));
    const standing = saidOfChannels(db).flatMap(({ subject, answer }) => (answer === null ? [] : [{ subject, stated: { channel: answer, words: wordsOf(db, subject) } }]));
    if (standing.length === 0) return;
    const bySubject = new Map(standing.map(({ subject, stated }) => [subjectKey(subject), stated]));
    const byIdentifier = new Map<number, Stated>();
    const find = db.prepare<[string, string], { id: number }>('SELECT identifier_id AS id FROM identifier WHERE kind = ? AND normal = ?');
    for (const { subject, stated } of standing) {
      if (subject.type !== 'identifier') continue;
      for (const { id } of find.all(subject.kind, subject.normal)) byIdentifier.set(id, stated);
    }
    this.#readContexts(db, bySubject, byIdentifier);
  }

  #readContexts(db: CaseDatabase, bySubject: ReadonlyMap<string, Stated>, byIdentifier: ReadonlyMap<number, Stated>): void {
    const ids = JSON.stringify([...byIdentifier.keys()]);
    const carried = (rows: readonly { readonly place: number; readonly id: number }[]): Map<number, Stated[]> => {
      const places = new Map<number, Stated[]>();
      for (const { place, id } of rows) {
        const stated = byIdentifier.get(id);
        if (stated !== undefined) places.set(place, [...places.get(place) ?? [], stated]);
      }
      return places;
    };
    const byContext = carried(db.prepare<[string], { place: number; id: number }>(
      `SELECT DISTINCT context_id AS place, identifier_id AS id FROM context_identifier WHERE identifier_id IN (SELECT value FROM json_each(?)) AND role IN (${roles})`,
    ).all(ids));
    const byRow = carried(db.prepare<[string], { place: number; id: number }>(
      `SELECT DISTINCT row_id AS place, identifier_id AS id FROM row_identifier WHERE identifier_id IN (SELECT value FROM json_each(?)) AND role IN (${roles})`,
    ).all(ids));
    const of = ({ exhibitId, thread }: Context, stated: readonly Stated[]): Reading | null => {
      const named = bySubject.get(`thread ${exhibitId} ${thread}`);
      if (named !== undefined && thread !== '') return said(named);
      const exhibit = bySubject.get(`exhibit ${exhibitId}`);
      return ofIdentifiers(stated) ?? (exhibit === undefined ? null : said(exhibit));
    };
    for (const context of db.prepare<[], Context>('SELECT context_id AS contextId, exhibit_id AS exhibitId, thread FROM item_context').iterate()) {
      const reading = of(context, byContext.get(context.contextId) ?? []);
      if (reading !== null) this.#contexts.set(context.contextId, reading);
    }
    const contextOf = db.prepare<[number], Context>('SELECT context_id AS contextId, exhibit_id AS exhibitId, thread FROM item_row JOIN item_context USING (context_id) WHERE row_id = ?');
    for (const [rowId, stated] of byRow) {
      const context = contextOf.get(rowId);
      const reading = context === undefined ? null : of(context, [...byContext.get(context.contextId) ?? [], ...stated]);
      if (reading !== null) this.#rows.set(rowId, reading);
    }
  }

  of(rowId: number, contextId: number): Reading {
    return this.#tagged.has(rowId) ? tagged : this.#rows.get(rowId) ?? this.#contexts.get(contextId) ?? notSaid;
  }

  /** SQL over the view `item` that is true for rows of any of some channels, and what it binds. */
  sql(wanted: readonly Channel[]): { readonly sql: string; readonly values: readonly string[] } {
    const chosen = (places: ReadonlyMap<number, Reading>): number[] => [...places].filter(([, { channel }]) => wanted.includes(channel)).map(([place]) => place);
    const list = 'SELECT value FROM json_each(?)';
    const contexts = `(item.context_id IN (${list})${wanted.includes('not-said') ? ` OR item.context_id NOT IN (${list})` : ''})`;
    const untagged = `item.row_id NOT IN (${officialRows}) AND (item.row_id IN (${list}) OR (item.row_id NOT IN (${list}) AND ${contexts}))`;
    return {
      sql: `((${untagged})${wanted.includes('official') ? ` OR item.row_id IN (${officialRows})` : ''})`,
      values: [chosen(this.#rows), [...this.#rows.keys()], chosen(this.#contexts), ...(wanted.includes('not-said') ? [[...this.#contexts.keys()]] : [])].map((places) => JSON.stringify(places)),
    };
  }
}
