/**
 * An attachment. Pictures are hidden until asked for; then small and grey, and in full only while
 * a button is held down. Leave to read ends when the picture is put away.
 */
import { useEffect, useState, type ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import type { GrantId, ItemId } from '../../../shared/domain/ids.ts';
import type { Attachment } from '../../../shared/domain/item.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, sayFailure } from '../../session/session-store.ts';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { formatBytes } from '../../ui/progress-line.tsx';
import { togglePicture, useItem } from './item-store.ts';
import { FramedPicture } from './word-boxes.tsx';

const stateWords: Readonly<Record<Attachment['state'], string>> = {
  present: '', missing: 'named in the source, but its file was not supplied', omitted: 'left out by the export', damaged: 'damaged',
};

/** Leave to read one variant while `wanted`; revoked when no longer. */
function useGrant(itemId: ItemId, attachment: number, variant: 'thumbnail' | 'original', wanted: boolean): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let ended = false;
    let held: GrantId | null = null;
    const release = (grantId: GrantId): void => { attempt(engine.call('evidence.revoke', { grantId })).catch(sayFailure); };
    engine.call('evidence.grant', { itemId, attachment, variant }).then(({ grantId }) => {
      if (ended) release(grantId);
      else {
        held = grantId;
        setUrl(`evidence://${grantId}/`);
      }
    }, sayFailure);
    return () => {
      ended = true;
      setUrl(null);
      if (held !== null) release(held);
    };
  }, [itemId, attachment, variant, wanted]);
  return url;
}

export function AttachmentView({ detail, index, attachment }: { readonly detail: ItemDetail; readonly index: number; readonly attachment: Attachment }): ReactNode {
  // Asked for of the item that is selected: never of the one still shown while that is being fetched.
  const wanted = useItem((state) => state.pictureWanted && state.itemId === detail.id);
  const [inFull, setInFull] = useState(false);
  const viewable = attachment.state === 'present' && attachment.mediaType.startsWith('image/');
  const small = useGrant(detail.id, index, 'thumbnail', viewable && wanted);
  const full = useGrant(detail.id, index, 'original', viewable && wanted && inFull);
  const size = attachment.sizeBytes === null ? '' : `, ${formatBytes(attachment.sizeBytes)}`;
  const name = attachment.name === '' ? detail.exhibit.originalName : attachment.name;
  return (
    <section className="attachment" aria-label={`Attachment ${name}`}>
      <p><strong>{name === '' ? 'Attachment' : name}</strong> <span className="quiet">{attachment.mediaType}{size}{stateWords[attachment.state] === '' ? '' : ` — ${stateWords[attachment.state]}`}</span></p>
      {viewable ? (
        <div className="attachment-actions">
          <Button onPress={togglePicture}>{wanted ? 'Hide picture' : 'Show picture'} <KeyCap>V</KeyCap></Button>
          {wanted ? <Button onPressStart={() => setInFull(true)} onPressEnd={() => setInFull(false)}>Hold to show in full</Button> : null}
        </div>
      ) : null}
      {wanted && small !== null ? <FramedPicture attachment={index}><img className="picture small" src={small} alt={`Small grey view of ${name}`} /></FramedPicture> : null}
      {inFull && full !== null ? <div className="picture-full" role="presentation"><FramedPicture attachment={index}><img src={full} alt={name} /></FramedPicture></div> : null}
    </section>
  );
}
