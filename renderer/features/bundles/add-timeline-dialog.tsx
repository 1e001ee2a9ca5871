/** Puts the timeline of a selection into a bundle. It is set anew whenever the bundle is made, from the same selection. */
import { useState, type ReactNode } from 'react';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { useShownName } from '../../session/shown-names.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Field } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { addTo } from './bundle-actions.ts';
import { copyOf, type Place } from './bundle-edits.ts';
import { useSectionChoice } from './section-choice.tsx';

/** A selection that can be put in: what the timeline shows, or a saved view. */
export interface Selection { readonly key: string; readonly name: string; readonly inWords: string; readonly filter: TimelineFilter }

const titleOf = ({ key, name, inWords }: Selection): string => `Timeline: ${key === 'now' ? inWords : name}`.slice(0, 300);

export function AddTimelineDialog({ bundle, place, selections, zone, onClose }: {
  readonly bundle: ListedBundle; readonly place: Place | null; readonly selections: readonly Selection[]; readonly zone: string; readonly onClose: () => void;
}): ReactNode {
  const [key, setKey] = useState(selections[0]?.key ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const { spot, field } = useSectionChoice(bundle.definition, place);
  const shown = useShownName();
  const selection = selections.find((one) => one.key === key);
  const title = typed ?? (selection === undefined ? '' : titleOf(selection));
  const hidden = typed === null && shown(title) !== title;
  const source = selection === undefined ? null : { type: 'timeline' as const, filter: selection.filter, zone };
  const copy = source === null ? null : copyOf(bundle.definition, source);
  const add = (): Promise<unknown> => (source === null ? Promise.resolve(null) : addTo(bundle, spot, [{ id: crypto.randomUUID(), title: title.trim(), dated: null, turn: 0, source }]));
  return (
    <FormDialog title="Add a timeline" act="Add" ready={source !== null && copy === null && title.trim() !== '' && title.trim().length <= 300} width={620} onSave={add} onClose={onClose}>
      <OneOf label="Selection" value={key} autoFocus options={selections.map((one) => ({ value: one.key, label: shown(one.name), note: one.name === one.inWords ? undefined : shown(one.inWords) }))} onChange={setKey} />
      {copy === null ? null : <p className="flag" role="status">In the bundle already: “{shown(copy.document.title)}”.</p>}
      {hidden ? <Field label="Title" value={shown(title)} onChange={() => undefined} disabled hint="Shown with ciphers. Show names to change it." /> : <Field label="Title" value={title} onChange={setTyped} required hint="As the index has it." />}
      {field}
      <dl className="facts"><div><dt>Times in</dt><dd>{zone}, as the window shows them now</dd></div></dl>
      <p className="quiet">The timeline is set when the bundle is made, with what the selection holds then. Privileged items are withheld and counted.</p>
    </FormDialog>
  );
}
