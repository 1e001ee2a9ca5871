/** The kinds of command: who answers it, and where in the engine it runs. */
import { z } from 'zod';

interface Command<H extends 'engine' | 'shell', R extends 'inline' | 'worker', I extends z.ZodType, O extends z.ZodType> {
  readonly home: H;
  readonly runs: R;
  readonly input: I;
  readonly output: O;
}
export function quick<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Command<'engine', 'inline', I, O> {
  return { home: 'engine', runs: 'inline', input, output };
}
export function long<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Command<'engine', 'worker', I, O> {
  return { home: 'engine', runs: 'worker', input, output };
}
export function shell<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Command<'shell', 'inline', I, O> {
  return { home: 'shell', runs: 'inline', input, output };
}
export const nothing = z.object({});
