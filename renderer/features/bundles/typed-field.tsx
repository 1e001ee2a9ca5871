/** A field whose words count when it is left or Enter is pressed, so that a bundle is kept once and not letter by letter. Escape takes back what was typed. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useShownName } from '../../session/shown-names.ts';
import { Field } from '../../ui/controls.tsx';

interface TypedFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly placeholder?: string;
  /** Why the words cannot stand; null when they can. */
  readonly fault: (typed: string) => string | null;
  readonly onKeep: (typed: string) => void;
}

/** Give it a key of what it is of: a field left by choosing something else keeps what was typed for the former. */
export function TypedField({ id, label, value, hint, placeholder, fault, onKeep }: TypedFieldProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = useShownName();
  const wrong = draft === null ? null : fault(draft);
  const keep = (): void => {
    if (draft !== null && wrong === null && draft !== value) onKeep(draft);
    if (wrong === null) setDraft(null);
  };
  const latest = useRef(keep);
  useEffect(() => { latest.current = keep; });
  useEffect(() => () => latest.current(), []);
  if (shown(value) !== value) return <Field label={label} value={shown(value)} onChange={() => undefined} disabled hint="Shown with ciphers. Show names to change it." />;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') keep();
    else if (event.key === 'Escape' && draft !== null) setDraft(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div id={id} role="presentation" onBlur={keep} onKeyDownCapture={onKeyDown}>
      <Field label={label} value={draft ?? value} onChange={setDraft} error={wrong} {...(hint === undefined ? {} : { hint })} {...(placeholder === undefined ? {} : { placeholder })} />
    </div>
  );
}
