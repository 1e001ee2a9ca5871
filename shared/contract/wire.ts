/**
 * Messages on the wire between two processes. The same shapes run between window and shell,
 * shell and engine, and engine and worker; all are JSON-safe so that no border depends on a
 * particular serialiser.
 */
import { z } from 'zod';
import { progressSchema } from './case-file.ts';
import { plumblineErrorSchema } from './errors.ts';

export const wireMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('request'), id: z.string(), command: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.string() }),
  z.object({ type: z.literal('reply'), id: z.string(), ok: z.literal(true), value: z.unknown() }),
  z.object({ type: z.literal('failure'), id: z.string(), ok: z.literal(false), error: plumblineErrorSchema }),
  z.object({ type: z.literal('progress'), id: z.string(), progress: progressSchema }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
  z.object({ type: z.literal('hostRequest'), id: z.string(), request: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('hostReply'), id: z.string(), ok: z.literal(true), value: z.unknown() }),
  z.object({ type: z.literal('hostFailure'), id: z.string(), ok: z.literal(false), error: plumblineErrorSchema }),
  /** Ends the engine politely: stop work, close the case, exit with 0. */
  z.object({ type: z.literal('shutdown') }),
]);
export type WireMessage = z.infer<typeof wireMessageSchema>;

/** One end of a two-way channel of wire messages. */
export interface WirePort {
  post(message: WireMessage): void;
  onMessage(listener: (message: unknown) => void): void;
}
