/** The importer for what Plumbline exported: nothing has to be asked, since every row says what it is. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { FormatId, ImportAnswers, InspectionDraft } from '../../../../shared/contract/importing.ts';
import type { ZoneBasis } from '../../../../shared/domain/evidence-time.ts';
import type { ItemDraft } from '../../../../shared/domain/item.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import { detectExport, type ExportKind } from './detect.ts';
import { itemOfRecord } from './item-of-record.ts';
import { exportRows } from './rows.ts';

const id = 'plumbline-export' satisfies FormatId;
const twice = 'These rows come from an export: a case that holds the exhibits they were taken from as well has them twice.';
/** From the word that bears least. */
const weakestFirst: readonly ZoneBasis[] = ['assumed', 'stated', 'confirmed', 'in-data'];

async function kindOf(source: EvidenceSource, signal: AbortSignal): Promise<ExportKind> {
  const kind = await detectExport(source, signal);
  if (kind === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as an export of Plumbline.`);
  return kind;
}

class Tally {
  seen = 0;
  items = 0;
  stated: number | null = null;
  readonly warnings: string[] = [];
  readonly exhibits = new Set<string>();
  readonly #zones = new Set<string | null>();
  readonly #bases = new Set<ZoneBasis>();
  #changed = 0;
  #sensitive = 0;

  add({ time }: ItemDraft, record: { readonly exhibit?: string; readonly handling?: string }, sealHolds: boolean): void {
    this.items += 1;
    if (!sealHolds) this.#changed += 1;
    if (record.handling !== undefined && record.handling !== 'normal') this.#sensitive += 1;
    if (record.exhibit !== undefined && this.exhibits.size < 40) this.exhibits.add(record.exhibit);
    if (time.earliestMs === null) return;
    this.#zones.add(time.zone);
    this.#bases.add(time.zoneBasis);
  }

  facts(): Pick<ImportFacts, 'zone' | 'basis' | 'basisBy' | 'warnings' | 'notes' | 'rowsSeen'> {
    const [only = null] = this.#zones;
    const basis = weakestFirst.find((each) => this.#bases.has(each)) ?? 'none';
    return {
      zone: this.#zones.size === 1 ? only : null, basis, basisBy: basis === 'in-data' || basis === 'none' ? '' : 'as the export says, row by row', rowsSeen: this.seen,
      warnings: [
        twice, ...this.warnings,
        ...(this.#changed > 0 ? [`${this.#changed} ${this.#changed === 1 ? 'row no longer fits its seal' : 'rows no longer fit their seals'}: values were changed after the export. Each says so.`] : []),
        ...(this.stated !== null && this.stated !== this.items ? [`The export says that it has ${this.stated} rows, but ${this.items} could be read.`] : []),
        ...(this.#sensitive > 0 ? [`${this.#sensitive} ${this.#sensitive === 1 ? 'row was' : 'rows were'} marked as sensitive in the case they come from; here they are not until somebody marks them.`] : []),
      ],
      notes: this.exhibits.size === 0 ? [] : [`Taken from exhibits ${[...this.exhibits].join(', ')} of the case the export was made of.`],
    };
  }
}

async function inspect(source: EvidenceSource, _answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const { recognisedBy } = await kindOf(source, signal);
  return { format: id, formatLabel: plumblineExportImporter.label, recognisedBy, questions: [], table: null, findings: [twice, 'What reviewers said of the rows is kept as fields; nobody has assessed them in this case.'] };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const kind = await kindOf(source, signal);
  const tally = new Tally();
  for await (const row of exportRows({ source, encoding: answers.encoding, signal, onBytes, warn: (warnings) => { tally.warnings.push(...warnings); } }, kind)) {
    if (row.type === 'stated') { tally.stated = row.rows; continue; }
    tally.seen += 1;
    const { locator, verbatim } = row;
    if (row.type === 'fault') { yield { type: 'quarantined', row: { locator, verbatim, code: row.code, reason: row.reason } }; continue; }
    const made = itemOfRecord(row.values, row.added, { locator, verbatim });
    if (!made.ok) { yield { type: 'quarantined', row: { locator, verbatim, code: 'malformed-row', reason: `${row.shown} cannot be read as a row of an export: ${made.reason}.` } }; continue; }
    tally.add(made.item, row.values, made.sealHolds);
    yield { type: 'item', item: made.item };
  }
  return { ...tally.facts(), dateOrder: null, dateOrderBasis: '', encoding: kind.kind === 'workbook' ? null : tableEncoding(source.head, answers.encoding).encoding, madeBy: 'Plumbline, as an export of rows' };
}

export const plumblineExportImporter: Importer = {
  id,
  label: 'Rows exported by Plumbline',
  version: '1',
  recognise: async (source, signal) => (await detectExport(source, signal))?.recognisedBy ?? null,
  inspect,
  read,
};
