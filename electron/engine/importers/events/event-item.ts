/** An item for one row of a table of events: nobody sends it and nobody receives it. */
import type { EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Field, Identifier, ItemDraft, Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import { mentionedIn } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';

export interface EventRow {
  readonly time: EvidenceTime;
  readonly text: string;
  /** Who or what the row says did it; '' when it says nothing. */
  readonly from: string;
  /** The user account the row names; '' when it names none. */
  readonly account: string;
  /** Machine or system the row is about; '' when it names none. */
  readonly thread: string;
  readonly locator: Locator;
  readonly verbatim: string;
  readonly fields: readonly Field[];
  readonly remarks: readonly string[];
}

/** An account name as it is matched: without regard to case. */
export function accountIdentifier(written: string, role: Identifier['role']): Identifier {
  return { kind: 'user-id', role, written, normal: written.replace(/\s+/g, ' ').trim().toLowerCase(), certainty: 'certain' };
}

/** The row as an item of kind `event`, with what its words mention. */
export function eventItem(row: EventRow): SourceRow {
  const item: ItemDraft = {
    kind: 'event', time: row.time, direction: 'none', from: row.from, to: [], thread: row.thread, text: row.text, status: 'live',
    locator: row.locator, verbatim: row.verbatim, fields: [...row.fields], attachments: [],
    identifiers: [...(row.account === '' ? [] : [accountIdentifier(row.account, 'operator')]), ...mentionedIn(row.text)],
    remarks: [...row.remarks],
  };
  return { type: 'item', item };
}

/** A row that could not become an item. */
export function setAside(locator: Locator, code: QuarantinedRow['code'], reason: string, verbatim: string): SourceRow {
  return { type: 'quarantined', row: { locator, code, reason, verbatim } };
}
