/** The ten Standards as this case words them, and where the wording comes from. */
import { useState, type ReactNode } from 'react';
import type { Standard, StandardCode } from '../../../shared/domain/standard.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { useFramework } from '../../session/framework-store.ts';
import { attempt } from '../../session/session-store.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FrameworkSection } from './framework-section.tsx';

function WordingDialog({ standard, onClose }: { readonly standard: Standard; readonly onClose: () => void }): ReactNode {
  const [title, setTitle] = useState(standard.title);
  const [wording, setWording] = useState(standard.wording);
  const [source, setSource] = useState(standard.stated === null ? '' : standard.source);
  return (
    <FormDialog
      title={`Wording of “${standard.title}”`} act="Save" width={620} ready={title.trim() !== '' && source.trim() !== ''} onClose={onClose}
      onSave={() => attempt(engine.call('standards.save', { code: standard.code, title, wording, source }))}
    >
      <Field label="Title" value={title} onChange={setTitle} required />
      <Field label="Wording" multiline={5} value={wording} onChange={setWording} autoFocus hint="As the regime of this case has it." />
      <Field label="Where that is written" value={source} onChange={setSource} required placeholder="Regulations, schedule and paragraph, or the force’s policy" />
    </FormDialog>
  );
}

export function Standards({ onOpen }: { readonly onOpen: (code: StandardCode) => void }): ReactNode {
  const standards = useFramework((state) => state.standards);
  const [worded, setWorded] = useState<Standard | null>(null);
  const supplied = standards.find(({ stated }) => stated === null)?.source;
  return (
    <FrameworkSection title="Standards of Professional Behaviour" heads={['Standard', 'Wording']}>
      {supplied === undefined ? null : <tr><td colSpan={3} className="quiet">{supplied}.</td></tr>}
      {standards.map((standard) => (
        <tr key={standard.code}>
          <th scope="row">{standard.title}</th>
          <td>{standard.wording === '' ? <span className="quiet">Not stated</span> : <span className="wrap">{standard.wording}</span>}{standard.stated === null ? null : <span className="quiet framework-source">{standard.source} ({standard.stated.author})</span>}</td>
          <td className="actions">
            <Button tone="quiet" aria-label={`Items linked to ${standard.title}`} onPress={() => onOpen(standard.code)}>Items</Button>
            <Button tone="quiet" aria-label={`State the wording of ${standard.title}`} onPress={() => setWorded(standard)}>Wording…</Button>
          </td>
        </tr>
      ))}
      {worded === null ? null : <WordingDialog standard={worded} onClose={() => setWorded(null)} />}
    </FrameworkSection>
  );
}
