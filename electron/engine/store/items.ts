/** Items on disk: writing drafts, and reading stored rows back as items. */
import { createHash } from 'node:crypto';
import type { CaseDatabase } from '../db/case-database.ts';
import type { Item, ItemDraft, Locator } from '../../../shared/domain/item.ts';
import { describeLocator } from '../../../shared/domain/item.ts';
import { itemIdSchema, type ExhibitId, type ItemId, type Sha256 } from '../../../shared/domain/ids.ts';
import { textReadIn } from '../pictures/search-text.ts';
import { normaliseForSearch, searchWords } from '../timeline/search-words.ts';

/** Where undated items sort: after everything that has a time. */
export const undatedSortMs = Number.MAX_SAFE_INTEGER;

/** The same row of the same bytes always has the same id. */
export function deriveItemId(exhibitSha256: Sha256, locator: Locator): ItemId {
  return itemIdSchema.parse(createHash('sha256').update(`${exhibitSha256}\n${locator.type}\n${describeLocator(locator)}`).digest('hex').slice(0, 32));
}

/** Writes items of one run. Statements and identifiers are kept between calls; make one writer a run. */
export class ItemWriter {
  readonly #insert;
  readonly #insertWords;
  readonly #insertIdentifier;
  readonly #findIdentifier;
  readonly #link;
  readonly #textReadIn;
  readonly #known = new Map<string, number>();
  readonly #run: { readonly runId: number; readonly exhibitId: ExhibitId; readonly sha256: Sha256 };

  constructor(db: CaseDatabase, run: { readonly runId: number; readonly exhibitId: ExhibitId; readonly sha256: Sha256 }) {
    this.#run = run;
    this.#insert = db.prepare(`INSERT INTO item (
        run_id, exhibit_id, item_id, kind, written, earliest_ms, latest_ms, sort_ms, precision, zone, zone_basis, zone_basis_by, time_flags,
        direction, from_name, to_names, thread, text, status, locator, verbatim, fields, attachments, identifiers, remarks)
      VALUES (
        @runId, @exhibitId, @itemId, @kind, @written, @earliestMs, @latestMs, @sortMs, @precision, @zone, @zoneBasis, @zoneBasisBy, @flags,
        @direction, @from, @to, @thread, @text, @status, @locator, @verbatim, @fields, @attachments, @identifiers, @remarks)`);
    this.#insertWords = db.prepare('INSERT INTO item_search (rowid, words) VALUES (?, ?)');
    this.#textReadIn = textReadIn(db);
    this.#insertIdentifier = db.prepare('INSERT INTO identifier (kind, normal, display) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#findIdentifier = db.prepare<[string, string], { identifier_id: number }>('SELECT identifier_id FROM identifier WHERE kind = ? AND normal = ?');
    this.#link = db.prepare('INSERT INTO item_identifier (row_id, identifier_id, role, certainty) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  }

  /** Stores one item; call inside a transaction. Returns its id. */
  write(draft: ItemDraft): ItemId {
    const itemId = deriveItemId(this.#run.sha256, draft.locator);
    const { time } = draft;
    const rowId = Number(this.#insert.run({
      runId: this.#run.runId, exhibitId: this.#run.exhibitId, itemId, kind: draft.kind,
      written: time.written, earliestMs: time.earliestMs, latestMs: time.latestMs, sortMs: time.earliestMs ?? undatedSortMs,
      precision: time.precision, zone: time.zone, zoneBasis: time.zoneBasis, zoneBasisBy: time.zoneBasisBy, flags: JSON.stringify(time.flags),
      direction: draft.direction, from: draft.from, to: JSON.stringify(draft.to), thread: draft.thread, text: draft.text, status: draft.status,
      locator: JSON.stringify(draft.locator), verbatim: draft.verbatim, fields: JSON.stringify(draft.fields),
      attachments: JSON.stringify(draft.attachments), identifiers: JSON.stringify(draft.identifiers), remarks: JSON.stringify(draft.remarks),
    }).lastInsertRowid);
    // Imported again, an item is still found by what was read in its pictures.
    const read = draft.attachments.length === 0 ? '' : this.#textReadIn(itemId);
    this.#insertWords.run(rowId, read === '' ? searchWords(draft) : `${searchWords(draft)}\n${normaliseForSearch(read)}`);
    for (const identifier of draft.identifiers) {
      this.#link.run(rowId, this.#identifierId(identifier.kind, identifier.normal, identifier.written), identifier.role, identifier.certainty);
    }
    return itemId;
  }

  #identifierId(kind: string, normal: string, display: string): number {
    const key = `${kind}\n${normal}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#insertIdentifier.run(kind, normal, display);
    const row = this.#findIdentifier.get(kind, normal);
    if (row === undefined) throw new Error(`identifier ${kind} was not stored`);
    this.#known.set(key, row.identifier_id);
    return row.identifier_id;
  }
}

export interface ItemRecord {
  row_id: number; item_id: string; exhibit_id: number; reference: string; kind: string;
  written: string; earliest_ms: number | null; latest_ms: number | null; precision: string; zone: string | null; zone_basis: string; zone_basis_by: string; time_flags: string;
  direction: string; from_name: string; to_names: string; thread: string; text: string; status: string;
  locator: string; verbatim: string; fields: string; attachments: string; identifiers: string; remarks: string;
}

/** Columns of an item with its exhibit's reference; join `exhibit USING (exhibit_id)`. */
export const itemColumns = `item.row_id, item.item_id, item.exhibit_id, exhibit.reference, item.kind,
  item.written, item.earliest_ms, item.latest_ms, item.precision, item.zone, item.zone_basis, item.zone_basis_by, item.time_flags,
  item.direction, item.from_name, item.to_names, item.thread, item.text, item.status,
  item.locator, item.verbatim, item.fields, item.attachments, item.identifiers, item.remarks`;

/**
 * A stored row as an item. The columns were written from a validated draft by `ItemWriter`, so
 * they are taken at their word here: reading 500 rows must not cost 500 schema checks.
 */
export function toItem(record: ItemRecord): Item {
  return {
    id: record.item_id as ItemId,
    exhibitId: record.exhibit_id as ExhibitId,
    exhibitReference: record.reference,
    kind: record.kind as Item['kind'],
    time: {
      written: record.written, earliestMs: record.earliest_ms, latestMs: record.latest_ms,
      precision: record.precision as Item['time']['precision'], zone: record.zone,
      zoneBasis: record.zone_basis as Item['time']['zoneBasis'], zoneBasisBy: record.zone_basis_by,
      flags: JSON.parse(record.time_flags) as Item['time']['flags'],
    },
    direction: record.direction as Item['direction'],
    from: record.from_name,
    to: JSON.parse(record.to_names) as string[],
    thread: record.thread,
    text: record.text,
    status: record.status as Item['status'],
    locator: JSON.parse(record.locator) as Locator,
    verbatim: record.verbatim,
    fields: JSON.parse(record.fields) as Item['fields'],
    attachments: JSON.parse(record.attachments) as Item['attachments'],
    identifiers: JSON.parse(record.identifiers) as Item['identifiers'],
    remarks: JSON.parse(record.remarks) as string[],
  };
}
