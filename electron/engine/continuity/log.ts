/**
 * The continuity log: every action on a case, append-only, each entry bound to the one before it
 * by hash and signed. A third party can repeat the check with SHA-256 and Ed25519 alone
 * (docs/continuity.md gives the recipe).
 */
import { createHash } from 'node:crypto';
import type { CaseDatabase } from '../db/case-database.ts';
import type { ContinuityEntry } from '../../../shared/contract/case-file.ts';
import type { Signer } from './signing-key.ts';

type Json = ContinuityEntry['details'];

export interface Deed {
  /** Dotted name of what was done: `exhibit.added`. */
  readonly action: string;
  /** One sentence for a reader. */
  readonly summary: string;
  readonly details: Json;
}

/** Hash that stands before the first entry. */
export const genesisHash = '0'.repeat(64);

/** The bytes an entry's hash covers: a JSON array, so that no field can run into the next. */
export function entryHash(entry: { sequence: number; at: string; author: string; action: string; summary: string; details: string; previousHash: string; keyId: string }): string {
  const covered = JSON.stringify([entry.sequence, entry.at, entry.author, entry.action, entry.summary, entry.details, entry.previousHash, entry.keyId]);
  return createHash('sha256').update(covered, 'utf8').digest('hex');
}

/**
 * Appends one entry. Call inside the same transaction as the deed it records, so that neither
 * stands without the other. Returns the entry's hash.
 */
export function appendEntry(db: CaseDatabase, signer: Signer, author: string, deed: Deed): string {
  const last = db.prepare<[], { sequence: number; hash: string }>('SELECT sequence, hash FROM continuity_entry ORDER BY sequence DESC LIMIT 1').get();
  const at = new Date().toISOString();
  db.prepare('INSERT INTO signing_key (key_id, public_key, first_used_at, first_used_by) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    .run(signer.keyId, signer.publicKeyPem, at, author);
  const entry = {
    sequence: (last?.sequence ?? 0) + 1, at, author, action: deed.action, summary: deed.summary,
    details: JSON.stringify(deed.details), previousHash: last?.hash ?? genesisHash, keyId: signer.keyId,
  };
  const hash = entryHash(entry);
  db.prepare(`INSERT INTO continuity_entry (sequence, at, author, action, summary, details, previous_hash, hash, key_id, signature)
    VALUES (@sequence, @at, @author, @action, @summary, @details, @previousHash, @hash, @keyId, @signature)`)
    .run({ ...entry, hash, signature: signer.sign(hash) });
  return hash;
}

/** Hash and time of the newest entry. */
export function logHead(db: CaseDatabase): { readonly hash: string; readonly at: string; readonly count: number } {
  const row = db.prepare<[], { hash: string; at: string; sequence: number }>('SELECT hash, at, sequence FROM continuity_entry ORDER BY sequence DESC LIMIT 1').get();
  return { hash: row?.hash ?? genesisHash, at: row?.at ?? '', count: row?.sequence ?? 0 };
}

interface EntryRow { sequence: number; at: string; author: string; action: string; summary: string; details: string; hash: string }

/** Entries before `before` (all when null), newest first. */
export function pageOfEntries(db: CaseDatabase, before: number | null, limit: number): readonly ContinuityEntry[] {
  return db.prepare<[number, number], EntryRow>(
    'SELECT sequence, at, author, action, summary, details, hash FROM continuity_entry WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
  ).all(before ?? Number.MAX_SAFE_INTEGER, limit).map((row) => ({ ...row, details: JSON.parse(row.details) as Json }));
}
