/**
 * When contacts happened that carry certain identifiers: numbers in memory, so that a window of time is
 * found by a binary search. Contexts hold what most rows share, so rows are read for their times alone.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { contactKinds, type Identifier } from '../../../shared/domain/item.ts';
import type { Precision } from '../../../shared/domain/evidence-time.ts';
import { visibleRows } from '../store/import-runs.ts';
import type { IdentifierKey } from '../people/holders.ts';
import { firstIndex } from '../timeline/first-index.ts';

const kindsOfContact = `(${contactKinds.map((kind) => `'${kind}'`).join(', ')})`;

export interface ContactTime {
  readonly rowId: number; readonly earliestMs: number; readonly latestMs: number; readonly precision: Precision;
  readonly role: Identifier['role']; readonly certainty: Identifier['certainty'];
}

/** Rows of one context, or rows that carry the identifier themselves; in order of their earliest instant. */
interface Series { readonly longestSpanMs: number; readonly length: number; readonly earliestAt: (index: number) => number; readonly contactAt: (index: number) => ContactTime }

interface ContextRecord { context_id: number; kind: string; normal: string; role: Identifier['role']; certainty: Identifier['certainty']; span_ms: number; precision: Precision }
interface OwnRecord { kind: string; normal: string; row_id: number; role: Identifier['role']; certainty: Identifier['certainty']; sort_ms: number; span_ms: number; precision: Precision }

function seriesOfOwn(contacts: readonly ContactTime[]): Series {
  const at = (index: number): ContactTime => contacts[index] as ContactTime; // asked only below the length
  return { length: contacts.length, longestSpanMs: contacts.reduce((longest, { earliestMs, latestMs }) => Math.max(longest, latestMs - earliestMs), 0), earliestAt: (index) => at(index).earliestMs, contactAt: at };
}

export class ContactTimes {
  readonly #series = new Map<string, Series[]>();

  constructor(db: CaseDatabase, keys: Iterable<IdentifierKey>) {
    const wanted = JSON.stringify([...keys].map((key) => [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]));
    const identifiers = `wanted AS MATERIALIZED (SELECT identifier_id, kind, normal FROM json_each(@wanted) AS asked JOIN identifier ON identifier.kind = asked.value ->> 0 AND identifier.normal = asked.value ->> 1)`;
    this.#addContexts(db, db.prepare<[{ wanted: string }], ContextRecord>(
      `WITH ${identifiers} SELECT context_id, wanted.kind, wanted.normal, role, certainty, span_ms, precision FROM wanted JOIN context_identifier USING (identifier_id) JOIN item_context USING (context_id)
       WHERE item_context.kind IN ${kindsOfContact} AND span_ms IS NOT NULL AND status <> 'superseded' AND ${visibleRows('item_context')}`,
    ).all({ wanted }));
    const own = db.prepare<[{ wanted: string }], OwnRecord>(
      `WITH ${identifiers} SELECT wanted.kind, wanted.normal, item.row_id, role, certainty, sort_ms, latest_ms - earliest_ms AS span_ms, precision
       FROM wanted CROSS JOIN row_identifier USING (identifier_id) CROSS JOIN item ON item.row_id = row_identifier.row_id
       WHERE item.kind IN ${kindsOfContact} AND earliest_ms IS NOT NULL AND status <> 'superseded' AND ${visibleRows()} ORDER BY sort_ms, item.row_id`,
    ).all({ wanted });
    const byKey = new Map<string, ContactTime[]>();
    for (const { kind, normal, row_id: rowId, sort_ms: earliestMs, span_ms, precision, role, certainty } of own) {
      const key = `${kind} ${normal}`;
      const contacts = byKey.get(key) ?? [];
      contacts.push({ rowId, earliestMs, latestMs: earliestMs + span_ms, precision, role, certainty });
      byKey.set(key, contacts);
    }
    for (const [key, contacts] of byKey) this.#add(key, seriesOfOwn(contacts));
  }

  #add(key: string, series: Series): void {
    this.#series.set(key, [...this.#series.get(key) ?? [], series]);
  }

  #addContexts(db: CaseDatabase, contexts: readonly ContextRecord[]): void {
    const rows = new Map<number, { readonly times: number[]; readonly rowIds: number[] }>(contexts.map(({ context_id: id }) => [id, { times: [], rowIds: [] }]));
    const inOrder = db.prepare<[string], [number, number, number]>('SELECT context_id, sort_ms, row_id FROM item WHERE context_id IN (SELECT value FROM json_each(?)) ORDER BY sort_ms, row_id').raw();
    for (const [contextId, sortMs, rowId] of inOrder.iterate(JSON.stringify([...rows.keys()]))) {
      const of = rows.get(contextId);
      of?.times.push(sortMs);
      of?.rowIds.push(rowId);
    }
    for (const { context_id: id, kind, normal, role, certainty, span_ms: spanMs, precision } of contexts) {
      const { times, rowIds } = rows.get(id) ?? { times: [], rowIds: [] };
      const earliestAt = (index: number): number => times[index] as number; // asked only below the length
      this.#add(`${kind} ${normal}`, {
        length: times.length, longestSpanMs: spanMs, earliestAt,
        contactAt: (index) => ({ rowId: rowIds[index] as number, earliestMs: earliestAt(index), latestMs: earliestAt(index) + spanMs, precision, role, certainty }), // of one length with the times
      });
    }
  }

  /** Contacts that carry the identifier and can have begun or still gone on between two instants, both included. */
  *between(key: IdentifierKey, fromMs: number, untilMs: number): Generator<ContactTime, void, void> {
    for (const series of this.#series.get(key) ?? []) {
      for (let index = firstIndex(series.length, (at) => series.earliestAt(at) >= fromMs - series.longestSpanMs); index < series.length && series.earliestAt(index) <= untilMs; index += 1) yield series.contactAt(index);
    }
  }

  /** Row of the earliest contact that carries the identifier; null when there is none. */
  first(key: IdentifierKey): number | null {
    let first: ContactTime | null = null;
    for (const series of this.#series.get(key) ?? []) {
      const contact = series.length === 0 ? null : series.contactAt(0);
      if (contact !== null && (first === null || contact.earliestMs < first.earliestMs || (contact.earliestMs === first.earliestMs && contact.rowId < first.rowId))) first = contact;
    }
    return first?.rowId ?? null;
  }
}
