/** Sections and documents of a bundle in their order: one list, moved through by the arrow keys, put in order by Alt with an arrow or by dragging. */
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import type { RedactedFile } from '../../../shared/domain/redaction.ts';
import { dropDocument, dropSection, step, takeOut } from './bundle-actions.ts';
import { documentsOf, placesOf, samePlace, type Place } from './bundle-edits.ts';
import { choose, useBundles } from './bundles-store.ts';
import { useOutlineDrag } from './outline-drag.ts';
import { redactedFileOf } from './source-words.ts';
import { useSources } from './sources-store.ts';
import { DocumentRow, SectionRow, type RowMarks } from './outline-row.tsx';

const outlineId = 'bundle-outline';
export const focusOutline = (): void => document.getElementById(outlineId)?.focus();
const rowId = (place: Place): string => (place.kind === 'section' ? `bundle-section-${place.section}` : `bundle-document-${place.id}`);

/** Where a key of movement leads. */
function goal(key: string, places: readonly Place[], at: number): number | null {
  const heads = places.flatMap(({ kind }, index) => (kind === 'section' ? [index] : []));
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: places.length - 1, PageDown: heads.find((index) => index > at) ?? places.length - 1, PageUp: heads.findLast((index) => index < at) ?? 0, ArrowLeft: heads.findLast((index) => index <= at) ?? 0, ArrowRight: places[at]?.kind === 'section' && places[at + 1]?.kind === 'document' ? at + 1 : at }[key];
  return next === undefined ? null : Math.max(0, Math.min(places.length - 1, next));
}

export function Outline({ bundle, pages, served, onSettings, onRedact }: {
  readonly bundle: ListedBundle;
  /** In words, of documents whose pages are known. */
  readonly pages: ReadonlyMap<string, string>;
  /** By document, the version it was served in. */
  readonly served: ReadonlyMap<string, number>;
  /** Goes to the settings of what is chosen. */
  readonly onSettings: () => void;
  readonly onRedact: (file: RedactedFile) => void;
}): ReactNode {
  const { definition } = bundle;
  const place = useBundles((state) => state.place);
  const list = useRef<HTMLDivElement>(null);
  const drag = useOutlineDrag(list, { onDropDocument: (id, to) => dropDocument(bundle, id, to), onDropSection: (from, before) => dropSection(bundle, from, before) });
  const places = placesOf(definition);
  useEffect(() => {
    if (place !== null) document.getElementById(rowId(place))?.scrollIntoView({ block: 'nearest' });
  }, [place, definition]);

  /** Nothing for what has no pages of its own. */
  const redact = (): void => {
    const chosen = place?.kind === 'document' ? documentsOf(definition).find(({ id }) => id === place.id) : undefined;
    const file = chosen === undefined ? null : redactedFileOf(chosen, useSources.getState());
    if (file !== null) onRedact(file);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = places.findIndex((one) => samePlace(one, place));
    if (event.altKey) {
      if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || place === null) return;
      step(bundle, place, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Delete' && place !== null) takeOut(bundle, place);
    else if ((event.key === 'Enter' || event.key === 'F2') && place !== null) onSettings();
    else if (event.key === 'r') redact();
    else {
      const to = goal(event.key, places, at);
      const next = to === null ? undefined : places[to];
      if (next === undefined) return;
      choose(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const numbers = new Map(documentsOf(definition).map(({ id }, index) => [id, index + 1]));
  /** Chosen at the press: the focus that comes with it would choose the first, scroll there, and leave the click beside its row. */
  const press = (event: PointerEvent, of: Place): void => {
    if (event.button === 0 && event.pointerType !== 'touch') choose(of);
    drag.onPointerDown(event, of);
  };
  const marks = (of: Place): RowMarks => ({ id: rowId(of), selected: samePlace(of, place), dragged: samePlace(of, drag.dragging), onChoose: () => choose(of), onPress: (event) => press(event, of) });
  return (
    <div
      ref={list} id={outlineId} role="tree" aria-label="Sections and documents" aria-describedby="bundle-keys" tabIndex={0} className={drag.dragging === null ? 'bundle-outline' : 'bundle-outline dragging'}
      aria-activedescendant={place === null ? undefined : rowId(place)} onKeyDown={onKeyDown} onFocus={() => { if (useBundles.getState().place === null && places[0] !== undefined) choose(places[0]); }}
      onPointerMove={drag.onPointerMove} onPointerUp={drag.onPointerUp} onPointerCancel={drag.onPointerCancel}
    >
      <div className="bundle-row bundle-heads" aria-hidden="true"><span className="bundle-number">No.</span><span>Document</span><span className="bundle-source">From</span><span className="bundle-day">Date</span><span className="bundle-pages">Pages</span></div>
      {definition.sections.map(({ title, documents }, section) => [
        <SectionRow key={`section ${section}`} {...marks({ kind: 'section', section })} section={section} of={definition.sections.length} title={title} documents={documents.length} />,
        ...documents.map((one, index) => (
          <DocumentRow key={one.id} {...marks({ kind: 'document', id: one.id })} section={section} index={index} of={documents.length} number={numbers.get(one.id) ?? 0} document={one} pages={pages.get(one.id)} served={served.get(one.id)} />
        )),
      ])}
      {drag.drop === null ? null : <div className={drag.drop.index === null ? 'bundle-insertion' : 'bundle-insertion inner'} style={{ top: drag.drop.at }} />}
    </div>
  );
}
