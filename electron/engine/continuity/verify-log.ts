/** Repeats every hash and signature of the continuity log. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { CaseDatabase } from '../db/case-database.ts';
import { entryHash, genesisHash } from './log.ts';

interface StoredEntry {
  sequence: number; at: string; author: string; action: string; summary: string; details: string;
  previousHash: string; hash: string; keyId: string; signature: string;
}

export interface LogCheck { readonly ok: boolean; readonly entries: number; readonly found: string }

function faultOf(entry: StoredEntry, expectedSequence: number, previousHash: string, keys: ReadonlyMap<string, KeyObject>): string | null {
  if (entry.sequence !== expectedSequence) return `entry ${expectedSequence} is missing`;
  if (entry.previousHash !== previousHash) return `entry ${entry.sequence} does not follow from the one before it`;
  if (entryHash(entry) !== entry.hash) return `entry ${entry.sequence} has been altered: its hash does not match its content`;
  const key = keys.get(entry.keyId);
  if (key === undefined) return `entry ${entry.sequence} names a signing key that is not in the case`;
  if (!verify(null, Buffer.from(entry.hash, 'hex'), key, Buffer.from(entry.signature, 'hex'))) return `the signature of entry ${entry.sequence} is wrong`;
  return null;
}

/** Checks the whole chain; stops at the first fault and names it. */
export function verifyLog(db: CaseDatabase): LogCheck {
  const keys = new Map(
    db.prepare<[], { key_id: string; public_key: string }>('SELECT key_id, public_key FROM signing_key').all()
      .map((row) => [row.key_id, createPublicKey(row.public_key)] as const),
  );
  const entries = db.prepare<[], StoredEntry>(
    'SELECT sequence, at, author, action, summary, details, previous_hash AS previousHash, hash, key_id AS keyId, signature FROM continuity_entry ORDER BY sequence',
  );
  let previousHash = genesisHash;
  let count = 0;
  for (const entry of entries.iterate()) {
    const fault = faultOf(entry, count + 1, previousHash, keys);
    if (fault !== null) return { ok: false, entries: count, found: fault };
    previousHash = entry.hash;
    count += 1;
  }
  return { ok: count > 0, entries: count, found: count > 0 ? `${count} entries, every hash and signature right, head ${previousHash.slice(0, 12)}…` : 'the log is empty' };
}
