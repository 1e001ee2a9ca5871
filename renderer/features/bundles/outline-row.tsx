/** A section's head and a document, as rows of the outline. */
import type { PointerEvent, ReactNode } from 'react';
import type { BundleDocument } from '../../../shared/domain/bundle.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';
import { useShownName } from '../../session/shown-names.ts';
import { useSources } from './sources-store.ts';
import { lackOf, sourceWords } from './source-words.ts';

export interface RowMarks {
  readonly id: string;
  readonly selected: boolean;
  readonly dragged: boolean;
  readonly onChoose: () => void;
  readonly onPress: (event: PointerEvent) => void;
}

const classOf = (name: string, { selected, dragged }: RowMarks): string => `${name}${selected ? ' selected' : ''}${dragged ? ' dragged' : ''}`;

export function SectionRow({ section, of, title, documents, ...marks }: RowMarks & { readonly section: number; readonly of: number; readonly title: string; readonly documents: number }): ReactNode {
  const shown = useShownName();
  return (
    <div
      id={marks.id} role="treeitem" aria-level={1} aria-posinset={section + 1} aria-setsize={of} aria-selected={marks.selected} aria-expanded="true" data-section={section}
      className={classOf('bundle-row section', marks)} onClick={marks.onChoose} onPointerDown={marks.onPress}
    >
      <span className="bundle-title">{shown(title)}</span><span className="quiet bundle-count">{documents === 0 ? 'empty' : documents === 1 ? '1 document' : `${documents} documents`}</span>
    </div>
  );
}

export function DocumentRow({ section, index, of, number, document: one, pages, served, ...marks }: RowMarks & {
  readonly section: number; readonly index: number; readonly of: number; readonly number: number; readonly document: BundleDocument; readonly pages: string | undefined; readonly served: number | undefined;
}): ReactNode {
  const sources = useSources();
  const shown = useShownName();
  const lack = lackOf(one, sources);
  return (
    <div
      id={marks.id} role="treeitem" aria-level={2} aria-posinset={index + 1} aria-setsize={of} aria-selected={marks.selected} data-section={section} data-index={index}
      className={classOf('bundle-row', marks)} onClick={marks.onChoose} onPointerDown={marks.onPress}
    >
      <span className="bundle-number quiet">{number}</span>
      <span className="bundle-title">{shown(one.title)}{lack === null ? null : <>{' '}<span className="bundle-lack" title={lack}>{one.withheld !== undefined ? 'withheld' : one.source.type === 'timeline' ? 'no rows' : 'placeholder page'}</span></>}{served === undefined ? null : <>{' '}<span className="bundle-served" title={`Served in version ${served}: it stays where it is and as it is.`}>served</span></>}</span>
      <span className="bundle-source quiet">{shown(sourceWords(one, sources))}</span>
      <span className="bundle-day">{one.dated === null ? <span className="faint">undated</span> : writtenDay(one.dated)}</span>
      <span className="bundle-pages">{pages === undefined ? '' : <><span className="visually-hidden">pages </span>{pages}</>}</span>
    </div>
  );
}
