/** Beside the picture: what people wrote down of it, what a machine read in it, and the form for writing down more. */
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { type PictureSize } from '../../../../shared/contract/pictures.ts';
import { wholePicture } from '../../../../shared/domain/region.ts';
import type { ItemId } from '../../../../shared/domain/ids.ts';
import { itemKindLabels } from '../../../../shared/domain/item.ts';
import { engine } from '../../../engine-client/engine-client.ts';
import { attempt } from '../../../session/session-store.ts';
import { Button, KeyCap } from '../../../ui/controls.tsx';
import { Scroller } from '../../../ui/scroller.tsx';
import { Card } from '../card.tsx';
import { FileCare } from '../file-care.tsx';
import { usePictures } from '../picture-store.ts';
import { OneText } from '../picture-text.tsx';
import { visibleCharacters } from '../visible-characters.ts';
import { useWrittenEntry, WrittenEntryFields, type WrittenEntry } from '../written-entry.tsx';
import { regionOfBox, type Box } from './geometry.ts';
import type { ViewedPicture } from './viewed-picture.ts';

const kinds = ['event', 'message', 'call', 'access', 'note'] as const;

interface SideProps {
  readonly viewed: ViewedPicture & { readonly size: PictureSize };
  readonly attachment: number;
  readonly name: string;
  readonly zone: string;
  readonly box: Box | null;
  readonly writing: boolean;
  readonly entryId: ItemId | null;
  readonly onWriting: (on: boolean) => void;
  /** An entry has been written down: its region is no longer being marked. */
  readonly onWritten: () => void;
  readonly onGoTo: (itemId: ItemId) => void;
}

function WriteForm({ viewed, attachment, box, entry, onWriting, onWritten }: SideProps & { readonly entry: WrittenEntry<(typeof kinds)[number]> }): ReactNode {
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    const region = box === null ? wholePicture : regionOfBox(viewed.size, box);
    const made = await entry.save((kind, written) => attempt(engine.call('pictures.transcribe', { ...written, itemId: viewed.detail.id, attachment, kind, region })));
    setSaving(false);
    if (made !== null) onWritten();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && entry.whole && !saving) void save();
    else if (event.key === 'Escape') onWriting(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Card title="Write down what it shows">
      {/* On the way down: the controls keep keys they know to themselves. */}
      <div className="form-body" role="presentation" onKeyDownCapture={onKeyDown}>
        <p className="quiet">{box === null ? 'Of the whole picture. Mark a region first to say where in it.' : `Of the region of ${box.width} × ${box.height} pixels from ${box.x}, ${box.y}.`} The time is the one you can see, as it stands there; the file’s own time stays with the picture.</p>
        <WrittenEntryFields entry={entry} visible />
        <div className="attachment-actions">
          <Button tone="main" isDisabled={saving || !entry.whole} onPress={() => { void save(); }}>Write down <span aria-hidden="true"><KeyCap>Ctrl Enter</KeyCap></span></Button>
          <Button onPress={() => onWriting(false)}>Cancel</Button>
        </div>
      </div>
    </Card>
  );
}

function Entries({ viewed, attachment, entryId, onGoTo, onWriting }: SideProps): ReactNode {
  const entries = viewed.detail.transcriptions.filter((entry) => entry.attachment === attachment);
  return (
    <Card title="What it shows">
      {entries.length === 0 ? <p className="quiet">Nobody has written down what this picture shows, or the time visible in it.</p> : (
        <ol className="viewer-entries">
          {entries.map((entry, index) => (
            <li key={entry.itemId} className={entry.itemId === entryId ? 'pointed' : ''}>
              <button type="button" className="link" onClick={() => onGoTo(entry.itemId)}>Entry {index + 1}</button> <span className="quiet">{itemKindLabels[entry.kind].one}{entry.written === '' ? '' : `, ${visibleCharacters(entry.written)}`}</span>
              <p className="wrap" dir="auto">{visibleCharacters(entry.text)}</p>
            </li>
          ))}
        </ol>
      )}
      <div><Button onPress={() => onWriting(true)}>Write down what it shows… <span aria-hidden="true"><KeyCap>E</KeyCap></span></Button></div>
    </Card>
  );
}

export function ViewerSide(props: SideProps): ReactNode {
  const { viewed, name, zone, writing } = props;
  // Kept while the form is closed: the next entry off the same picture has the same zone and parties.
  const entry = useWrittenEntry(kinds, zone);
  const busy = usePictures((state) => state.work !== null);
  return (
    <Scroller className="viewer-side" label="About the picture">
      {viewed.notes?.description == null ? null : <p className="file-described wrap"><span className="quiet">{viewed.notes.description.author} describes it:</span> {viewed.notes.description.text}</p>}
      {writing ? <WriteForm {...props} entry={entry} /> : <Entries {...props} />}
      {viewed.text === null ? null : <Card title="Text in the picture"><OneText text={viewed.text} zone={zone} busy={busy} named={false} /></Card>}
      {viewed.notes === null ? null : <FileCare itemId={viewed.detail.id} name={name} notes={viewed.notes} />}
    </Scroller>
  );
}
