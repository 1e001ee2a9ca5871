/** An item as texts, one a column, sealed. */
import { createHash } from 'node:crypto';
import { formatItemInstant, formatUtc } from '../../../../shared/domain/display-time.ts';
import { listText, sealedText, type ExportRecord } from '../../../../shared/domain/export-columns.ts';
import { describeLocator } from '../../../../shared/domain/item.ts';
import type { WholeItem } from '../../timeline/read-rows.ts';

const json = (values: readonly unknown[]): string => (values.length === 0 ? '' : JSON.stringify(values));
const whole = (value: number | null): string => (value === null ? '' : String(value));

/** What the reviewers say of it. The reason of a disclosure stays in the case: of a sensitive item it may be the very thing that must not be served. */
function reviewOf({ line }: WholeItem) {
  const { assessment } = line;
  return {
    assessment: assessment?.state ?? '', reasons: assessment?.reasons ?? '', innocent_explanation: assessment?.innocentExplanation ?? '',
    charges: listText(assessment?.charges ?? []), standards: listText(assessment?.standards ?? []), assessed_by: assessment?.author ?? '', assessed_at: assessment?.madeAt ?? '',
    second_assessments: json(line.secondAssessments), accounts: json(line.accounts), relevance: line.relevance, handling: line.handling, tags: listText(line.tags),
  };
}

/** `number` counts from 1 in the export. `zone` is that of the column of shown times. */
export function recordOf(wholeItem: WholeItem, number: number, exhibitSha256: string, zone: string): ExportRecord {
  const { item } = wholeItem;
  const { time } = item;
  const unsealed: ExportRecord = {
    number: String(number), utc: formatUtc(time.earliestMs) ?? '', local: formatItemInstant(time, zone),
    kind: item.kind, direction: item.direction, from: item.from, to: listText(item.to), thread: item.thread, text: item.text, status: item.status,
    exhibit: item.exhibitReference, exhibit_sha256: exhibitSha256, place: describeLocator(item.locator), ...reviewOf(wholeItem),
    written: time.written, precision: time.precision, zone: time.zone ?? '', zone_basis: time.zoneBasis, zone_basis_by: time.zoneBasisBy, time_flags: listText(time.flags),
    earliest_ms: whole(time.earliestMs), latest_ms: whole(time.latestMs),
    remarks: listText(item.remarks), fields: json(item.fields), attachments: json(item.attachments), identifiers: json(item.identifiers),
    locator: JSON.stringify(item.locator), item: item.id, verbatim: item.verbatim, seal: '',
  };
  return { ...unsealed, seal: createHash('sha256').update(sealedText(unsealed), 'utf8').digest('hex') };
}
