/** A row of an export as it is met, whatever its format. */
import type { ExportKey } from '../../../../shared/domain/export-columns.ts';
import type { Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { EvidenceSource } from '../importer.ts';

interface Place { readonly locator: Locator; readonly verbatim: string }
/** `added`: values in columns that are not ours. */
export type ExportRow = Place & (
  | { readonly type: 'values'; readonly shown: string; readonly values: Partial<Record<ExportKey, string>>; readonly added: readonly { readonly name: string; readonly value: string }[] }
  | { readonly type: 'fault'; readonly code: QuarantinedRow['code']; readonly reason: string }
  /** Not a row: what the export says of itself. */
  | { readonly type: 'stated'; readonly rows: number }
);

export interface RowReading {
  readonly source: EvidenceSource;
  readonly encoding: string | undefined;
  readonly signal: AbortSignal;
  readonly onBytes: (done: number, total: number) => void;
  readonly warn: (warnings: readonly string[]) => void;
}
