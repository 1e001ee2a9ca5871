/** Dialogs that save something: a form, and the form that only asks for a reason. */
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Field, KeyCap } from './controls.tsx';
import { Modal } from './modal.tsx';

interface FormProps {
  readonly title: string;
  readonly act: string;
  readonly ready: boolean;
  /** Null when it was refused: the person has been told, and the form stays. */
  readonly onSave: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: number;
}

export function FormDialog({ title, act, ready, onSave, onClose, children, width }: FormProps): ReactNode {
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    const done = await onSave();
    setSaving(false);
    if (done !== null) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || saving || !ready) return;
    event.preventDefault();
    event.stopPropagation();
    void save();
  };
  return (
    <Modal title={title} onClose={onClose} {...(width === undefined ? {} : { width })} actions={<><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={saving || !ready} onPress={() => { void save(); }}>{act} <span aria-hidden="true"><KeyCap>Ctrl Enter</KeyCap></span></Button></>}>
      {/* On the way down: the controls keep keys they know to themselves. */}
      <div className="form-body" role="presentation" onKeyDownCapture={onKeyDown}>{children}</div>
    </Modal>
  );
}

export function ReasonDialog({ title, about, act, optional = false, offered = '', onSave, onClose, children }: {
  readonly title: string; readonly about: string; readonly act: string; readonly optional?: boolean; readonly children?: ReactNode;
  /** A reason to begin with, which can be changed. */
  readonly offered?: string;
  readonly onSave: (reason: string) => Promise<unknown>; readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState(offered);
  return (
    <FormDialog title={title} act={act} ready={optional || reason.trim() !== ''} onSave={() => onSave(reason)} onClose={onClose}>
      <p className="wrap">{about}</p>
      {children}
      <Field label={optional ? 'Reason (may be left empty)' : 'Reason'} multiline={3} value={reason} onChange={setReason} autoFocus required={!optional} hint="Recorded in the continuity log." />
    </FormDialog>
  );
}
