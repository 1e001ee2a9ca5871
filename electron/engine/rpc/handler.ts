/** What a command handler receives beside its input. */
import type { Progress } from '../../../shared/contract/case-file.ts';
import type {
  CommandName, CommandOutput, CommandRequest, EventName, EventPayload, HostRequestInput, HostRequestName, HostRequestOutput,
} from '../../../shared/contract/contract.ts';

/** Asks the host process for something only it can do (setting pages). */
export type HostCall = <N extends HostRequestName>(request: N, input: HostRequestInput<N>) => Promise<HostRequestOutput<N>>;

export interface CallContext {
  /** Aborted when the caller cancels, the case closes, or the engine stops. */
  readonly signal: AbortSignal;
  /** Reports progress; thinned out before it reaches the wire. */
  readonly report: (progress: Progress) => void;
  readonly host: HostCall;
}

export type Handler<N extends CommandName> = (input: CommandRequest<N>, call: CallContext) => Promise<CommandOutput<N>> | CommandOutput<N>;
export type Emit = <N extends EventName>(event: N, payload: EventPayload<N>) => void;
