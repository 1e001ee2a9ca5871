/** What people have written down from a picture, and the way to write down more. */
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { Card } from './card.tsx';
import { useItem } from './item-store.ts';
import { openViewer } from './viewer/viewer-store.ts';
import { visibleCharacters } from './visible-characters.ts';

/** Of an item that has pictures: the entries read off them. Of an entry: the way back to its picture. */
export function Transcriptions({ detail, onGoTo }: { readonly detail: ItemDetail; readonly onGoTo: (itemId: ItemId) => void }): ReactNode {
  const { readOff, transcriptions } = detail;
  const wanted = useItem((state) => state.pictureWanted && state.itemId === detail.id);
  if (readOff !== null) {
    return (
      <Card title="Read off a picture">
        <div className="attachment-actions">
          <Button onPress={() => openViewer({ ...readOff, entryId: detail.id, asked: false })}>Show where on the picture <span aria-hidden="true"><KeyCap>Shift V</KeyCap></span></Button>
          <Button onPress={() => onGoTo(readOff.itemId)}>Go to the picture</Button>
        </div>
      </Card>
    );
  }
  if (detail.kind !== 'picture' && transcriptions.length === 0) return null;
  return (
    <Card title="What it shows">
      {transcriptions.length === 0 ? <p className="quiet">Nobody has written down what this picture shows, or the time visible in it.</p> : (
        <ul>{transcriptions.map((entry, index) => <li key={entry.itemId}><button type="button" className="link" onClick={() => onGoTo(entry.itemId)}>Entry {index + 1}</button> <span className="quiet">{visibleCharacters(entry.text)}</span></li>)}</ul>
      )}
      {detail.kind !== 'picture' ? null : <div><Button onPress={() => openViewer({ itemId: detail.id, attachment: 0, entryId: null, asked: wanted, writing: true })}>Write down what it shows…</Button></div>}
    </Card>
  );
}
