/** One record of an AXIOM export, from XML, a sheet or a CSV file, before anything in it has a meaning. */
import type { Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';

export interface AxiomValue {
  /** Heading of the column or name of the fragment, trimmed. */
  readonly heading: string;
  readonly value: string;
  /** True when Excel stored it as a date. */
  readonly stored: boolean;
}

export interface AxiomRow {
  readonly type: 'row';
  /** What kind of record it is, as the export names it: `Android SMS/MMS`. */
  readonly artifact: string;
  readonly locator: Locator;
  /** For sentences. */
  readonly place: string;
  /** Row, line or ordinal of the record, for evidence. */
  readonly number: number;
  readonly values: readonly AxiomValue[];
  readonly verbatim: string;
  readonly remarks: readonly string[];
}

export interface SetAside { readonly type: 'set-aside'; readonly row: QuarantinedRow }

export type AnyAxiomRow = AxiomRow | SetAside;

/** An export that can be read from its first record as often as needed. */
export interface AxiomExport {
  readonly recognisedBy: string;
  readonly encoding: string | null;
  /** Every record; returns what a reader must know about the file. Throws `cancelled`, `damaged_input`, `refused_input`. */
  rows(signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyAxiomRow, readonly string[], void>;
}
