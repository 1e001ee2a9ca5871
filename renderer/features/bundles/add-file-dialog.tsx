/** Puts a file of the chosen item into a bundle. */
import { useEffect, useState, type ReactNode } from 'react';
import type { BundleDocument, BundleId } from '../../../shared/domain/bundle.ts';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { useShownName } from '../../session/shown-names.ts';
import { say } from '../../session/session-store.ts';
import { Button, Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import { addTo } from './bundle-actions.ts';
import { copyOf } from './bundle-edits.ts';
import { loadBundles, useBundles } from './bundles-store.ts';
import { useSectionChoice } from './section-choice.tsx';
import { titleOfExhibit } from './source-words.ts';

interface AddFileProps { readonly detail: ItemDetail; readonly attachment: number; readonly onBundles: () => void; readonly onClose: () => void }

/** A file that is the exhibit itself goes in as the exhibit, so that it is there once. */
function sourceOf(detail: ItemDetail, attachment: number): BundleDocument['source'] {
  const file = detail.attachments[attachment];
  return file?.member === '' ? { type: 'exhibit', exhibitId: detail.exhibitId } : { type: 'attachment', itemId: detail.id, attachment };
}

function titleOf(detail: ItemDetail, attachment: number): string {
  const file = detail.attachments[attachment];
  return file?.member === '' ? titleOfExhibit(detail.exhibit) : `${detail.exhibit.reference} ${file === undefined || file.name === '' ? 'file' : file.name}`.slice(0, 300);
}

function Chosen({ bundle, bundles, onBundle, detail, attachment, onClose }: AddFileProps & { readonly bundle: ListedBundle; readonly bundles: readonly ListedBundle[]; readonly onBundle: (id: BundleId) => void }): ReactNode {
  const [title, setTitle] = useState(titleOf(detail, attachment));
  const { spot, field } = useSectionChoice(bundle.definition, null);
  const shown = useShownName();
  const source = sourceOf(detail, attachment);
  const copy = copyOf(bundle.definition, source);
  const hidden = shown(title) !== title;
  const add = async (): Promise<true> => {
    await addTo(bundle, spot, [{ id: crypto.randomUUID(), title: title.trim(), dated: null, turn: 0, source }]);
    say(`The file is in bundle ${bundle.definition.letter}.`);
    return true;
  };
  return (
    <FormDialog title="Add this file to a bundle" act="Add" ready={copy === null && title.trim() !== '' && title.trim().length <= 300} onSave={add} onClose={onClose}>
      <Select label="Bundle" value={String(bundle.id)} choices={bundles.map(({ id, definition }) => ({ value: String(id), label: shown(`${definition.letter} — ${definition.title}`) }))} onChange={(id) => { const found = bundles.find((one) => String(one.id) === id); if (found !== undefined) onBundle(found.id); }} />
      {copy === null ? null : <p className="flag" role="status">In this bundle already: “{shown(copy.document.title)}”.</p>}
      <Field label="Title" value={shown(title)} onChange={setTitle} disabled={hidden} required {...(hidden ? { hint: 'Shown with ciphers. Show names to change it.' } : {})} />
      {field}
    </FormDialog>
  );
}

export function AddFileDialog(props: AddFileProps): ReactNode {
  const bundles = useBundles((state) => state.bundles);
  const standing = useBundles((state) => state.chosen);
  const [chosen, setChosen] = useState<BundleId | null>(null);
  useEffect(() => { void loadBundles(); }, []);
  if (bundles === null) return null;
  const bundle = bundles.find(({ id }) => id === (chosen ?? standing)) ?? bundles[0];
  if (bundle === undefined) {
    return (
      <Modal title="Add this file to a bundle" onClose={props.onClose} actions={<><Button onPress={props.onClose}>Cancel</Button><Button tone="main" onPress={() => { props.onClose(); props.onBundles(); }}>Open Bundles</Button></>}>
        <p>The case has no bundle yet. Begin one in Bundles, then add the file.</p>
      </Modal>
    );
  }
  return <Chosen key={bundle.id} {...props} bundle={bundle} bundles={bundles} onBundle={setChosen} />;
}
