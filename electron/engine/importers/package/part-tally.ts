/** Counts what one source of an exhibit gave, for its line of the certificate. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportedPart } from '../../../../shared/contract/importing.ts';
import { formatUtc } from '../../../../shared/domain/display-time.ts';
import type { ItemKind } from '../../../../shared/domain/item.ts';
import type { ImportFacts, SourceRow } from '../importer.ts';
import type { PlannedPart } from './plan.ts';

export class PartTally {
  readonly #part: PlannedPart;
  #items = 0;
  #quarantined = 0;
  #sinceFinished = 0;
  #rows = 0;
  #earliestMs: number | null = null;
  #latestMs: number | null = null;
  #madeBy: string | null = null;
  readonly #byKind: Partial<Record<ItemKind, number>> = {};
  readonly #notes: string[] = [];
  readonly #warnings: string[] = [];

  constructor(part: PlannedPart) {
    this.#part = part;
  }

  add(row: SourceRow): void {
    this.#sinceFinished += 1 + (row.type === 'item' ? row.foldedRows ?? 0 : 0);
    this.#rows += 1 + (row.type === 'item' ? row.foldedRows ?? 0 : 0);
    if (row.type === 'quarantined') { this.#quarantined += 1; return; }
    this.#items += 1;
    this.#byKind[row.item.kind] = (this.#byKind[row.item.kind] ?? 0) + 1;
    const at = row.item.time.earliestMs;
    if (at === null) return;
    this.#earliestMs = Math.min(this.#earliestMs ?? at, at);
    this.#latestMs = Math.max(this.#latestMs ?? at, at);
  }

  /** A source has ended; null when it could not be read. The parser's own count must agree. */
  finish(facts: ImportFacts | null): void {
    if (facts?.rowsSeen !== undefined && facts.rowsSeen !== this.#sinceFinished) {
      throw new PlumblineError('internal', `Reading ${this.#part.name}, the importer met ${facts.rowsSeen} rows, but ${this.#sinceFinished} became items or were set aside. Nothing was imported. Please report this: it is a fault of the program.`);
    }
    this.#sinceFinished = 0;
    this.#madeBy ??= facts?.madeBy ?? null;
    this.#notes.push(...(facts?.notes ?? []));
    this.#warnings.push(...(facts?.warnings ?? []));
  }

  certify(): ImportedPart {
    const { name, format, importer, recognisedBy } = this.#part;
    return {
      name, format, importer: importer.label, importerVersion: importer.version, recognisedBy, madeBy: this.#madeBy,
      rowsIn: this.#rows, items: this.#items, itemsByKind: this.#byKind, quarantined: this.#quarantined,
      earliest: formatUtc(this.#earliestMs), latest: formatUtc(this.#latestMs), notes: this.#notes.slice(0, 200), warnings: this.#warnings.slice(0, 200),
    };
  }
}
