/** Answers about what is redacted on pages and pictures. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { addRedaction, listRedactions, withdrawRedaction } from '../redaction/redaction-store.ts';

export function redactionHandlers(state: EngineState) {
  return {
    'redactions.list': ({ file }) => listRedactions(state.requireCase().db, file),
    'redactions.add': (asked) => addRedaction(state.requireCase(), asked),
    'redactions.withdraw': (asked) => withdrawRedaction(state.requireCase(), asked),
  } satisfies Partial<InlineHandlers>;
}
