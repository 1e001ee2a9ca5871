/** Items on disk: writing single drafts, finding rows by id, and reading stored rows back as items. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { Item, ItemDraft, Locator } from '../../../shared/domain/item.ts';
import type { ExhibitId, ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import { ItemEncoder } from './item-encoding.ts';
import { ItemStorage, type RunOfExhibit } from './item-storing.ts';

/** Writes items of one run, one at a time. An import writes batches instead. */
export class ItemWriter {
  readonly #encoder: ItemEncoder;
  readonly #storage: ItemStorage;

  constructor(db: CaseDatabase, run: RunOfExhibit & { readonly sha256: Sha256 }) {
    this.#encoder = new ItemEncoder(run.sha256);
    this.#storage = new ItemStorage(db, run);
  }

  /** Stores one item; call inside a transaction. Returns its id. */
  write(draft: ItemDraft): ItemId {
    const itemId = this.#encoder.add(draft);
    this.#storage.store(this.#encoder.take());
    this.#storage.index();
    this.#storage.enterKeys();
    return itemId;
  }
}

export interface ItemRecord {
  row_id: number; item_id: string; exhibit_id: number; reference: string; kind: string;
  written: string; earliest_ms: number | null; latest_ms: number | null; precision: string; zone: string | null; zone_basis: string; zone_basis_by: string; time_flags: string;
  direction: string; from_name: string; to_names: string; thread: string; text: string; status: string;
  locator_type: string; file: string; part: string | null; place: string | number | null; byte: number | null;
  own_verbatim: string | null; verbatim_before: string | null; verbatim_between: string | null; context_identifiers: string; rest: string | null;
}

/** Columns of an item with its exhibit's reference; join `exhibit USING (exhibit_id)`. */
export const itemColumns = `item.row_id, item.item_id, item.exhibit_id, exhibit.reference, item.kind,
  item.written, item.earliest_ms, item.latest_ms, item.precision, item.zone, item.zone_basis, item.zone_basis_by, item.time_flags,
  item.direction, item.from_name, item.to_names, item.thread, item.text, item.status,
  item.locator_type, item.file, item.part, item.place, item.byte, item.own_verbatim, item.verbatim_before, item.verbatim_between, item.context_identifiers, item.rest`;

type Rest = Partial<Pick<Item, 'locator' | 'fields' | 'attachments' | 'identifiers' | 'remarks'>>;

/** The place in the exhibit. The columns are those the encoder filled for a locator of this type. */
function locatorOf(record: ItemRecord, rest: Rest): Locator {
  const { file, part, place, byte } = record;
  switch (record.locator_type as Locator['type']) {
    case 'file': return { type: 'file', file: place as string };
    case 'line': return { type: 'line', file, line: place as number, byte: byte as number };
    case 'row': return { type: 'row', file, sheet: part, row: place as number, byte };
    case 'table': return { type: 'table', file, table: part as string, rowid: place as string };
    case 'xml': return { type: 'xml', file, id: place as string };
    case 'json': return { type: 'json', file, path: place as string };
    case 'page': return { type: 'page', file, page: place as number };
    default:
      if (rest.locator === undefined) throw new Error(`row ${record.row_id} has no place`);
      return rest.locator;
  }
}

function identifiersOf(record: ItemRecord, rest: Rest): Item['identifiers'] {
  const shared = record.context_identifiers === '[]' ? [] : (JSON.parse(record.context_identifiers) as Item['identifiers']);
  return rest.identifiers === undefined ? shared : [...shared, ...rest.identifiers];
}

/**
 * A stored row as an item. The columns were written from a validated draft by `ItemEncoder`, so
 * they are taken at their word here: reading 500 rows must not cost 500 schema checks.
 */
export function toItem(record: ItemRecord): Item {
  const rest = record.rest === null ? {} : (JSON.parse(record.rest) as Rest);
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
    locator: locatorOf(record, rest),
    verbatim: record.own_verbatim ?? `${record.verbatim_before ?? ''}${record.written}${record.verbatim_between ?? ''}${record.text}`,
    fields: rest.fields ?? [],
    attachments: rest.attachments ?? [],
    identifiers: identifiersOf(record, rest),
    remarks: rest.remarks ?? [],
  };
}
