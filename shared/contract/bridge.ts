/**
 * What the preload hands the window: the whole of `window.plumbline`. Both sides import this type,
 * so the window can ask for nothing that the preload does not give.
 */
import type { Progress } from './case-file.ts';
import type { PlumblineErrorShape } from './errors.ts';

/** Every call is answered, by a value or by an error; a call never rejects. */
export type CallReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: PlumblineErrorShape };

/**
 * The same as it reaches the window: the value as JSON. A string crosses the bridge as it is; objects are copied property by
 * property, which for a screen of rows took longer than the engine needs to read them (measured).
 */
export type BridgeReply =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly error: PlumblineErrorShape };

export type BridgeMessage =
  /** `name` and `payload` are those of `contract.events`. */
  | { readonly type: 'event'; readonly name: string; readonly payload: unknown }
  /** `id` is the id the window gave to `call`. */
  | { readonly type: 'progress'; readonly id: string; readonly progress: Progress };

export interface PlumblineBridge {
  /**
   * Sends one command of the contract. `id` is made by the window, unique in its lifetime (1 to 100
   * characters); progress and `cancel` refer to it. The shell checks name and input again.
   */
  call(id: string, command: string, input: unknown): Promise<BridgeReply>;
  /** Asks for a running call to stop; it then answers `cancelled`, or finishes if it was quicker. */
  cancel(id: string): void;
  /** Returns the function that stops listening. */
  onMessage(listener: (message: BridgeMessage) => void): () => void;
  /** Full path of a dropped `File`; '' when it is not a file from disk. */
  pathForFile(file: unknown): string;
}

/** Channels between preload and shell. Named here once, so that neither can drift. */
export const bridgeChannels = { call: 'plumbline:call', cancel: 'plumbline:cancel', message: 'plumbline:message' } as const;

/** The only origin whose pages may use the bridge. */
export const windowOrigin = 'app://plumbline';
