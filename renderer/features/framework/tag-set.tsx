/** The tag set: names and definitions, and how many items carry each. */
import { useState, type ReactNode } from 'react';
import type { ListedTag } from '../../../shared/domain/tags.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { useFramework } from '../../session/framework-store.ts';
import { attempt } from '../../session/session-store.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { FormDialog, ReasonDialog } from '../../ui/form-dialog.tsx';
import { FrameworkSection } from './framework-section.tsx';
import type { OpenCount } from './framework-view.tsx';

type Over = { readonly kind: 'save'; readonly tag: ListedTag | null } | { readonly kind: 'remove'; readonly tag: ListedTag };

const carried = (items: number): string => (items === 1 ? '1 item carries it' : `${items} items carry it`);

function TagDialog({ tag, onClose }: { readonly tag: ListedTag | null; readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState(tag?.name ?? '');
  const [definition, setDefinition] = useState(tag?.definition ?? '');
  const set = useFramework((state) => state.tags).filter(({ retired }) => !retired);
  // The order tags are offered and printed in is the order of the list.
  const before = set.findIndex(({ code }) => code === tag?.code) + 1;
  const [place, setPlace] = useState(before === 0 ? '' : String(before));
  const wanted = Number(place);
  const badPlace = before > 0 && !(Number.isInteger(wanted) && wanted >= 1 && wanted <= set.length);
  const save = async (): Promise<unknown> => {
    const saved = await engine.call('tags.save', { code: tag?.code ?? null, name, definition });
    return tag === null || before === 0 || wanted === before ? saved : engine.call('tags.move', { code: tag.code, place: wanted });
  };
  return (
    <FormDialog
      title={tag === null ? 'New tag' : tag.retired ? `Put “${tag.name}” back` : `Change “${tag.name}”`} act="Save" ready={name.trim() !== '' && definition.trim() !== '' && !badPlace} onClose={onClose}
      onSave={() => attempt(save())}
    >
      <Field label="Name" value={name} onChange={setName} autoFocus required />
      <Field label="Definition" multiline={3} value={definition} onChange={setDefinition} required hint="A tag describes; it never concludes." />
      {before === 0 ? null : <Field label="Place in the list" value={place} onChange={setPlace} hint={`1 to ${set.length}`} error={badPlace ? `A number from 1 to ${set.length}.` : null} />}
      {tag !== null && tag.items > 0 ? <p className="quiet">{carried(tag.items)}; the words change for all of them, and the old ones stay in the continuity log.</p> : null}
    </FormDialog>
  );
}

export function TagSet({ openCount }: { readonly openCount: OpenCount }): ReactNode {
  const tags = useFramework((state) => state.tags);
  const [over, setOver] = useState<Over | null>(null);
  const close = (): void => setOver(null);
  return (
    <FrameworkSection title="Tag set" heads={['Tag', 'Definition', 'Items']} action={<Button onPress={() => setOver({ kind: 'save', tag: null })}>New tag…</Button>}>
      {tags.map((tag) => (
        <tr key={tag.code} className={tag.retired ? 'retired' : undefined}>
          <th scope="row">{tag.name}{tag.retired ? <span className="quiet"> — out of the set</span> : null}</th>
          <td className="wrap">{tag.definition}</td>
          <td className="number">{openCount(tag.items, `tagged ${tag.name}`, { tags: [tag.code] })}</td>
          <td className="actions">
            <Button tone="quiet" aria-label={tag.retired ? `Put back: ${tag.name}` : `Change ${tag.name}`} onPress={() => setOver({ kind: 'save', tag })}>{tag.retired ? 'Put back…' : 'Change…'}</Button>
            {tag.retired ? null : <Button tone="quiet" aria-label={`Take out ${tag.name}`} onPress={() => setOver({ kind: 'remove', tag })}>Take out…</Button>}
          </td>
        </tr>
      ))}
      {over?.kind === 'save' ? <TagDialog tag={over.tag} onClose={close} /> : null}
      {over?.kind === 'remove' ? (
        <ReasonDialog
          title={`Take “${over.tag.name}” out of the set`} act="Take out" onClose={close} about={over.tag.items === 0 ? 'No item carries it.' : `${carried(over.tag.items)}. That stays so; the tag is offered no more, and can be put back.`}
          onSave={(reason) => attempt(engine.call('tags.remove', { code: over.tag.code, reason, evenIfUsed: over.tag.items > 0 }))}
        />
      ) : null}
    </FrameworkSection>
  );
}
