/** The reviewer's own assessment with its words and links. What another reviewer said first stands above it. */
import { useState, type ReactNode } from 'react';
import { assessmentLabels, type Assessment } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { AssessmentFields, emptyDraft, type Draft } from './assessment-fields.tsx';
import { assess } from './review-actions.ts';
import './review-dialogs.css';

export function ReasonsDialog({ itemIds, own, first, onClose }: {
  readonly itemIds: readonly ItemId[];
  /** The reviewer's own of the first item. */
  readonly own: Assessment | null;
  /** Another reviewer's, which stands first; null when there is none. */
  readonly first: Assessment | null;
  readonly onClose: () => void;
}): ReactNode {
  const [draft, setDraft] = useState<Draft>(own ?? { ...emptyDraft, state: first?.state ?? null });
  const { state, reasons, innocentExplanation, charges, standards } = draft;
  const differs = first !== null && state !== null && state !== first.state;
  return (
    <FormDialog
      title={itemIds.length === 1 ? 'Assessment and reasons' : `Assessment and reasons for ${itemIds.length} items`} act="Save" width={680} ready={state !== null && !(differs && reasons.trim() === '')} onClose={onClose}
      onSave={async () => (state !== null && await assess(itemIds, state, { reasons, innocentExplanation, charges: [...charges], standards: [...standards] }) ? true : null)}
    >
      {first === null ? null : (
        <p className="first-said wrap">
          <strong>{first.author} said first: {assessmentLabels[first.state].full}.</strong> {first.reasons === '' ? 'No reasons given.' : first.reasons}
          <span className="quiet"> Yours stands beside it as a second reviewer’s{differs ? ', and differs: give your reasons' : ''}.</span>
        </p>
      )}
      <AssessmentFields draft={draft} onChange={(change) => setDraft((before) => ({ ...before, ...change }))} />
    </FormDialog>
  );
}
