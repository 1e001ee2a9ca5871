/** Leave to read bytes of evidence: a grant names one stored file until it is revoked or the case closes. */
import { randomBytes } from 'node:crypto';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { grantIdSchema, type GrantId } from '../../../shared/domain/ids.ts';
import type { ExhibitStore, Stored } from '../exhibits/exhibit-store.ts';

export interface Granted { readonly stored: Stored; readonly mediaType: string; readonly sizeBytes: number }

interface Standing extends Granted {
  readonly sinceMs: number;
  /** Told once, with the seconds it stood, when the grant ends. */
  readonly onEnd: (seconds: number) => void;
}

export class GrantBook {
  readonly #store: ExhibitStore;
  readonly #grants = new Map<GrantId, Standing>();

  constructor(store: ExhibitStore) {
    this.#store = store;
  }

  grant(granted: Granted, onEnd: (seconds: number) => void): GrantId {
    const grantId = grantIdSchema.parse(randomBytes(16).toString('hex'));
    this.#grants.set(grantId, { ...granted, sinceMs: performance.now(), onEnd });
    return grantId;
  }

  revoke(grantId: GrantId): void {
    const standing = this.#grants.get(grantId);
    if (standing === undefined) return;
    this.#grants.delete(grantId);
    standing.onEnd(Math.round((performance.now() - standing.sinceMs) / 100) / 10);
  }

  /** Ends every grant, as when the case is closed. */
  revokeAll(): void {
    for (const grantId of this.#grants.keys()) this.revoke(grantId);
  }

  /** Bytes from `start`, at most `length`; fewer at the end. Throws `not_found` for a grant that does not stand. */
  async read(grantId: GrantId, start: number, length: number): Promise<{ base64: string; mediaType: string; sizeBytes: number }> {
    const granted = this.#grants.get(grantId);
    if (granted === undefined) throw new PlumblineError('not_found', 'Leave to read this has ended.');
    const bytes = await this.#store.read(granted.stored, start, Math.min(length, Math.max(0, granted.sizeBytes - start)));
    return { base64: bytes.toString('base64'), mediaType: granted.mediaType, sizeBytes: granted.sizeBytes };
  }
}
