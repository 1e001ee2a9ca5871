/** Puts exhibits of the case into a bundle, several at once. One that is in it already is marked and cannot be chosen: a bundle holds one copy. */
import { useState, type ReactNode } from 'react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Field } from '../../ui/controls.tsx';
import { findInNames } from '../../ui/find-in-names.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { addTo } from './bundle-actions.ts';
import { copyOf, type Place } from './bundle-edits.ts';
import { useSectionChoice } from './section-choice.tsx';
import { useSources } from './sources-store.ts';
import { kindOfFile, titleOfExhibit } from './source-words.ts';

const nameOf = ({ description, originalName }: Exhibit): string => (description === '' ? originalName : description);

export function AddExhibitsDialog({ bundle, place, onClose }: { readonly bundle: ListedBundle; readonly place: Place | null; readonly onClose: () => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { spot, field } = useSectionChoice(bundle.definition, place);
  const shown = useShownName();
  const exhibits = [...useSources((state) => state.exhibits)?.values() ?? []];
  const listed = findInNames(exhibits, typed, (exhibit) => shown(`${exhibit.reference} ${nameOf(exhibit)} ${kindOfFile(exhibit)}`)).toSorted((one, other) => one.id - other.id);
  const wanted = exhibits.filter(({ id }) => chosen.includes(String(id)));
  const add = (): Promise<unknown> =>
    addTo(bundle, spot, wanted.map((exhibit) => ({ id: crypto.randomUUID(), title: titleOfExhibit(exhibit), dated: null, turn: 0, source: { type: 'exhibit', exhibitId: exhibit.id } })));
  return (
    <FormDialog title="Add exhibits" act={wanted.length < 2 ? 'Add' : `Add ${wanted.length}`} ready={wanted.length > 0} width={680} onSave={add} onClose={onClose}>
      <Field label="Find" value={typed} onChange={setTyped} autoFocus placeholder="Reference, name or kind" />
      <CheckboxGroup className="choices" aria-label="Exhibits" value={[...chosen]} onChange={setChosen}>
        <div className="choices-list bundle-exhibits">
          {listed.map((exhibit) => {
            const copy = copyOf(bundle.definition, { type: 'exhibit', exhibitId: exhibit.id });
            return (
              <Checkbox key={exhibit.id} value={String(exhibit.id)} className="choices-option box" isDisabled={copy !== null}>
                <span className="choices-mark" aria-hidden="true">✓</span>
                <span className="bundle-exhibit-reference">{shown(exhibit.reference)}</span><span className="choices-words">{shown(nameOf(exhibit))}{copy === null ? null : <span className="bundle-has"> in the bundle already, “{shown(bundle.definition.sections[copy.section]?.title ?? '')}”</span>}</span><span className="quiet bundle-exhibit-kind">{kindOfFile(exhibit)}</span>
              </Checkbox>
            );
          })}
        </div>
      </CheckboxGroup>
      {listed.length > 0 ? null : <p className="quiet" role="status">{exhibits.length === 0 ? 'The case has no exhibits yet.' : 'No exhibit has these words.'}</p>}
      {field}
      <p className="quiet">Titles are those of the exhibits; each can be changed, and dated, once it is in the bundle.</p>
    </FormDialog>
  );
}
