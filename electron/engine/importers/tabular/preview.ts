/** Ten rows before and after, so that a mapping can be checked before it is relied on. */
import type { CommandOutput } from '../../../../shared/contract/contract.ts';
import type { ImportAnswers, TablePreview } from '../../../../shared/contract/importing.ts';
import { formatDate, formatItemClock, formatUtc, formatWeekday } from '../../../../shared/domain/display-time.ts';
import type { EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import { zoneAbbreviation } from '../../../../shared/domain/zone.ts';
import type { EvidenceSource } from '../importer.ts';
import { mapRow } from './map.ts';
import { studyTable, type TableStudy } from './study.ts';
import type { AnyRow } from '../table/table-row.ts';

/** The reader's zone; never used to interpret the source. */
const displayZone = 'Europe/London';
type AfterRow = CommandOutput<'imports.previewTable'>['after'][number];

/** The table as it stands, for the person to map. A workbook's text is always UTF-8. */
export function tablePreview(study: TableStudy): TablePreview {
  return {
    sheets: [...study.table.sheets], sheet: study.table.sheet, headerRow: study.columns.headerRow, headings: [...study.columns.headings],
    rows: study.firstRows.map((row) => (row.type === 'row' ? [...row.cells] : [row.verbatim])),
    suggested: study.suggested, encoding: study.table.encoding ?? 'utf-8',
  };
}

function shownAs(time: EvidenceTime): string {
  if (time.earliestMs === null) return 'no time';
  const at = time.earliestMs;
  return `${formatWeekday(at, displayZone, 'short')} ${formatDate(at, displayZone)} ${formatItemClock(time, displayZone)} ${zoneAbbreviation(displayZone, at)}`;
}

function afterRow(row: AnyRow, study: TableStudy): AfterRow {
  const result = mapRow(row, study.rules);
  if (result.type === 'quarantined') return { row: row.row, at: null, shownAs: '', from: '', to: '', text: '', setAside: result.row.reason };
  const { item } = result;
  return {
    row: row.row, at: formatUtc(item.time.earliestMs), shownAs: shownAs(item.time), from: item.from, to: item.to.join('; '), text: item.text, setAside: null,
  };
}

/**
 * Reads the table with the mapping and answers given, our suggestion where there is none, and shows
 * its first ten rows as they would be imported. Throws as `inspect` does.
 */
export async function previewTable(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<CommandOutput<'imports.previewTable'>> {
  const study = await studyTable(source, answers, signal);
  return { table: tablePreview(study), after: study.firstRows.map((row) => afterRow(row, study)), dateFormat: study.verdict.inWords };
}
