/** Answers about hearing bundles as they are kept, and about their versions. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { listBundles, removeBundle, saveBundle } from '../bundle/bundle-store.ts';
import { compareVersions } from '../bundle/compare-versions.ts';
import { itemsOn, pageOf } from '../bundle/page-lookup.ts';
import { listVersions } from '../bundle/version-store.ts';

export function bundleHandlers(state: EngineState) {
  const list = () => listBundles(state.requireCase().db);
  return {
    'bundles.list': list,
    'bundles.save': (asked) => ({ bundleId: saveBundle(state.requireCase(), asked), bundles: list() }),
    'bundles.versions': ({ bundleId }) => listVersions(state.requireCase().db, bundleId),
    'bundles.compare': (asked) => compareVersions(state.requireCase().db, asked),
    'bundles.pageOf': (asked) => pageOf(state.requireCase().db, asked),
    'bundles.itemsOn': (asked) => itemsOn(state.requireCase().db, asked),
    'bundles.remove': (asked) => {
      removeBundle(state.requireCase(), asked);
      return list();
    },
  } satisfies Partial<InlineHandlers>;
}
