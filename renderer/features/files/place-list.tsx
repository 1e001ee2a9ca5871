/** Everywhere the file that was reached is. Each place leads to its row on the timeline. */
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { DuplicateGroup, FilePlace } from '../../../shared/contract/pictures.ts';
import type { ExhibitId, ItemId } from '../../../shared/domain/ids.ts';
import { say } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { movement } from '../../ui/grid-movement.ts';
import { formatCount } from '../../ui/progress-line.tsx';
import { choosePlace, fileAt, useFiles } from './files-store.ts';
import { kindWords, placesWords } from './files-words.ts';

/** Places a page key moves by. */
const pagePlaces = 10;

interface PlaceListProps {
  readonly pane: RefObject<HTMLElement | null>;
  readonly onShowItem: (itemId: ItemId) => void;
  /** Opens a picture in the viewer, hidden until it is asked for there. */
  readonly onLook: (itemId: ItemId, attachment: number) => void;
  readonly onShowExhibit: (exhibitId: ExhibitId) => void;
  /** Goes back to the files. */
  readonly onLeave: () => void;
}

function About({ group }: { readonly group: DuplicateGroup }): ReactNode {
  const copy = (): void => {
    navigator.clipboard.writeText(group.sha256).then(() => say('SHA-256 copied'), () => say('SHA-256 could not be copied', 'warned'));
  };
  return (
    <dl className="facts">
      <div><dt>Kind</dt><dd>{kindWords(group.mediaType)} <span className="quiet">{group.mediaType}</span></dd></div>
      <div><dt>SHA-256</dt><dd><span className="mono file-hash-full">{group.sha256}</span> <Button tone="quiet" aria-label="Copy the SHA-256" onPress={copy}>Copy</Button></dd></div>
    </dl>
  );
}

function Place({ place, reached, onGo, onLook, onReach }: { readonly place: FilePlace; readonly reached: boolean; readonly onGo: () => void; readonly onLook: (() => void) | null; readonly onReach: () => void }): ReactNode {
  return (
    <li>
      <button type="button" className="place" tabIndex={reached ? 0 : -1} data-reached={reached ? '' : undefined} onClick={onGo} onFocus={onReach}>
        <strong>{place.exhibit}</strong> <bdi className="wrap">{place.name}</bdi>
        <span className="quiet">{place.itemId === null ? 'the exhibit itself; opens what is known of it' : 'opens its row on the timeline'}</span>
      </button>
      {onLook === null ? null : <button type="button" className="link" tabIndex={reached ? 0 : -1} aria-label={`Open in the viewer, hidden until asked for: ${place.exhibit} ${place.name}`} onClick={onLook}>Open in the viewer, hidden until asked for</button>}
    </li>
  );
}

/** Only a picture that an item brought can be looked at; an exhibit that is one has its item. */
function lookAt({ mediaType }: DuplicateGroup, { itemId, attachment }: FilePlace, onLook: PlaceListProps['onLook']): (() => void) | null {
  return itemId === null || attachment === null || !mediaType.startsWith('image/') ? null : () => onLook(itemId, attachment);
}

export function PlaceList({ pane, onShowItem, onLook, onShowExhibit, onLeave }: PlaceListProps): ReactNode {
  const file = useFiles((state) => state.file);
  const reached = useFiles((state) => state.place);
  useFiles((state) => state.pagesVersion);
  const group = fileAt(file);
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.place')];
    const move = movement(event, pagePlaces);
    if (move !== null) buttons[move === 'first' ? 0 : move === 'last' ? buttons.length - 1 : Math.min(Math.max(0, reached + move), buttons.length - 1)]?.focus();
    else if (event.key === 'Escape' || event.key === 'ArrowLeft') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <aside className="places" aria-label="Places of the file" ref={pane}>
      {group === null ? <p className="quiet" role="status">Fetching…</p> : (
        <>
          <About group={group} />
          <h2>{placesWords(group)}</h2>
          <ul onKeyDown={onKeyDown}>
            {group.places.map((place, index) => (
              <Place
                key={`${place.exhibitId} ${place.itemId ?? ''} ${place.attachment ?? ''}`} place={place} reached={index === reached} onReach={() => choosePlace(index)}
                onLook={lookAt(group, place, onLook)}
                onGo={() => (place.itemId === null ? onShowExhibit(place.exhibitId) : onShowItem(place.itemId))}
              />
            ))}
          </ul>
          {group.count > group.places.length ? <p className="quiet">and {formatCount(group.count - group.places.length)} more places, which are not listed here.</p> : null}
        </>
      )}
    </aside>
  );
}
