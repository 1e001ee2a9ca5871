/** Relevance and handling of what is chosen. */
import { useState, type ReactNode } from 'react';
import { handlingLabels, handlings, needsReason, relevanceLabels, relevances, type Disclosure, type Handling, type Relevance } from '../../../shared/domain/disclosure.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Field } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { disclose } from './review-actions.ts';
import './review-dialogs.css';

export const relevanceOptions = relevances.map((value) => ({ value, label: value === 'not-set' ? 'Not set' : relevanceLabels[value].full }));
export const handlingOptions = handlings.map((value) => ({ value, label: value === 'normal' ? 'Normal' : handlingLabels[value].full, note: value === 'privileged' ? 'never exported' : undefined }));

export function DisclosureDialog({ itemIds, current, onClose }: { readonly itemIds: readonly ItemId[]; /** What stands of the first. */ readonly current: Disclosure | null; readonly onClose: () => void }): ReactNode {
  const [relevance, setRelevance] = useState<Relevance>(current?.relevance ?? 'not-set');
  const [handling, setHandling] = useState<Handling>(current?.handling ?? 'normal');
  const [reason, setReason] = useState(current?.reason ?? '');
  const needed = needsReason(relevance, handling);
  return (
    <FormDialog
      title={itemIds.length === 1 ? 'Disclosure' : `Disclosure of ${itemIds.length} items`} act="Save" width={560} ready={!needed || reason.trim() !== ''} onClose={onClose}
      onSave={() => disclose({ itemIds: [...itemIds], relevance, handling, reason })}
    >
      <div className="side-by-side">
        <OneOf label="Relevance" value={relevance} options={relevanceOptions} onChange={setRelevance} autoFocus />
        <OneOf label="Handling" value={handling} options={handlingOptions} onChange={setHandling} />
      </div>
      <Field label={needed ? 'Reason' : 'Reason (may be left empty)'} multiline={3} value={reason} onChange={setReason} required={needed} hint="Relevant is what has some bearing on the case, for or against; in doubt, include it." />
    </FormDialog>
  );
}
