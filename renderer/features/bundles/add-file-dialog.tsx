/** Puts a file of the chosen item into a bundle, or what was written down from it. */
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
import { transcriptOf } from './document-choice.ts';
import { loadBundles, useBundles } from './bundles-store.ts';
import { useSectionChoice } from './section-choice.tsx';
import { titleOfExhibit } from './source-words.ts';

interface AddFileProps { readonly detail: ItemDetail; readonly attachment: number; /** `transcript`: not the picture, but what people wrote down from it. */ readonly what: 'file' | 'transcript'; /** Zone a transcript shows times in. */ readonly zone: string; readonly onBundles: () => void; readonly onClose: () => void }

/** A file that is the exhibit itself goes in as the exhibit, so that it is there once. */
function sourceOf(detail: ItemDetail, attachment: number): BundleDocument['source'] {
  const file = detail.attachments[attachment];
  return file?.member === '' ? { type: 'exhibit', exhibitId: detail.exhibitId } : { type: 'attachment', itemId: detail.id, attachment };
}

function titleOf(detail: ItemDetail, attachment: number): string {
  const file = detail.attachments[attachment];
  return file?.member === '' ? titleOfExhibit(detail.exhibit) : `${detail.exhibit.reference} ${file === undefined || file.name === '' ? 'file' : file.name}`.slice(0, 300);
}

const dialogTitles = { file: 'Add this file to a bundle', transcript: 'Add the transcript of this picture to a bundle' } as const;

function Chosen({ bundle, bundles, onBundle, detail, attachment, what, zone, onClose }: AddFileProps & { readonly bundle: ListedBundle; readonly bundles: readonly ListedBundle[]; readonly onBundle: (id: BundleId) => void }): ReactNode {
  const file = sourceOf(detail, attachment);
  // Behind the picture, where a reader looks for it.
  const picture = what === 'file' ? null : copyOf(bundle.definition, file)?.document ?? null;
  const [title, setTitle] = useState(what === 'file' ? titleOf(detail, attachment) : `Transcript of ${picture?.title ?? titleOf(detail, attachment)}`.slice(0, 300));
  const { spot, field } = useSectionChoice(bundle.definition, picture === null ? null : { kind: 'document', id: picture.id });
  const shown = useShownName();
  const source: BundleDocument['source'] = what === 'file' ? file : { type: 'document', ask: transcriptOf(detail.readOff ?? { itemId: detail.id, attachment }, zone) };
  const copy = copyOf(bundle.definition, source);
  const hidden = shown(title) !== title;
  const add = async (): Promise<true> => {
    await addTo(bundle, spot, [{ id: crypto.randomUUID(), title: title.trim(), dated: null, turn: 0, source }]);
    say(`The ${what} is in bundle ${bundle.definition.letter}.`);
    return true;
  };
  return (
    <FormDialog title={dialogTitles[what]} act="Add" ready={copy === null && title.trim() !== '' && title.trim().length <= 300} onSave={add} onClose={onClose}>
      <Select label="Bundle" value={String(bundle.id)} choices={bundles.map(({ id, definition }) => ({ value: String(id), label: shown(`${definition.letter} — ${definition.title}`) }))} onChange={(id) => { const found = bundles.find((one) => String(one.id) === id); if (found !== undefined) onBundle(found.id); }} />
      {copy === null ? null : <p className="flag" role="status">In this bundle already: “{shown(copy.document.title)}”.</p>}
      <Field label="Title" value={shown(title)} onChange={setTitle} disabled={hidden} required {...(hidden ? { hint: 'Shown with ciphers. Show names to change it.' } : {})} />
      {field}
      {what === 'file' ? null : <p className="quiet">It is set when the bundle is made, with what has been written down from the picture by then.{picture === null ? ' The picture itself is not in this bundle: add it as well.' : ''}</p>}
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
      <Modal title={dialogTitles[props.what]} onClose={props.onClose} actions={<><Button onPress={props.onClose}>Cancel</Button><Button tone="main" onPress={() => { props.onClose(); props.onBundles(); }}>Open Bundles</Button></>}>
        <p>The case has no bundle yet. Begin one in Bundles, then add the {props.what}.</p>
      </Modal>
    );
  }
  return <Chosen key={bundle.id} {...props} bundle={bundle} bundles={bundles} onBundle={setChosen} />;
}
