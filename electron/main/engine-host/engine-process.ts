/** One running engine, however it was started. The two adapters beside this file make these. */
import type { WirePort } from '../../../shared/contract/wire.ts';

export interface EngineProcess extends WirePort {
  readonly kind: EngineHostKind;
  /** Called once, when the process has gone or could not be started. `how` is for the log. */
  onExit(listener: (how: string) => void): void;
  /** Ends it at once. The polite way is a `shutdown` message. */
  kill(): void;
}

export type EngineHostKind = 'utility' | 'child';

export interface EngineLaunch {
  /** Absolute path of the built engine. */
  readonly entry: string;
  /** The whole environment of the engine. */
  readonly env: Readonly<Record<string, string>>;
  /** Receives what the engine prints, line by line as it comes. */
  readonly log: (text: string) => void;
}
