/** The fields of an assessment: what it was for, the reasons beside the innocent explanation, and what it bears on. */
import type { ReactNode } from 'react';
import { assessmentLabels, assessmentStates, type AssessmentState } from '../../../shared/domain/assessment.ts';
import type { ChargeId } from '../../../shared/domain/charge.ts';
import type { StandardCode } from '../../../shared/domain/standard.ts';
import { useFramework } from '../../session/framework-store.ts';
import { AnyOf } from '../../ui/choices.tsx';
import { Field, Select } from '../../ui/controls.tsx';

export interface Draft {
  readonly state: AssessmentState | null;
  readonly reasons: string;
  readonly innocentExplanation: string;
  readonly charges: readonly ChargeId[];
  readonly standards: readonly StandardCode[];
}
export const emptyDraft: Draft = { state: null, reasons: '', innocentExplanation: '', charges: [], standards: [] };

const choices = assessmentStates.map((value) => ({ value, label: assessmentLabels[value].full }));

export function AssessmentFields({ draft, onChange, focusState = false }: {
  readonly draft: Draft; readonly onChange: (change: Partial<Draft>) => void;
  /** Whether the first field is the reasons, as after a key that has said the state, or the state itself. */
  readonly focusState?: boolean;
}): ReactNode {
  const charges = useFramework((state) => state.charges);
  const standards = useFramework((state) => state.standards);
  return (
    <>
      <Select label="Assessment" value={draft.state} choices={choices} onChange={(state) => onChange({ state })} placeholder="Choose what it was for" />
      <div className="side-by-side">
        <Field label="Reasons" multiline={5} value={draft.reasons} onChange={(reasons) => onChange({ reasons })} autoFocus={!focusState} hint="A view, with its grounds. Findings belong to the panel." />
        <Field label="Innocent explanation weighed" multiline={5} value={draft.innocentExplanation} onChange={(innocentExplanation) => onChange({ innocentExplanation })} hint="What would make this proper or harmless." />
      </div>
      <AnyOf
        label="Allegations and particulars" none="None yet: they are stated in Allegations and tags." values={draft.charges.map(String)}
        options={charges.map(({ id, label, text, partOf }) => ({ value: String(id), label: `${partOf === null ? '' : '\u2003'}${label}`, note: text }))}
        onChange={(chosen) => onChange({ charges: charges.filter(({ id }) => chosen.includes(String(id))).map(({ id }) => id) })}
      />
      <AnyOf label="Standards" columns={2} values={draft.standards} options={standards.map(({ code, title, wording }) => ({ value: code, label: title, title: wording === '' ? undefined : wording }))} onChange={(chosen) => onChange({ standards: chosen })} />
    </>
  );
}
