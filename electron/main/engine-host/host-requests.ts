/** What the engine may ask of its host, checked against the contract both ways. Every request is answered. */
import { z } from 'zod';
import { contract } from '../../../shared/contract/contract.ts';
import type { HostRequestInput, HostRequestName, HostRequestOutput } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { WireMessage } from '../../../shared/contract/wire.ts';

export type HostRequests = { readonly [N in HostRequestName]: (input: HostRequestInput<N>) => Promise<HostRequestOutput<N>> };
type HostRequestMessage = Extract<WireMessage, { type: 'hostRequest' }>;
type HostAnswer = Extract<WireMessage, { type: 'hostReply' | 'hostFailure' }>;

export async function answerHostRequest(message: HostRequestMessage, handlers: HostRequests): Promise<HostAnswer> {
  const { id } = message;
  if (message.request !== 'host.typeset') {
    return { type: 'hostFailure', id, ok: false, error: { code: 'invalid_input', message: `The shell knows no request called ${message.request}.` } };
  }
  const input = contract.host['host.typeset'].input.safeParse(message.input);
  if (!input.success) {
    return { type: 'hostFailure', id, ok: false, error: { code: 'invalid_input', message: `The pages to set are not described as agreed: ${z.prettifyError(input.error)}` } };
  }
  try {
    return { type: 'hostReply', id, ok: true, value: await handlers['host.typeset'](input.data) };
  } catch (error) {
    if (error instanceof PlumblineError) return { type: 'hostFailure', id, ok: false, error: { code: error.code, message: error.message } };
    return { type: 'hostFailure', id, ok: false, error: { code: 'typesetting_failed', message: `The pages could not be set: ${error instanceof Error ? error.message : String(error)}` } };
  }
}
