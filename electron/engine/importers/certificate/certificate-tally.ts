/** Counts what an import did, row by row, and writes its certificate: rows in = items + set aside. */
import { version as plumblineVersion } from '../../version.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, ImportCertificate } from '../../../../shared/contract/importing.ts';
import { formatUtc } from '../../../../shared/domain/display-time.ts';
import type { Exhibit } from '../../../../shared/domain/exhibit.ts';
import type { ItemKind, QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { Importer, ImportFacts, SourceRow } from '../importer.ts';

/** The certificate lists this many set-aside rows; all are kept in the case. */
const listedQuarantined = 200;
const listedVerbatim = 500;

/** The mapping with everything that was answered about it, so that it can be shared and used again. */
function mappingUsed({ mapping, epoch }: ImportAnswers): ImportCertificate['mapping'] {
  if (mapping === undefined) return null;
  return epoch === undefined ? mapping : { ...mapping, epoch };
}

export class CertificateTally {
  #items = 0;
  #quarantined = 0;
  #undated = 0;
  #folded = 0;
  #earliestMs: number | null = null;
  #latestMs: number | null = null;
  readonly #byKind: Partial<Record<ItemKind, number>> = {};
  readonly #listed: QuarantinedRow[] = [];
  readonly #threads = new Set<string>();
  readonly #attachments = { present: 0, missing: 0, omitted: 0, damaged: 0 };

  add(row: SourceRow): void {
    if (row.type === 'quarantined') {
      this.#quarantined += 1;
      if (this.#listed.length < listedQuarantined) this.#listed.push({ ...row.row, verbatim: row.row.verbatim.slice(0, listedVerbatim) });
      return;
    }
    const { item } = row;
    this.#items += 1;
    this.#folded += row.foldedRows ?? 0;
    this.#byKind[item.kind] = (this.#byKind[item.kind] ?? 0) + 1;
    if (item.thread !== '') this.#threads.add(item.thread);
    for (const attachment of item.attachments) this.#attachments[attachment.state] += 1;
    const at = item.time.earliestMs;
    if (at === null) this.#undated += 1;
    else {
      this.#earliestMs = Math.min(this.#earliestMs ?? at, at);
      this.#latestMs = Math.max(this.#latestMs ?? at, at);
    }
  }

  /** A row the parser met and this tally did not would be a lost row: the import must not stand. */
  #reconcile({ rowsSeen }: ImportFacts): void {
    const rowsIn = this.#items + this.#quarantined + this.#folded;
    if (rowsSeen === undefined || rowsSeen === rowsIn) return;
    throw new PlumblineError('internal', `The importer met ${rowsSeen} rows, but ${rowsIn} became items or were set aside. Nothing was imported. Please report this: it is a fault of the program.`);
  }

  certify(about: { exhibit: Exhibit; importer: Importer; answers: ImportAnswers; facts: ImportFacts; startedAt: string; author: string }): ImportCertificate {
    const { exhibit, importer, facts } = about;
    this.#reconcile(facts);
    return {
      exhibitId: exhibit.id, exhibit: exhibit.reference, sha256: exhibit.sha256, originalName: exhibit.originalName,
      format: importer.id, importer: importer.label, importerVersion: importer.version,
      rowsIn: this.#items + this.#quarantined + this.#folded, items: this.#items, itemsByKind: this.#byKind,
      quarantined: this.#quarantined, folded: this.#folded, quarantinedRows: this.#listed,
      earliest: formatUtc(this.#earliestMs), latest: formatUtc(this.#latestMs), undated: this.#undated,
      zone: facts.zone, basis: facts.basis, basisBy: facts.basisBy, dateOrder: facts.dateOrder, dateOrderBasis: facts.dateOrderBasis, encoding: facts.encoding,
      threads: this.#threads.size, attachments: { ...this.#attachments }, mapping: mappingUsed(about.answers),
      madeBy: facts.madeBy ?? null, parts: [...(facts.parts ?? [])], notes: [...(facts.notes ?? [])], warnings: [...facts.warnings],
      startedAt: about.startedAt, finishedAt: new Date().toISOString(), author: about.author, plumblineVersion, unchanged: false,
    };
  }
}
