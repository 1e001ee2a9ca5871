/** Answers about what is redacted on pages and pictures. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { openToRedact } from '../redaction/open-file.ts';
import { refuseMissingPage } from '../redaction/page-count.ts';
import { addRedaction, listRedactions, withdrawRedaction } from '../redaction/redaction-store.ts';

export function redactionHandlers(state: EngineState) {
  return {
    'redactions.list': ({ file }) => listRedactions(state.requireCase().db, file),
    'redactions.open': ({ file }, call) => openToRedact(state.requireCase(), file, call),
    'redactions.add': async (asked, call) => {
      const opened = state.requireCase();
      await refuseMissingPage(opened, asked.file, asked.page, call);
      return addRedaction(opened, asked);
    },
    'redactions.withdraw': (asked) => withdrawRedaction(state.requireCase(), asked),
  } satisfies Partial<InlineHandlers>;
}
