/** The timeline as a document: exactly the rows of a view, what reviewers say of them, and legends for what they use. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import type { TableDocument } from '../documents/table-document.ts';
import { undatedLane } from '../documents/undated-lane.ts';
import { noteUsed, nothingUsed } from '../documents/used.ts';
import { endMatter, frontMatter } from './matter-html.ts';
import { timelineColumns } from './timeline-columns.ts';
import type { TimelineSource } from './timeline-source.ts';

export function timelineDocument(source: TimelineSource): TableDocument<ItemLine> {
  const { bundle } = source;
  const used = nothingUsed();
  const lane = undatedLane();
  return {
    title: 'Timeline', running: source, front: frontMatter(source), columns: timelineColumns(source), firstNumber: 1,
    ...(bundle === undefined ? {} : { rowStart: (html, item, number) => bundle.rowStart(html, { itemId: item.id, exhibitId: null }, number) }),
    count: source.shown, none: 'No rows are in this selection.', pages: source.pages,
    laneBefore: (item) => {
      noteUsed(used, item);
      return lane(item);
    },
    end: () => endMatter(source, used),
  };
}
