/** Leave to read bytes of evidence: a grant names one file until it is revoked or the case closes. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { grantIdSchema, type GrantId } from '../../../shared/domain/ids.ts';

export interface Granted { readonly path: string; readonly mediaType: string; readonly sizeBytes: number }

export class GrantBook {
  readonly #grants = new Map<GrantId, Granted>();

  grant(granted: Granted): GrantId {
    const grantId = grantIdSchema.parse(randomBytes(16).toString('hex'));
    this.#grants.set(grantId, granted);
    return grantId;
  }

  revoke(grantId: GrantId): void {
    this.#grants.delete(grantId);
  }

  /** Bytes from `start`, at most `length`; fewer at the end. Throws `not_found` for a grant that does not stand. */
  async read(grantId: GrantId, start: number, length: number): Promise<{ base64: string; mediaType: string; sizeBytes: number }> {
    const granted = this.#grants.get(grantId);
    if (granted === undefined) throw new PlumblineError('not_found', 'Leave to read this has ended.');
    const file = await open(granted.path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(length, Math.max(0, granted.sizeBytes - start))), 0, undefined, start);
      return { base64: buffer.subarray(0, bytesRead).toString('base64'), mediaType: granted.mediaType, sizeBytes: granted.sizeBytes };
    } finally {
      await file.close();
    }
  }
}
