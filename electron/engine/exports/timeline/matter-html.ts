/** What stands before and after the timeline's table: selection and totals; exhibits, legends, notes. */
import { timesShownIn } from '../../../../shared/domain/display-time.ts';
import { assessmentNote, chargeLegend, count, exhibitsCited, notesHtml, tagLegend, textNote, thirdPartyNote, timeNotesUsed, titleMatter } from '../documents/case-matter.ts';
import type { Used } from '../documents/used.ts';
import type { TimelineSource } from './timeline-source.ts';

/** Title, case, selection in words, and totals that foot. */
export function frontMatter(source: TimelineSource): string {
  return [
    titleMatter('Timeline', source, [`Selection: ${source.filterInWords}. ${timesShownIn(source.zone)}`]),
    `<p class="totals">Rows listed ${count(source.shown)}${source.withheld === 0 ? '' : ` + privileged and withheld ${count(source.withheld)}`} + outside this selection ${count(source.total - source.shown - source.withheld)} = ${count(source.total)} items. Rows set aside on import: ${count(source.setAside)} (see the import certificates).</p>`,
  ].join('');
}

/** Legends, exhibits with hashes, notes, and the line that says what made this. */
export function endMatter(source: TimelineSource, used: Used): string {
  const notes = [textNote, assessmentNote, thirdPartyNote(source.thirdParty), ...timeNotesUsed(used)].filter((line) => line !== '');
  return [exhibitsCited(source, used), tagLegend(source, used), chargeLegend(source, used), notesHtml(source, notes)].join('');
}
