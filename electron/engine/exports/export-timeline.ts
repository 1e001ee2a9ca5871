import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { WorkerCase } from '../jobs/worker-handlers.ts';
import type { CallContext } from '../rpc/handler.ts';

export function exportTimeline(_work: WorkerCase, _input: CommandRequest<'exports.timeline'>, _call: CallContext): Promise<CommandOutput<'exports.timeline'>> {
  return Promise.reject(new PlumblineError('typesetting_failed', 'being wired'));
}
