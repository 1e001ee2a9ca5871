/** What a bundle is called, its letter, the day of the hearing, and what its pages follow. */
import { useState, type ReactNode } from 'react';
import { bundleDefinitionSchema, bundleProfiles, profileRules, type BundleDefinition, type BundleProfile } from '../../../shared/domain/bundle.ts';
import { isoDay, writtenDay } from '../../../shared/domain/typed-day.ts';
import { departuresFrom, onServedPages, type Override } from '../../../shared/domain/bundle-settings.ts';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SettingsTable } from './settings-table.tsx';

const profiles = bundleProfiles.map((value) => ({ value, label: profileRules[value].name, note: `Follows ${profileRules[value].followed}` }));
export const dayFault = (typed: string): string | null => (typed.trim() === '' || isoDay(typed) !== null ? null : 'A day is written 30/06/2025.');

/** `A`, `B`, …: the first letter no other bundle has. */
export function nextLetter(taken: readonly string[]): string {
  return Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index)).find((letter) => !taken.includes(letter)) ?? '';
}

export function BundleDialog({ before, taken, served = false, onSave, onClose }: {
  /** Null for a new one. */
  readonly before: BundleDefinition | null;
  /** Letters of the other bundles. */
  readonly taken: readonly string[];
  /** Pages of it have been served: their numbers stay. */
  readonly served?: boolean;
  /** Null when it was refused. */
  readonly onSave: (definition: BundleDefinition) => Promise<unknown>;
  readonly onClose: () => void;
}): ReactNode {
  const [title, setTitle] = useState(before?.title ?? 'Hearing bundle');
  const [letter, setLetter] = useState(before?.letter ?? nextLetter(taken));
  const [day, setDay] = useState(before?.hearingOn == null ? '' : writtenDay(before.hearingOn));
  const [profile, setProfile] = useState<BundleProfile>(before?.profile ?? 'judiciary-2021');
  const [overrides, setOverrides] = useState<readonly Override[]>(before?.overrides ?? []);
  const [editing, setEditing] = useState(false);
  const { settings } = profileRules[profile];
  const otherwise = departuresFrom(settings, overrides).length;
  const typed = letter.trim().toUpperCase();
  const letterFault = !/^[A-Z0-9]{1,3}$/.test(typed) ? 'One to three letters or digits.' : taken.includes(typed) ? `Another bundle of the case is ${typed}.` : null;
  const wrongDay = dayFault(day);
  const save = async (): Promise<unknown> => onSave(bundleDefinitionSchema.parse({ sections: [], ...before, title, letter: typed, hearingOn: day.trim() === '' ? null : isoDay(day), profile, overrides }));
  return (
    <FormDialog title={before === null ? 'New bundle' : 'Settings of the bundle'} width={640} act="Save" ready={!editing && title.trim() !== '' && title.length <= 200 && letterFault === null && wrongDay === null} onSave={save} onClose={onClose}>
      <Field label="Title" value={title} onChange={setTitle} required autoFocus hint="Stands on the cover." />
      <Field label="Letter" value={letter} onChange={setLetter} required error={letterFault} hint="Tells it from other bundles of the case." />
      <Field label="Day of the hearing (may be left empty)" value={day} onChange={setDay} placeholder="30/06/2025" error={wrongDay} />
      <Select label="Pages follow" value={profile} choices={profiles} onChange={setProfile} />
      <details className="bundle-departures" open={overrides.length > 0}>
        <summary>What that means, setting by setting{otherwise === 0 ? '' : `: ${otherwise === 1 ? '1 is' : `${otherwise} are`} otherwise`}</summary>
        <SettingsTable settings={settings} overrides={overrides} sections={[...new Set(before?.sections.map((section) => section.title) ?? [])]} fixed={served ? onServedPages : []} onChange={setOverrides} onEditing={setEditing} />
      </details>
      {editing ? <p className="quiet" role="status">A setting is being changed: set it or leave it, then save.</p> : null}
      <p className="quiet">The cover says what was followed, and what is otherwise. No published standard binds a misconduct panel.</p>
    </FormDialog>
  );
}
