/** The sheet at the head of a volume: which of how many it is, what is in it, and where the rest is. */
import type { BuiltDocument } from '../../../../shared/contract/bundles.ts';
import { printedPages, type PageLabels, type PageSpan } from '../../../../shared/domain/page-labels.ts';
import { writtenDay } from '../../../../shared/domain/typed-day.ts';
import { escapeHtml } from '../../exports/timeline/markup.ts';
import { pageTarget } from '../link-targets.ts';

export interface VolumeSheet {
  readonly marking: string; readonly title: string; /** And which supplement. */ readonly letter: string; readonly hearingOn: string | null;
  /** Of the whole bundle; `labels` are the numbers printed there. */
  readonly documents: readonly BuiltDocument[]; readonly labels: PageLabels;
  readonly volumes: readonly PageSpan[];
  /** Counts from 0. */
  readonly volume: number;
}

/** Pages of a document that lie in a volume; null when none does. */
export function partIn({ firstPage, lastPage }: PageSpan, volume: PageSpan): PageSpan | null {
  const part = { firstPage: Math.max(firstPage, volume.firstPage), lastPage: Math.min(lastPage, volume.lastPage) };
  return part.firstPage > part.lastPage ? null : part;
}

/** Links lead to pages by their place in the whole bundle. */
export function sheetHtml({ marking, title, letter, hearingOn, documents, labels, volumes, volume }: VolumeSheet): string {
  const own = volumes[volume];
  if (own === undefined) throw new RangeError(`there is no volume ${volume}`);
  const printed = ({ firstPage, lastPage }: PageSpan): string => printedPages(labels, firstPage, lastPage);
  // The pages before the first document: whoever looks for the index finds which volume it is in.
  const front = partIn({ firstPage: 1, lastPage: (documents[0]?.firstPage ?? 1) - 1 }, own);
  const frontRow = front === null ? [] : [`<tr><td><a href="${pageTarget(front.firstPage)}">Cover and index</a></td><td class="number"><a href="${pageTarget(front.firstPage)}">${printed(front)}</a></td></tr>`];
  const rows = documents.flatMap((document) => {
    const part = partIn(document, own);
    if (part === null) return [];
    const link = (text: string): string => `<a href="${pageTarget(part.firstPage)}">${escapeHtml(text)}</a>`;
    const more = part.firstPage === document.firstPage && part.lastPage === document.lastPage ? '' : ` (of ${printed(document)})`;
    return [`<tr><td>${link(document.title)}</td><td class="number">${link(`${printed(part)}${more}`)}</td></tr>`];
  });
  const others = volumes.map((span, index) => `<tr><td>${index === volume ? `<strong>Volume ${index + 1}, this one</strong>` : `Volume ${index + 1}`}</td><td class="number">${printed(span)}</td></tr>`);
  return `<p class="marking">${escapeHtml(marking)}</p><h1>${escapeHtml(title)}</h1><h2>Bundle ${escapeHtml(letter)}, volume ${volume + 1} of ${volumes.length}</h2>
    <p class="about">${hearingOn === null ? '' : `Hearing ${writtenDay(hearingOn)}. `}Pages ${printed(own)} of the bundle. They bear the numbers they have in the whole of it; this sheet has none. Links to pages of other volumes are not kept.</p>
    <table><colgroup><col><col style="width:26%"></colgroup><thead><tr><th>In this volume</th><th class="number">Bundle page</th></tr></thead><tbody>${[...frontRow, ...rows].join('')}</tbody></table>
    <table style="margin-top:14pt"><colgroup><col><col style="width:26%"></colgroup><thead><tr><th>Volumes</th><th class="number">Bundle page</th></tr></thead><tbody>${others.join('')}</tbody></table>`;
}
