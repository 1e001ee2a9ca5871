/**
 * Chooses how the engine is started: the one place in the shell where an Electron older than the
 * product's makes a difference. The database addon needs Node-API 10 and aborts without it.
 */
import { join } from 'node:path';
import { startChildEngine } from './child-adapter.ts';
import type { EngineHostKind, EngineLaunch, EngineProcess } from './engine-process.ts';
import { startUtilityEngine } from './utility-adapter.ts';

const neededNodeApi = 10;

/** A packaged app always uses its own runtime; in a checkout `PLUMBLINE_ENGINE_HOST` may say which. */
export function chooseEngineHost(facts: { readonly packaged: boolean; readonly nodeApi: number; readonly wanted: string | undefined }): EngineHostKind {
  if (facts.packaged) return 'utility';
  if (facts.wanted === 'utility' || facts.wanted === 'child') return facts.wanted;
  return facts.nodeApi >= neededNodeApi ? 'utility' : 'child';
}

/** @param appFolder root of the app: the checkout, or the packaged app's folder. */
export function startEngine(kind: EngineHostKind, launch: EngineLaunch, appFolder: string): EngineProcess {
  switch (kind) {
    case 'utility': return startUtilityEngine(launch);
    case 'child': return startChildEngine(launch, toolchainNode(appFolder));
  }
}

function toolchainNode(appFolder: string): string {
  const chosen = process.env['PLUMBLINE_NODE'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return join(appFolder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** The engine's environment: ours, without what would change how its Node behaves. */
export function engineEnvironment(own: NodeJS.ProcessEnv, settingsFolder: string): Record<string, string> {
  const kept = Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined && !withheld.has(entry[0]));
  return { ...Object.fromEntries(kept), PLUMBLINE_SETTINGS: settingsFolder };
}

const withheld: ReadonlySet<string> = new Set(['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE']);
