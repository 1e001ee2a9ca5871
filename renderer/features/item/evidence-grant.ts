/** Leave to read the bytes of one attachment, held only while they are shown. */
import { useEffect, useState } from 'react';
import type { GrantId, ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, sayFailure } from '../../session/session-store.ts';

export interface Grant { readonly grantId: GrantId; readonly url: string; readonly sizeBytes: number }

/** Leave to read one variant while `wanted`; revoked when no longer. Null until the engine has given it. */
export function useGrant(itemId: ItemId, attachment: number, variant: 'thumbnail' | 'original', wanted: boolean): Grant | null {
  const [grant, setGrant] = useState<Grant | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let ended = false;
    let held: GrantId | null = null;
    const release = (grantId: GrantId): void => { attempt(engine.call('evidence.revoke', { grantId })).catch(sayFailure); };
    engine.call('evidence.grant', { itemId, attachment, variant }).then(({ grantId, sizeBytes }) => {
      if (ended) release(grantId);
      else {
        held = grantId;
        setGrant({ grantId, url: `evidence://${grantId}/`, sizeBytes });
      }
    }, sayFailure);
    return () => {
      ended = true;
      setGrant(null);
      if (held !== null) release(held);
    };
  }, [itemId, attachment, variant, wanted]);
  return grant;
}
