/** Versions of bundles as the window holds them: what was built, and what of it was served. */
import { create } from 'zustand';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import type { BundleDefinition, BundleDocument, BundleId } from '../../../shared/domain/bundle.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { documentsOf } from './bundle-edits.ts';

/** By number of the bundle, oldest first; not there until they have been read. */
const useVersions = create<Readonly<Record<number, readonly BundleVersion[]>>>()(() => ({}));
const none: readonly BundleVersion[] = [];

/** Counts cases: what was asked of one says nothing of the next. */
let ofCase = 0;

export function forgetVersions(): void {
  ofCase += 1;
  useVersions.setState({}, true);
}

export const noteVersions = (bundleId: BundleId, versions: readonly BundleVersion[]): void => useVersions.setState({ [bundleId]: versions });

export async function loadVersions(bundleId: BundleId): Promise<void> {
  const mine = ofCase;
  const versions = await attempt(engine.call('bundles.versions', { bundleId }));
  if (versions !== null && mine === ofCase) noteVersions(bundleId, versions);
}

/** Oldest first; none while they have not been read. */
export const useVersionsOf = (bundleId: BundleId | null): readonly BundleVersion[] => useVersions((state) => (bundleId === null ? none : state[bundleId] ?? none));

/** The version everything later goes on from; null before anything was served. */
export const lastServed = (versions: readonly BundleVersion[]): BundleVersion | null => versions.findLast(({ services }) => services.length > 0) ?? null;

/** By document, the number of the version it was served in first. */
export function servedIn(versions: readonly BundleVersion[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { services, definition, number } of versions) {
    if (services.length > 0) for (const { id } of documentsOf(definition)) if (!found.has(id)) found.set(id, number);
  }
  return found;
}

/** Documents that came after the bundle was served. */
export function lateIn(definition: BundleDefinition, served: BundleVersion): BundleDocument[] {
  const before = new Set(documentsOf(served.definition).map(({ id }) => id));
  return documentsOf(definition).filter(({ id }) => !before.has(id));
}
