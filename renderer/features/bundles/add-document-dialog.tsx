/** Puts a document of the case into a bundle: a chronology, a schedule. It is set anew whenever the bundle is made, from the same selection. */
import { useState, type ReactNode } from 'react';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import { documentLabels, isOrdered } from '../../../shared/domain/document-kind.ts';
import { everything, sameFilter } from '../../../shared/domain/timeline-filter.ts';
import { useShownName } from '../../session/shown-names.ts';
import { OneOf } from '../../ui/choices.tsx';
import { ColumnsChoice } from '../../ui/columns-choice.tsx';
import { Field, Select } from '../../ui/controls.tsx';
import { EmojiChoice } from '../../ui/emoji-choice.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { OrderChoice } from '../../ui/order-choice.tsx';
import type { Selection } from './add-timeline-dialog.tsx';
import { addTo } from './bundle-actions.ts';
import { copyOf, type Place } from './bundle-edits.ts';
import { askOf, bundledKinds, faultOf, nothingChosen, type BundledKind } from './document-choice.ts';
import { useSectionChoice } from './section-choice.tsx';

const kinds = bundledKinds.map((value) => ({ value, label: documentLabels[value].title, note: documentLabels[value].holds }));

function titleOf(kind: BundledKind, { key, name, inWords, filter }: Selection): string {
  const isWhole = kind === 'exhibits' ? filter.exhibitIds.length === 0 : sameFilter(filter, everything);
  return `${documentLabels[kind].title}${isWhole ? '' : `: ${key === 'now' ? inWords : name}`}`.slice(0, 300);
}

export function AddDocumentDialog({ bundle, place, selections, zone, onClose }: {
  readonly bundle: ListedBundle; readonly place: Place | null; readonly selections: readonly Selection[]; readonly zone: string; readonly onClose: () => void;
}): ReactNode {
  const [kind, setKind] = useState<BundledKind>('chronology');
  const [key, setKey] = useState(selections[0]?.key ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState(nothingChosen);
  const { spot, field } = useSectionChoice(bundle.definition, place);
  const shown = useShownName();
  const selection = selections.find((one) => one.key === key);
  const fault = selection === undefined ? null : faultOf(kind, selection.filter);
  const title = typed ?? (selection === undefined ? '' : titleOf(kind, selection));
  const hidden = typed === null && shown(title) !== title;
  const source = selection === undefined || fault !== null ? null : { type: 'document' as const, ask: askOf(kind, selection.filter, zone, chosen) };
  const copy = source === null ? null : copyOf(bundle.definition, source);
  const add = (): Promise<unknown> => (source === null ? Promise.resolve(null) : addTo(bundle, spot, [{ id: crypto.randomUUID(), title: title.trim(), dated: null, turn: 0, source }]));
  return (
    <FormDialog title="Add a document of the case" act="Add" ready={source !== null && copy === null && title.trim() !== '' && title.trim().length <= 300} width={620} onSave={add} onClose={onClose}>
      <Select label="Document" value={kind} choices={kinds} onChange={setKind} />
      <p className="quiet">{documentLabels[kind].holds}{kind === 'unused' ? ' The schedule that may be served: sensitive items are not listed.' : ''}</p>
      <OneOf label={kind === 'exhibits' ? 'Of the exhibits of' : 'Selection'} value={key} options={selections.map((one) => ({ value: one.key, label: shown(one.name), note: one.name === one.inWords ? undefined : shown(one.inWords) }))} onChange={setKey} />
      {fault === null ? null : <p className="flag" role="status">{fault}</p>}
      {copy === null ? null : <p className="flag" role="status">In the bundle already: “{shown(copy.document.title)}”.</p>}
      {hidden ? <Field label="Title" value={shown(title)} onChange={() => undefined} disabled hint="Shown with ciphers. Show names to change it." /> : <Field label="Title" value={title} onChange={setTyped} required hint="As the index has it." />}
      {field}
      {isOrdered(kind) ? <OrderChoice order={chosen.order} onChange={(order) => setChosen({ ...chosen, order })} /> : null}
      <ColumnsChoice kind={kind} leftOut={chosen.leaveOut} onChange={(leaveOut) => setChosen({ ...chosen, leaveOut })} />
      <EmojiChoice named={chosen.nameEmoji} onChange={(nameEmoji) => setChosen({ ...chosen, nameEmoji })} />
      <dl className="facts"><div><dt>Times in</dt><dd>{zone}, as the window shows them now</dd></div></dl>
      <p className="quiet">It is set when the bundle is made, with what the selection holds then and with the pages of the bundle on which each row’s sources stand. Privileged items are not listed.</p>
    </FormDialog>
  );
}
