/** Serving: a built version is frozen, with its file, and everything built later goes on from it. */
import { nothingHidden } from '../ciphers/hiding.ts';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { BundleDefinition } from '../../../shared/domain/bundle.ts';
import type { Deed } from '../continuity/log.ts';
import type { CallContext } from '../rpc/handler.ts';
import { saveExport } from '../exports/save-export.ts';
import { requireBundle } from './bundle-store.ts';
import type { GatherWork } from './gather-document.ts';
import { keepServed, readServed } from './served-file.ts';
import { lastServed, listVersions, requireVersion } from './version-store.ts';

/** A later version goes on from the one served last, and no other can be served beside it. */
function refuseAside(versions: readonly BundleVersion[], version: BundleVersion): void {
  const last = lastServed(versions);
  if (version.services.length > 0 || (last?.id ?? null) === version.basisId) return;
  throw new PlumblineError('rule_broken', `Version ${version.number} does not go on from version ${last?.number ?? 0}, which was served last: its numbers could be others. Build the bundle again and serve that.`);
}

function refuseUnweighed({ number, file: { checks } }: BundleVersion, acknowledged: readonly string[]): void {
  const open = checks.filter(({ outcome, rule }) => outcome === 'fail' || (outcome === 'warn' && !acknowledged.includes(rule)));
  if (open.length === 0) return;
  throw new PlumblineError('rule_broken', `Version ${number} has warnings nobody has acknowledged: ${open.map(({ rule, found }) => `${rule}: ${found}`).join(' ')}`, { rules: open.map(({ rule }) => rule) });
}

/** The reasons why an item is sensitive are on it, and it says itself that it is not to be served. */
function refuseSensitive({ sections }: BundleDefinition): void {
  const found = sections.flatMap(({ documents }) => documents).find(({ source }) => source.type === 'document' && source.ask.kind === 'unused' && source.ask.sensitive);
  if (found !== undefined) throw new PlumblineError('rule_broken', `“${found.title}” gives the reasons why items are sensitive and is not to be served. Take it out and build the bundle again.`);
}

/**
 * Serving a served version again, to others, adds a service. Throws `not_found`; `rule_broken` for a warning nobody acknowledged, a schedule
 * that is not to be served, or a version that does not go on from the one served last; `exhibit_altered` for a file that is not what was built.
 */
export async function serveBundle(work: GatherWork & { readonly record: (deed: Deed) => void }, asked: CommandRequest<'bundles.serve'>, call: CallContext): Promise<BundleVersion[]> {
  const { db, store, author, record } = work;
  const { bundleId, versionId, recipients, servedOn, acknowledged, note, path } = asked;
  requireBundle(db, bundleId);
  const version = requireVersion(listVersions(db, bundleId), versionId);
  refuseAside(listVersions(db, bundleId), version);
  refuseUnweighed(version, acknowledged);
  refuseSensitive(version.definition);
  if (version.services.length === 0) await keepServed(store, version, path ?? version.file.path, call);
  return db.transaction((): BundleVersion[] => {
    refuseAside(listVersions(db, bundleId), version);
    db.prepare('INSERT INTO bundle_service (version_id, served_on, recipients, acknowledged, note, author, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(versionId, servedOn, JSON.stringify(recipients), JSON.stringify(acknowledged), note, author, new Date().toISOString());
    const { definition, number, file } = version;
    record({
      action: 'bundle.served', summary: `Bundle ${definition.letter} “${definition.title}”, version ${number}, served on ${recipients.join(', ')} (${servedOn})`,
      details: { bundle: bundleId, version: versionId, sha256: file.sha256, pages: file.pages, servedOn, recipients, acknowledged, note },
    });
    return listVersions(db, bundleId);
  }).immediate();
}

/** Throws `not_found` for a version that was not served, `exhibit_altered`, and what saving throws. */
export async function copyServed({ db, store }: GatherWork, { bundleId, versionId, destination, overwrite }: CommandRequest<'bundles.copy'>, call: CallContext): Promise<CommandOutput<'bundles.copy'>> {
  const version = requireVersion(listVersions(db, bundleId), versionId);
  if (version.services.length === 0) throw new PlumblineError('not_found', `Version ${version.number} was not served, so the case keeps no copy of it. Build the bundle again.`);
  return saveExport(await readServed(store, version, call), { destination, overwrite }, nothingHidden, call);
}
