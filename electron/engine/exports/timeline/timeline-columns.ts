/** The columns of the timeline. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import { itemKindLabels } from '../../../../shared/domain/item.ts';
import { bundleColumnOf } from '../documents/bundle-pages.ts';
import { accountLines, attachmentLines, small, sourceCell, statusLine, timeCell } from '../documents/cells.ts';
import { assessmentLines, disclosureLine, tagLine } from '../documents/review-cells.ts';
import { bundlePageColumn, type Column } from '../documents/table-document.ts';
import { escapeHtml, isolated } from './markup.ts';
import type { TimelineSource } from './timeline-source.ts';

export function timelineColumns(source: TimelineSource): Column<ItemLine>[] {
  return [
    { heading: 'No.', share: 3.8, className: 'number', cell: (_, number) => String(number) },
    { heading: 'Date and time', share: 13, cell: (item) => timeCell(item, source.zone) },
    { heading: 'Kind, within', share: 10, cell: (item) => `${escapeHtml(itemKindLabels[item.kind].one)}${item.thread === '' ? '' : small(isolated(item.thread))}` },
    { heading: 'From', share: 9.5, cell: (item) => isolated(item.from) },
    { heading: 'To', share: 9.5, cell: (item) => item.to.map(isolated).join('<br>') },
    { heading: 'Text, word for word', share: 28.2, className: 'text', cell: (item) => `${isolated(item.text)}${attachmentLines(item)}${statusLine(item)}` },
    { heading: 'Assessment and tags', share: 17, cell: (item) => `${assessmentLines(item, source)}${accountLines(item.accounts)}${disclosureLine(item)}${tagLine(item, source)}` },
    { heading: 'Exhibit, place', share: 9, cell: sourceCell },
    ...bundlePageColumn<ItemLine>(bundleColumnOf(source.bundle, false), (pages, item) => pages.pagesOfItem(item)),
  ];
}
