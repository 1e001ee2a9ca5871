/** Dialogs that save something: a form, and the form that only asks for a reason. */
import { useState, type ReactNode } from 'react';
import { Button, Field } from './controls.tsx';
import { Modal } from './modal.tsx';

interface FormProps {
  readonly title: string;
  readonly act: string;
  readonly ready: boolean;
  /** Null when it was refused: the person has been told, and the form stays. */
  readonly onSave: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormDialog({ title, act, ready, onSave, onClose, children }: FormProps): ReactNode {
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    const done = await onSave();
    setSaving(false);
    if (done !== null) onClose();
  };
  return (
    <Modal title={title} onClose={onClose} actions={<><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={saving || !ready} onPress={() => { void save(); }}>{act}</Button></>}>
      {children}
    </Modal>
  );
}

export function ReasonDialog({ title, about, act, optional = false, onSave, onClose, children }: {
  readonly title: string; readonly about: string; readonly act: string; readonly optional?: boolean; readonly children?: ReactNode;
  readonly onSave: (reason: string) => Promise<unknown>; readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  return (
    <FormDialog title={title} act={act} ready={optional || reason.trim() !== ''} onSave={() => onSave(reason)} onClose={onClose}>
      <p className="wrap">{about}</p>
      {children}
      <Field label={optional ? 'Reason (may be left empty)' : 'Reason'} multiline={3} value={reason} onChange={setReason} autoFocus required={!optional} hint="Recorded in the continuity log." />
    </FormDialog>
  );
}
