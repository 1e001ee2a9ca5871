/** Reads an exhibit onto the timeline: what it is, what has to be answered, what came of it. */
import type { ReactNode } from 'react';
import type { ImportCertificate } from '../../../shared/contract/importing.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { CertificateView } from './certificate-view.tsx';
import { BeforeAndAfter, ColumnMappingStep } from './column-mapping.tsx';
import { missingAnswer, useImport, type ImportState } from './import-state.ts';
import { PartChoice } from './part-choice.tsx';
import { QuestionView } from './questions.tsx';

function Asking({ state }: { readonly state: ImportState }): ReactNode {
  const { stage, answers, answer } = state;
  if (stage.at !== 'asking' && stage.at !== 'importing') return null;
  const { inspection } = stage;
  return (
    <>
      <p><strong>{inspection.formatLabel}</strong> <span className="quiet">{inspection.recognisedBy}</span></p>
      {inspection.findings.length === 0 ? null : <ul className="findings">{inspection.findings.map((finding) => <li key={finding}>{finding}</li>)}</ul>}
      {inspection.format === 'package' ? <PartChoice parts={inspection.parts} answers={answers} onAnswer={answer} /> : null}
      {inspection.table !== null && answers.mapping !== undefined ? <ColumnMappingStep table={inspection.table} mapping={answers.mapping} onChange={(mapping) => answer({ mapping })} /> : null}
      {inspection.questions.map((question) => <QuestionView key={question.answer} question={question} answers={answers} onAnswer={answer} />)}
      {inspection.table === null ? null : <BeforeAndAfter preview={state.preview} fault={state.previewFault} />}
    </>
  );
}

export function ImportWizard({ exhibit, onClose, onImported }: {
  readonly exhibit: Exhibit;
  readonly onClose: () => void;
  readonly onImported: (certificate: ImportCertificate) => void;
}): ReactNode {
  const state = useImport(exhibit, onImported);
  const { stage } = state;
  const missing = stage.at === 'asking' ? missingAnswer(stage.inspection, state.answers) : null;
  const busy = stage.at === 'importing';
  const actions = stage.at === 'done' ? <Button tone="main" autoFocus onPress={onClose}>Close</Button>
    : stage.at === 'unreadable' ? <Button tone="main" autoFocus onPress={onClose}>Close</Button>
      : stage.at === 'asking' ? (
        <>
          {missing === null ? null : <span className="foot-note">{missing}</span>}
          <Button onPress={onClose}>Not now</Button>
          <Button tone="main" isDisabled={missing !== null} onPress={() => { void state.start(); }}>Import</Button>
        </>
      ) : undefined;
  return (
    <Modal title={`Read ${exhibit.reference}`} width={940} busy={busy} onClose={onClose} {...(actions === undefined ? {} : { actions })}>
      <p className="quiet">{exhibit.originalName}{exhibit.description === '' ? '' : ` — ${exhibit.description}`}</p>
      {stage.at === 'inspecting' ? <ProgressLine progress={state.progress} waiting="Looking at the content" onCancel={() => { state.cancel(); onClose(); }} /> : null}
      {stage.at === 'unreadable' ? (
        <>
          <p className="warned-line">{stage.message}</p>
          {stage.recognised ? null : <p>The exhibit is kept in the case with its hash. It can be read when an importer for it is there.</p>}
        </>
      ) : null}
      <Asking state={state} />
      {busy ? <ProgressLine progress={state.progress} waiting="Preparing a working copy" onCancel={state.cancel} /> : null}
      {stage.at === 'done' ? <CertificateView certificate={stage.certificate} /> : null}
    </Modal>
  );
}
