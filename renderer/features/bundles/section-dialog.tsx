/** A new section, behind the one chosen. */
import { useState, type ReactNode } from 'react';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import { Field } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { addSectionTo } from './bundle-actions.ts';
import type { Place } from './bundle-edits.ts';

export function SectionDialog({ bundle, place, onClose }: { readonly bundle: ListedBundle; readonly place: Place | null; readonly onClose: () => void }): ReactNode {
  const [title, setTitle] = useState('');
  return (
    <FormDialog title="Add a section" act="Add" ready={title.trim() !== '' && title.trim().length <= 200} onSave={() => addSectionTo(bundle, place, title.trim())} onClose={onClose}>
      <Field label="Title" value={title} onChange={setTitle} autoFocus required placeholder="Statements" hint="It goes behind the section that is chosen." />
    </FormDialog>
  );
}
