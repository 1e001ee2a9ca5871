/** The details of a case: for a new one with its folder, or to change those of the open one. */
import { useState, type ReactNode } from 'react';
import { caseDetailsSchema, defaultCaseDetails, regimeLabels, regimes, type CaseDetails } from '../../../shared/domain/case-details.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, becomeCase, useSession } from '../../session/session-store.ts';
import { Button, Field, Select } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';

const regimeChoices = regimes.map((value) => ({ value, label: regimeLabels[value] }));

function CaseForm({ details, onChange }: { readonly details: CaseDetails; readonly onChange: (details: CaseDetails) => void }): ReactNode {
  const set = <K extends keyof CaseDetails>(key: K) => (value: CaseDetails[K]): void => onChange({ ...details, [key]: value });
  return (
    <div className="case-form">
      <div className="wide"><Field label="Title" value={details.title} onChange={set('title')} placeholder="Operation …" required autoFocus /></div>
      <Field label="Reference" value={details.reference} onChange={set('reference')} required />
      <Field label="Force" value={details.force} onChange={set('force')} />
      <Field label="Officer" value={details.officer} onChange={set('officer')} hint="Officer or staff member under investigation" />
      <Select label="Regime" value={details.regime} choices={regimeChoices} onChange={set('regime')} />
      <Field label="Time zone for reading" value={details.displayZone} onChange={set('displayZone')} error={isKnownZone(details.displayZone) ? null : 'Not a time zone this computer knows'} hint="How times are shown. It never decides how a source is read." />
      <Field label="Protective marking" value={details.protectiveMarking} onChange={set('protectiveMarking')} />
    </div>
  );
}

function complete(details: CaseDetails): boolean {
  return caseDetailsSchema.safeParse(details).success && isKnownZone(details.displayZone);
}

/** A folder name every file system takes. */
function folderName(details: CaseDetails): string {
  const plain = `${details.reference} ${details.title}`.replace(/[^\p{L}\p{N} _.-]/gu, '-').trim();
  return `${plain === '' ? 'Case' : plain}.plumbline`;
}

export function NewCaseDialog({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: () => void }): ReactNode {
  const [details, setDetails] = useState<CaseDetails>(defaultCaseDetails);
  const [making, setMaking] = useState(false);
  const make = async (): Promise<void> => {
    const folder = await attempt(engine.call('shell.chooseNewCaseFolder', { suggestedName: folderName(details) }));
    if (folder === null) return;
    setMaking(true);
    const summary = await attempt(engine.call('cases.create', { folder, details }));
    setMaking(false);
    if (summary === null) return;
    becomeCase(summary);
    onMade();
  };
  return (
    <Modal title="New case" width={620} onClose={onClose} actions={<><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={making || !complete(details)} onPress={() => { void make(); }}>Choose where to keep it…</Button></>}>
      <CaseForm details={details} onChange={setDetails} />
    </Modal>
  );
}

export function CaseDetailsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const summary = useSession((state) => state.summary);
  const [details, setDetails] = useState<CaseDetails>(summary?.details ?? defaultCaseDetails);
  const save = async (): Promise<void> => {
    const changed = await attempt(engine.call('cases.updateDetails', details));
    if (changed === null) return;
    useSession.setState({ summary: changed });
    onClose();
  };
  return (
    <Modal title="Case details" width={620} onClose={onClose} actions={<><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={!complete(details)} onPress={() => { void save(); }}>Save</Button></>}>
      <CaseForm details={details} onChange={setDetails} />
    </Modal>
  );
}
