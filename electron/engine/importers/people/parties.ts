/** Who a record of a report is between, and which way it went, as far as the record itself says so. */
import type { Direction, Identifier } from '../../../../shared/domain/item.ts';

export interface Parties {
  readonly from: string;
  readonly to: string[];
  readonly thread: string;
  readonly direction: Direction;
  readonly identifiers: readonly Identifier[];
  readonly remarks: readonly string[];
}
