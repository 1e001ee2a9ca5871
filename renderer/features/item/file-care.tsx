/** Saying once what a file shows, so that others need not look; and stopping work on one that may show a person under 18. */
import { useState, type ReactNode } from 'react';
import type { FileNotes } from '../../../shared/contract/welfare.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { viewZone } from '../../session/session-store.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { FormDialog, ReasonDialog } from '../../ui/form-dialog.tsx';
import { describeFile, releaseFile, stopFile } from './file-notes.ts';

const whatToDo = 'Do not look at it again, and do not copy, print or send it. Tell your supervisor and the force’s specialist team now. Give them the exhibit, the hash and the time below; they decide what happens to it.';

function DescribeDialog({ itemId, name, notes, onClose }: { readonly itemId: ItemId; readonly name: string; readonly notes: FileNotes; readonly onClose: () => void }): ReactNode {
  const before = notes.description?.text ?? '';
  const [text, setText] = useState(before);
  return (
    <FormDialog title={`What “${name}” shows`} act={text.trim() === '' && before !== '' ? 'Take back' : 'Save'} ready={text.trim() !== before} onSave={() => describeFile(itemId, notes.attachment, text)} onClose={onClose}>
      <p className="quiet">One plain description spares everybody after you. It stands beside this file wherever the same bytes are, with your name.</p>
      <Field label="Description" multiline={4} value={text} onChange={setText} autoFocus hint={before === '' ? 'What can be seen, without judgement. The file stays hidden.' : 'Empty takes the description back.'} />
    </FormDialog>
  );
}

export function FileCare({ itemId, name, notes }: { readonly itemId: ItemId; readonly name: string; readonly notes: FileNotes }): ReactNode {
  const [open, setOpen] = useState<'describe' | 'stop' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <div className="file-care">
      <button type="button" className="link" onClick={() => setOpen('describe')}>{notes.description === null ? 'Describe it…' : 'Change the description…'}</button>
      {notes.stop === null ? <button type="button" className="link" onClick={() => setOpen('stop')}>May be under 18…</button> : null}
      {open === 'describe' ? <DescribeDialog itemId={itemId} name={name} notes={notes} onClose={close} /> : null}
      {open === 'stop' ? (
        <ReasonDialog
          title="Stop: this may show a person under 18" act="Stop work on this file" optional onSave={(reason) => stopFile(itemId, notes.attachment, reason)} onClose={close}
          about="From now on nobody can open this file in this case, here or in any other exhibit that holds the same file, until somebody releases it with a reason. What is open on the screen is put away."
        ><p className="file-stopped"><strong>What to do</strong><span>{whatToDo}</span></p></ReasonDialog>
      ) : null}
    </div>
  );
}

export function StoppedFile({ itemId, attachment, stop }: { readonly itemId: ItemId; readonly attachment: number; readonly stop: NonNullable<FileNotes['stop']> }): ReactNode {
  const [releasing, setReleasing] = useState(false);
  return (
    <div className="file-stopped" role="note">
      <strong>Work on this file has stopped: it may show a person under 18</strong>
      <span>{stop.author}, {formatInstant(Date.parse(stop.madeAt), viewZone())}{stop.text === '' ? '' : `: ${stop.text}`}</span>
      <span>{whatToDo}</span>
      <Button onPress={() => setReleasing(true)}>Release…</Button>
      {releasing ? (
        <ReasonDialog
          title="Release this file" act="Release" about="The file can then be opened again by everybody who works on the case. Say who decided it and on what." onSave={(reason) => releaseFile(itemId, attachment, reason)} onClose={() => setReleasing(false)}
        />
      ) : null}
    </div>
  );
}
