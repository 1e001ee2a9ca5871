/** Bundles as they are kept: changed and removed by further entries. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { bundleDefinitionSchema, type BundleDefinition, type BundleId, type ListedBundle } from '../../../shared/domain/bundle.ts';
import { lastServed, listVersions } from './version-store.ts';
import { refuseServedChanges } from './served-changes.ts';
import { signed } from './signed-definition.ts';
import type { Reviewer } from '../review/review-actions.ts';

interface Entry { readonly id: BundleId; readonly definition: string; readonly author: string; readonly madeAt: string }

/** Those that stand, in the order in which they were begun. */
export function listBundles(db: CaseDatabase): ListedBundle[] {
  return db.prepare<[], Entry>(
    `SELECT bundle_id AS id, definition, author, made_at AS madeAt FROM bundle_entry
     WHERE removed = 0 AND entry_id IN (SELECT max(entry_id) FROM bundle_entry GROUP BY bundle_id) ORDER BY bundle_id`,
  ).all().map(({ definition, ...entry }) => ({ ...entry, definition: bundleDefinitionSchema.parse(JSON.parse(definition)) }));
}

/** Throws `not_found`. */
export function requireBundle(db: CaseDatabase, bundleId: BundleId): ListedBundle {
  const bundle = listBundles(db).find(({ id }) => id === bundleId);
  if (bundle === undefined) throw new PlumblineError('not_found', `There is no bundle ${bundleId} in this case, or it has been removed.`);
  return bundle;
}

function append({ db, author }: Reviewer, bundleId: BundleId | null, definition: string, removed: boolean, reason: string): BundleId {
  const next = db.prepare<[], number>('SELECT coalesce(max(entry_id), 0) + 1 FROM bundle_entry').pluck().get() ?? 1;
  const id = bundleId ?? (next as BundleId); // an entry that begins a bundle is its number
  db.prepare('INSERT INTO bundle_entry (entry_id, bundle_id, definition, removed, reason, author, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)').run(next, id, definition, removed ? 1 : 0, reason, author, new Date().toISOString());
  return id;
}

function formerDefinitions(db: CaseDatabase, bundleId: BundleId | null): BundleDefinition[] {
  return db.prepare<[BundleId | null], string>('SELECT definition FROM bundle_entry WHERE bundle_id = ? ORDER BY entry_id').pluck().all(bundleId).map((kept) => bundleDefinitionSchema.parse(JSON.parse(kept)));
}

/** Keeps a new bundle, or a whole new definition of one. Returns its number. Throws `not_found`, and `rule_broken` for a definition that changes what was served. */
export function saveBundle(reviewer: Reviewer, { bundleId, definition: sent }: CommandRequest<'bundles.save'>): BundleId {
  const { db } = reviewer;
  return db.transaction((): BundleId => {
    const before = bundleId === null ? null : requireBundle(db, bundleId);
    const definition = signed(sent, before?.definition ?? null, () => formerDefinitions(db, bundleId), reviewer.author);
    const served = bundleId === null ? null : lastServed(listVersions(db, bundleId));
    if (served !== null) refuseServedChanges(definition, served);
    const kept = JSON.stringify(definition);
    if (before !== null && JSON.stringify(before.definition) === kept) return before.id;
    const id = append(reviewer, bundleId, kept, false, '');
    const documents = definition.sections.reduce((sum, section) => sum + section.documents.length, 0);
    reviewer.record({
      action: before === null ? 'bundle.made' : 'bundle.changed', summary: `Bundle ${definition.letter} “${definition.title}” ${before === null ? 'begun' : 'changed'}: ${documents} documents in ${definition.sections.length} sections`,
      details: { bundle: id, definition: JSON.parse(kept) as never },
    });
    return id;
  }).immediate();
}

/** Removes a bundle. Its entries stay. Throws `not_found`, and `in_use` once it was served. */
export function removeBundle(reviewer: Reviewer, { bundleId, reason }: CommandRequest<'bundles.remove'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const { definition } = requireBundle(db, bundleId);
    const served = lastServed(listVersions(db, bundleId));
    if (served !== null) throw new PlumblineError('in_use', `Version ${served.number} of this bundle has been served, so the bundle stays.`);
    append(reviewer, bundleId, JSON.stringify(definition), true, reason);
    reviewer.record({ action: 'bundle.removed', summary: `Bundle ${definition.letter} “${definition.title}” removed: ${reason}`, details: { bundle: bundleId, reason } });
  }).immediate();
}
