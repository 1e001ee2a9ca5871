/** Exports exactly the current view as rows in a format other programs read, and records that it was. */
import { basename } from 'node:path';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { rowFormatFacts } from '../../../shared/contract/exporting.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import type { Tag } from '../../../shared/domain/tags.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { hidingOf, type Hiding } from '../ciphers/hiding.ts';
import { shownDetails } from '../ciphers/shown-details.ts';
import { logHead, type Deed } from '../continuity/log.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { refuseExisting } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { readDetails } from '../store/case-details.ts';
import { listExhibits } from '../store/exhibits.ts';
import { describeView } from '../timeline/describe-view.ts';
import { countItems, countPrivileged } from '../timeline/filter-sql.ts';
import { caseTotals } from '../timeline/timeline-summary.ts';
import { version } from '../version.ts';
import { stopIfAborted } from './pdf/set-pages.ts';
import { caseGraph } from './rows/case-graph.ts';
import { csvRows } from './rows/csv-rows.ts';
import { recordOf } from './rows/item-record.ts';
import { reviewCopy } from './rows/review-copy/review-copy.ts';
import type { ExportedRow, RowsSource } from './rows/rows-source.ts';
import { shortMessages } from './rows/short-messages/short-messages.ts';
import { openSearchBulk, timesketchCsv, timesketchJsonLines } from './rows/timesketch-rows.ts';
import { workbookRows } from './rows/workbook/workbook-rows.ts';
import { savePieces } from './save-export.ts';
import { asOfNow, exportable, thirdPartyRows } from './selection.ts';
import { pagesOf } from './view-rows.ts';

type Request = CommandRequest<'exports.rows'>;

/** Reads rows as they are asked for; says how far it is and stops when asked to. */
class RowReading {
  rows = 0;
  undated = 0;
  readonly #db: CaseDatabase;
  readonly #filter: TimelineFilter;
  readonly #call: CallContext;
  readonly #hiding: Hiding;
  readonly #exhibits: ReadonlyMap<ExhibitId, string>;
  constructor(db: CaseDatabase, filter: TimelineFilter, hiding: Hiding, call: CallContext) {
    this.#db = db;
    this.#hiding = hiding;
    this.#filter = filter;
    this.#call = call;
    this.#exhibits = new Map(listExhibits(db).map(({ id, sha256 }) => [id, sha256]));
  }
  async *pages(zone: string, stage: string, total: number): AsyncGenerator<readonly ExportedRow[]> {
    this.rows = 0;
    this.undated = 0;
    for await (const page of pagesOf(this.#db, this.#filter)) {
      // Reading and writing hardly ever wait: without a turn of the loop no word to stop would get through.
      await new Promise((resolve) => { setImmediate(resolve); });
      stopIfAborted(this.#call.signal);
      yield this.#hiding.values(page).map((whole) => {
        this.rows += 1;
        if (whole.item.time.earliestMs === null) this.undated += 1;
        return { item: whole.item, tags: whole.line.tags, record: recordOf(whole, this.rows, this.#exhibits.get(whole.item.exhibitId) ?? '', zone) };
      });
      this.#call.report({ stage, done: this.rows, total, unit: 'rows' });
    }
  }
}

async function* asBytes(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) if (piece !== '') yield Buffer.from(piece, 'utf8');
}

function piecesOf({ format, mark, zone }: Request, source: RowsSource, reading: RowReading): AsyncIterable<Uint8Array> {
  switch (format) {
    case 'csv': return asBytes(csvRows(source, mark));
    case 'xlsx': return workbookRows(source, reading.pages(zone, 'Measuring rows', source.totals.rows));
    case 'timesketch-csv': return asBytes(timesketchCsv(source));
    case 'timesketch-jsonl': return asBytes(timesketchJsonLines(source));
    case 'opensearch': return asBytes(openSearchBulk(source));
    case 'case': return asBytes(caseGraph(source));
    case 'rsmf': return asBytes(shortMessages(source));
    case 'html': return asBytes(reviewCopy(source));
  }
}

/** The selection as far as the format has a place for it. Throws `invalid_input` when it has none for any of it. */
function asTheFormatTakes({ filter, format }: Request): TimelineFilter {
  const { kinds, label } = rowFormatFacts[format];
  if (kinds === undefined) return filter;
  const taken = kinds.filter((kind) => filter.kinds.length === 0 || filter.kinds.includes(kind));
  if (taken.length === 0) throw new PlumblineError('invalid_input', `${label} hold ${kinds.map((kind) => itemKindLabels[kind].many.toLowerCase()).join(' and ')} alone, and this selection has none. Take the filter of kinds away, or choose another format.`);
  return { ...filter, kinds: taken };
}

function sourceOf(db: CaseDatabase, author: string, filter: TimelineFilter, zone: string, hiding: Hiding, reading: RowReading): RowsSource {
  const { text, values } = hiding;
  const listed = exportable(filter);
  const { items: total, setAside } = caseTotals(db);
  const [rows, withheld] = [countItems(db, listed), countPrivileged(db, filter)];
  return {
    details: shownDetails(hiding, readDetails(db)), filterInWords: text(describeView(db, filter, (ms) => formatInstant(ms, zone))), zone,
    totals: { rows, withheld, leftOut: total - rows - withheld, total, setAside, thirdParty: thirdPartyRows(db, listed).rows },
    exhibits: values(listExhibits(db)), tags: values(db.prepare<[], Tag>('SELECT code, name, definition FROM tag ORDER BY position').all()),
    madeAt: new Date(), author, version, logHead: logHead(db).hash, pages: () => reading.pages(zone, 'Writing rows', rows),
  };
}

/**
 * Nothing is at the destination unless it is whole. Throws `already_exists`, `invalid_input` (only privileged items, more rows
 * than a sheet holds, nobody with a cipher), `rule_broken` when a protected string is found in the finished file, `cancelled`, `disk_full`, `permission_denied`, `file_vanished`.
 */
export async function exportRows(
  work: { readonly db: CaseDatabase; readonly author: string; readonly record: (deed: Deed) => void }, request: Request, call: CallContext,
): Promise<CommandOutput<'exports.rows'>> {
  const { destination, overwrite, format, zone, ciphers, ordinaryWords } = request;
  refuseExisting(destination, overwrite);
  const filter = asTheFormatTakes(request);
  const done = await asOfNow(work.db, async () => {
    const hiding = hidingOf(work.db, { ciphers, ordinaryWords });
    const reading = new RowReading(work.db, exportable(filter), hiding, call);
    const source = sourceOf(work.db, work.author, filter, zone, hiding, reading);
    async function* checked(): AsyncGenerator<Uint8Array> {
      yield* piecesOf(request, source, reading);
      stopIfAborted(call.signal);
      if (reading.rows !== source.totals.rows) throw new Error(`the view has ${source.totals.rows} rows but ${reading.rows} were written`);
    }
    const saved = await savePieces(checked(), { destination, overwrite }, hiding, call);
    const { rows, leftOut, withheld, total, thirdParty } = source.totals;
    return { ...saved, format, rows, leftOut, withheld, total, undated: reading.undated, thirdParty, filterInWords: source.filterInWords };
  });
  work.record({
    action: 'rows.exported', summary: `${done.rows} rows exported as ${basename(destination)} (${rowFormatFacts[format].label})`,
    details: { file: basename(destination), sha256: done.sha256, format, rows: done.rows, leftOut: done.leftOut, withheld: done.withheld, total: done.total, selection: done.filterInWords, zone, ciphers, ordinaryWords },
  });
  return done;
}
