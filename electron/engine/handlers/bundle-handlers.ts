/** Answers about hearing bundles as they are kept. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { listBundles, removeBundle, saveBundle } from '../bundle/bundle-store.ts';

export function bundleHandlers(state: EngineState) {
  const list = () => listBundles(state.requireCase().db);
  return {
    'bundles.list': list,
    'bundles.save': (asked) => ({ bundleId: saveBundle(state.requireCase(), asked), bundles: list() }),
    'bundles.remove': (asked) => {
      removeBundle(state.requireCase(), asked);
      return list();
    },
  } satisfies Partial<InlineHandlers>;
}
