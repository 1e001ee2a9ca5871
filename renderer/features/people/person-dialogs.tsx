/** Forms about a person: who they are, what they hold, and with whom they are one. */
import { useState, type ReactNode } from 'react';
import type { CommandInput } from '../../../shared/contract/contract.ts';
import type { ListedPerson } from '../../../shared/contract/people.ts';
import { identifierKinds, type IdentifierKind } from '../../../shared/domain/item.ts';
import {
  identifierKindLabels, personRoleLabels, personRoles, relationshipLabels, relationships, type Holding, type Person, type PersonRole, type Relationship,
} from '../../../shared/domain/person.ts';
import { isoDaySchema } from '../../../shared/domain/typed-day.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

const roleChoices = personRoles.map((value) => ({ value, label: personRoleLabels[value] }));
const relationshipChoices = relationships.map((value) => ({ value, label: relationshipLabels[value] }));
const kindExamples = { family: 'wife, son, son’s birth mother', colleague: 'same team, supervisor', other: 'neighbour, friend' } as const;
const kindChoices = identifierKinds.map((value) => ({ value, label: identifierKindLabels[value] }));

export function PersonDialog({ person, onClose }: { readonly person: Person | null; readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<PersonRole>(person?.role ?? 'unknown');
  const [relationship, setRelationship] = useState<Relationship>(person?.relationship ?? 'unknown');
  const [relationshipKind, setKind] = useState(person?.relationshipKind ?? '');
  const [notes, setNotes] = useState(person?.notes ?? '');
  const kindAsked = relationship === 'family' || relationship === 'colleague' || relationship === 'other';
  const words = { name, role, relationship, relationshipKind: kindAsked ? relationshipKind : '', notes };
  const save = (): Promise<unknown> => attempt(person === null ? engine.call('people.create', words) : engine.call('people.update', { personId: person.id, ...words }));
  return (
    <FormDialog title={person === null ? 'Add a person' : `About ${person.name}`} act={person === null ? 'Add' : 'Save'} ready={name.trim() !== ''} onSave={save} onClose={onClose}>
      <Field label="Name" value={name} onChange={setName} required autoFocus hint="As the person is known in this case. It matches nothing by itself: state the identifiers the person holds." />
      <Select label="Role" value={role} choices={roleChoices} onChange={setRole} />
      <Select label="Relationship to the officer" value={relationship} choices={relationshipChoices} onChange={setRelationship} />
      {kindAsked ? <Field label="What it is" value={relationshipKind} onChange={setKind} placeholder={kindExamples[relationship]} hint="In your words; may be left empty." /> : null}
      <Field label="Notes" multiline={3} value={notes} onChange={setNotes} />
    </FormDialog>
  );
}

/** An empty field is an open end. */
const dayOrOpen = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
const dayError = (typed: string): string | null => (typed.trim() === '' || isoDaySchema.safeParse(typed.trim()).success ? null : 'A day such as 2021-09-28, or nothing');

export function HoldDialog({ person, holding, suggested, onClose }: {
  readonly person: Person;
  /** The statement to change; null makes one. */
  readonly holding: Holding | null;
  readonly suggested?: { readonly kind: IdentifierKind; readonly value: string } | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const shown = useShownName();
  const [kind, setKind] = useState<IdentifierKind>(holding?.kind ?? suggested?.kind ?? 'phone');
  const [value, setValue] = useState(holding?.written ?? suggested?.value ?? '');
  const [from, setFrom] = useState(holding?.validFrom ?? '');
  const [until, setUntil] = useState(holding?.validUntil ?? '');
  const [basis, setBasis] = useState(holding?.basis ?? '');
  const [shared, setShared] = useState(holding?.shared ?? false);
  const input: CommandInput<'people.holdIdentifier'> = { personId: person.id, holdingId: holding?.holdingId ?? null, kind, value, validFrom: dayOrOpen(from), validUntil: dayOrOpen(until), basis, shared };
  const ready = value.trim() !== '' && basis.trim() !== '' && dayError(from) === null && dayError(until) === null;
  return (
    <FormDialog title={`${holding === null ? 'State what' : 'Change what'} ${shown(person.name, person.id)} holds`} act="State" ready={ready} onSave={() => attempt(engine.call('people.holdIdentifier', input))} onClose={onClose}>
      <Select label="Kind" value={kind} choices={kindChoices} onChange={setKind} />
      <Field label="Identifier" value={value} onChange={setValue} required autoFocus hint="In any written form." />
      <div className="people-days">
        <Field label="First day" value={from} onChange={setFrom} placeholder="2021-09-28" error={dayError(from)} hint="Empty when not known" />
        <Field label="Last day" value={until} onChange={setUntil} placeholder="2021-10-31" error={dayError(until)} hint="Empty when not known" />
      </div>
      <Field label="Basis" multiline={2} value={basis} onChange={setBasis} required hint="On what this rests: statement, billing, interview." />
      <label className="people-check"><input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} /> <span>Used by others too, such as a house telephone or a family car</span></label>
    </FormDialog>
  );
}

/** Asks for a reason, and says what will be done. */
export function MergeDialog({ person, others, onClose }: { readonly person: Person; readonly others: readonly ListedPerson[]; readonly onClose: () => void }): ReactNode {
  const shown = useShownName();
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const choices = others.filter((other) => other.id !== person.id).map((other) => ({ value: String(other.id), label: shown(other.name, other.id), note: `Person ${other.id}, ${personRoleLabels[other.role].toLowerCase()}; ${shown(other.holdings.map((held) => held.written).join(', '))}` }));
  const other = others.find((candidate) => String(candidate.id) === chosen);
  const save = async (): Promise<unknown> => (other === undefined ? null : attempt(engine.call('people.merge', { keepId: person.id, mergeId: other.id, reason })));
  return (
    <FormDialog title={`Merge another into ${shown(person.name, person.id)}`} act="Merge" ready={other !== undefined && reason.trim() !== ''} onSave={save} onClose={onClose}>
      <Select label="Person to merge" value={chosen} choices={choices} onChange={setChosen} placeholder="Choose who is the same person" />
      {other === undefined ? null : <p>{shown(person.name, person.id)} keeps name, role and notes ({personRoleLabels[person.role].toLowerCase()}). What {shown(other.name, other.id)} ({personRoleLabels[other.role].toLowerCase()}) holds counts for {shown(person.name, person.id)}. Taking them apart restores both.</p>}
      <Field label="Reason" multiline={3} value={reason} onChange={setReason} required hint="Why these are one person. Recorded in the continuity log." />
    </FormDialog>
  );
}

export function SplitDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }): ReactNode {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const flip = (id: number): void => setChosen((held) => new Set(held.has(id) ? [...held].filter((other) => other !== id) : [...held, id]));
  const holdingIds = person.holdings.map((held) => held.holdingId).filter((id) => chosen.has(id));
  const save = (): Promise<unknown> => attempt(engine.call('people.split', { personId: person.id, reason, part: { type: 'new-person', name, holdingIds } }));
  return (
    <FormDialog title={`Give identifiers of ${person.name} to another person`} act="Take apart" ready={name.trim() !== '' && reason.trim() !== '' && holdingIds.length > 0} onSave={save} onClose={onClose}>
      <fieldset className="people-set">
        <legend>Identifiers that are somebody else’s</legend>
        {person.holdings.map((held) => <label key={held.holdingId} className="people-check"><input type="checkbox" checked={chosen.has(held.holdingId)} onChange={() => flip(held.holdingId)} /> <span className="wrap">{identifierKindLabels[held.kind]} {held.written}</span></label>)}
      </fieldset>
      <Field label="Name of the other person" value={name} onChange={setName} required />
      <Field label="Reason" multiline={2} value={reason} onChange={setReason} required hint="Recorded in the continuity log." />
    </FormDialog>
  );
}
