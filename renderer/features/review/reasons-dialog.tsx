/** Reasons for an assessment, with the innocent explanation and the officer's account beside them. */
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Assessment, AssessmentState } from '../../../shared/domain/assessment.ts';
import { assessmentLabels, assessmentStates } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Button, Field, KeyCap, Select } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { assess } from './review-actions.ts';

export function ReasonsDialog({ itemIds, current, onClose }: {
  readonly itemIds: readonly ItemId[];
  /** What stands for the first item. */
  readonly current: Assessment | null;
  readonly onClose: () => void;
}): ReactNode {
  const [state, setState] = useState<AssessmentState | null>(current?.state ?? null);
  const [reasons, setReasons] = useState(current?.reasons ?? '');
  const [innocentExplanation, setInnocent] = useState(current?.innocentExplanation ?? '');
  const [officersAccount, setAccount] = useState(current?.officersAccount ?? '');
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    if (state === null) return;
    setSaving(true);
    const saved = await assess(itemIds, state, { reasons, innocentExplanation, officersAccount });
    setSaving(false);
    if (saved) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
  };
  const choices = assessmentStates.map((value) => ({ value, label: assessmentLabels[value].full }));
  return (
    <Modal
      title={itemIds.length === 1 ? 'Assessment and reasons' : `Assessment and reasons for ${itemIds.length} items`} onClose={onClose}
      actions={<><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={saving || state === null} onPress={() => { void save(); }}>Save <KeyCap>Ctrl Enter</KeyCap></Button></>}
    >
      <div onKeyDown={onKeyDown} role="presentation" className="stack">
        <Select label="Assessment" value={state} choices={choices} onChange={setState} placeholder="Choose what it was for" />
        <Field label="Reasons" multiline={4} value={reasons} onChange={setReasons} autoFocus hint="A view, with its grounds. Findings belong to the panel." />
        <Field label="Innocent explanation weighed" multiline={2} value={innocentExplanation} onChange={setInnocent} />
        <Field label="Officer’s account" multiline={2} value={officersAccount} onChange={setAccount} hint="What the officer says of this, and where it was said." />
      </div>
    </Modal>
  );
}
