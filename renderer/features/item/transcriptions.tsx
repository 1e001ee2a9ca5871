/** What people have written down from a picture, and the way to write down more. */
import { useState, type ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { Card } from './card.tsx';
import { WriteDownDialog } from './write-down.tsx';

export function Transcriptions({ detail, zone, onGoTo }: { readonly detail: ItemDetail; readonly zone: string; readonly onGoTo: (itemId: ItemId) => void }): ReactNode {
  const [writing, setWriting] = useState(false);
  return (
    <Card title="What it shows">
      {detail.transcribedItemIds.length === 0 ? <p className="quiet">Nobody has written down what this picture shows, or the time visible in it.</p> : (
        <ul>{detail.transcribedItemIds.map((itemId, index) => <li key={itemId}><button type="button" className="link" onClick={() => onGoTo(itemId)}>Entry {index + 1}</button></li>)}</ul>
      )}
      <div><Button onPress={() => setWriting(true)}>Write down what it shows…</Button></div>
      {writing ? (
        <WriteDownDialog
          title="What the picture shows" about="The time you can see in the picture, as it stands there. The file’s own time stays with the picture." zone={zone} visible kinds={['event', 'message', 'call', 'access', 'note']}
          onSave={(kind, entry) => attempt(engine.call('pictures.transcribe', { ...entry, itemId: detail.id, kind, region: { x: 0, y: 0, width: 1, height: 1 } }))} onClose={() => setWriting(false)}
        />
      ) : null}
    </Card>
  );
}
