/** Sets one setting of a bundle otherwise than its profile says: the value, and why. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { faces, lateModes, numberings, openingZooms, overrideSchema, settingLabels, stampCorners, valueWords, type BundleSettings, type Override, type Setting } from '../../../shared/domain/bundle-settings.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, Field, Select } from '../../ui/controls.tsx';

/** Those that are chosen from a list; the others are typed. */
const choices: Partial<Record<Setting, readonly string[]>> = { late: lateModes, zoom: openingZooms, corner: stampCorners, numbering: numberings, copies: ['once', 'any'], order: ['date', 'any'], face: faces };
const hints: Partial<Record<Setting, string>> = {
  dpi: 'Dots an inch, 72 to 1,200.', ceiling: 'MB; empty for no limit.', pages: 'Empty for no limit.', prefix: 'At most 12 letters, digits, dots, strokes and hyphens.', size: 'Points, 8 to 18.', name: 'With {bundle}, and {case}, {reference}, {hearing} as wanted.', letters: 'Points, 8 to 16; empty for the program’s own sizes.',
};
const canBeNone: readonly Setting[] = ['ceiling', 'pages', 'letters'];

function read(setting: Setting, typed: string, section: string, reason: string): Override | null {
  const value = choices[setting] !== undefined || setting === 'prefix' || setting === 'name' ? typed : typed.trim() === '' ? (canBeNone.includes(setting) ? null : undefined) : Number(typed.replace(/,/gu, ''));
  const parsed = overrideSchema.safeParse({ setting, value, reason, ...(setting === 'order' ? { section } : {}) });
  return parsed.success ? parsed.data : null;
}

export function OverrideEditor({ setting, settings, before, sections, onKeep, onCancel }: {
  readonly setting: Setting;
  /** As the profile says. */
  readonly settings: BundleSettings;
  /** What is set otherwise now. */
  readonly before: Override | undefined;
  /** Titles, for what is of a section. */
  readonly sections: readonly string[];
  readonly onKeep: (override: Override) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const listed = choices[setting];
  const usual = settings[setting];
  const [typed, setTyped] = useState(() => String((before === undefined ? listed?.find((value) => value !== usual) ?? usual : before.value) ?? ''));
  const [section, setSection] = useState(sections[0] ?? '');
  const [reason, setReason] = useState(before?.reason ?? '');
  const shown = useShownName();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('button, input')?.focus(), []);
  const override = read(setting, typed, section, reason.trim());
  const possible = read(setting, typed, section, 'a reason') !== null;
  const onKeyDown = (event: KeyboardEvent): void => {
    // A list that is open has keys of its own.
    if (!(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target)) return;
    if (event.key === 'Enter' && event.target.tagName === 'INPUT' && override !== null) onKeep(override);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const label = settingLabels[setting];
  return (
    <div ref={form} className="bundle-override-editor" role="group" aria-label={`Set otherwise: ${label}`} onKeyDownCapture={onKeyDown}>
      {setting === 'order' ? <Select label="Section" value={section} choices={sections.map((title) => ({ value: title, label: shown(title) }))} onChange={setSection} /> : null}
      {listed === undefined
        ? <Field label={label} value={typed} onChange={setTyped} error={possible ? null : hints[setting] ?? 'This cannot be its value.'} {...(hints[setting] === undefined ? {} : { hint: hints[setting] })} />
        : <Select label={label} value={typed} choices={listed.map((value) => ({ value, label: valueWords(setting, value), ...(value === usual ? { note: 'as the profile says' } : {}) }))} onChange={setTyped} />}
      <Field label="Reason" value={reason} onChange={setReason} required hint="Recorded with your name and the time, and said in the report beside the PDF." />
      <div className="bundle-moves"><Button isDisabled={override === null} onPress={() => { if (override !== null) onKeep(override); }}>Set otherwise</Button><Button tone="quiet" onPress={onCancel}>Leave it</Button></div>
    </div>
  );
}
