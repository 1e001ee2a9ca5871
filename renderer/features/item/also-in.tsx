/** Where else the item's files are: the very same bytes, and pictures that look alike. */
import type { ReactNode } from 'react';
import type { FilePlace } from '../../../shared/contract/pictures.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Button } from '../../ui/controls.tsx';
import { formatCount, ProgressLine } from '../../ui/progress-line.tsx';
import { Card } from './card.tsx';
import { comparePictures, stopWork, usePictures } from './picture-store.ts';

interface PlacesProps { readonly places: readonly FilePlace[]; readonly count: number; readonly itemId: ItemId; readonly onGoTo: (itemId: ItemId) => void }

/** Places other than the item itself; `count` is of all there are. */
function Places({ places, count, itemId, onGoTo }: PlacesProps): ReactNode {
  const others = places.filter((place) => place.itemId !== itemId);
  return (
    <ul>
      {others.map((place) => {
        const words = `${place.exhibit} — ${place.name}`;
        const target = place.itemId;
        return (
          <li key={`${place.exhibitId} ${place.itemId ?? ''} ${place.attachment ?? ''}`}>
            {target === null ? <span>{words} (the exhibit itself)</span> : <button type="button" className="link" onClick={() => onGoTo(target)}>{words}</button>}
          </li>
        );
      })}
      {count > places.length ? <li className="quiet">and {formatCount(count - places.length)} more</li> : null}
    </ul>
  );
}

export function AlsoInCard({ itemId, onGoTo }: { readonly itemId: ItemId; readonly onGoTo: (itemId: ItemId) => void }): ReactNode {
  const { alsoIn, texts, work, progress } = usePictures();
  if (alsoIn === null) return null;
  // Bytes found only elsewhere within this very item (a message with the same picture twice) have no other place to go to.
  const duplicates = alsoIn.duplicates.filter((group) => group.places.some((place) => place.itemId !== itemId));
  const isPicture = texts.length > 0;
  if (!isPicture && duplicates.length === 0) return null;
  return (
    <Card title="Also in">
      {duplicates.map((group) => (
        <section key={group.sha256} className="also-in" aria-label="The same file">
          <p><strong>The same file, byte for byte</strong> <span className="quiet mono" title={group.sha256}>{group.sha256.slice(0, 6)}…{group.sha256.slice(-6)}</span></p>
          <Places places={group.places} count={group.count} itemId={itemId} onGoTo={onGoTo} />
        </section>
      ))}
      {alsoIn.alike.map((picture) => (
        <section key={picture.sha256} className="also-in" aria-label="Looks alike">
          <p><strong>Looks alike</strong> <span className="quiet">{picture.distance} of 64 points differ; look at both</span></p>
          <Places places={picture.places} count={picture.count} itemId={itemId} onGoTo={onGoTo} />
        </section>
      ))}
      {duplicates.length === 0 && alsoIn.alike.length === 0 ? <p className="quiet">{alsoIn.notCompared === 0 || !isPicture ? 'Nowhere else in this case.' : 'The same file is nowhere else in this case.'}</p> : null}
      {!isPicture || alsoIn.notCompared === 0 ? null : <p className="quiet">{alsoIn.notCompared === 1 ? '1 picture' : `${formatCount(alsoIn.notCompared)} pictures`} of the case {alsoIn.notCompared === 1 ? 'has' : 'have'} not been compared yet.</p>}
      {!isPicture ? null : work === 'comparing'
        ? <ProgressLine progress={progress} waiting="Starting to compare" onCancel={stopWork} />
        : alsoIn.notCompared === 0 ? null : <div><Button isDisabled={work !== null} onPress={() => { void comparePictures(itemId); }}>Look for pictures like it</Button></div>}
    </Card>
  );
}
