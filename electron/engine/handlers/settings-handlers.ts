/** Answers about this installation. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { version } from '../version.ts';

export function settingsHandlers({ settings }: EngineState) {
  return {
    'engine.status': () => ({
      ready: true, reason: '', version, node: process.versions.node, nodeApi: Number(process.versions.napi),
      host: process.versions.electron === undefined ? 'node' : `electron ${process.versions.electron}`,
    }),
    'settings.get': () => settings.settings(),
    'settings.update': (change) => settings.update(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))),
    'cases.recent': () => settings.recent(),
    'cases.forget': ({ folder }) => settings.forget(folder),
    'mappings.list': () => settings.mappings(),
    'mappings.save': (mapping) => settings.saveMapping(mapping),
    'mappings.remove': ({ name }) => settings.removeMapping(name),
  } satisfies Partial<InlineHandlers>;
}
