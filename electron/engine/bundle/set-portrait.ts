/** Portrait pages set by the shell's Chromium, clear of the strip the bundle's number is printed in. */
import { stopIfAborted } from '../exports/pdf/set-pages.ts';
import type { CallContext } from '../rpc/handler.ts';

const margins = { top: 20, right: 20, bottom: 24, left: 20 } as const;
const none = { top: 0, right: 0, bottom: 0, left: 0 } as const;

async function set(call: CallContext, html: string, landscape: boolean, marginsMm: typeof margins | typeof none): Promise<Uint8Array> {
  stopIfAborted(call.signal);
  const { pdfBase64 } = await call.host('host.typeset', { html, landscape, headerHtml: '<span></span>', footerHtml: '<span></span>', marginsMm });
  return Buffer.from(pdfBase64, 'base64');
}

/** Throws `cancelled`, `typesetting_failed`. */
export const setPortrait = (call: CallContext, html: string): Promise<Uint8Array> => set(call, html, false, margins);
/** Pages without margins, for strips laid over others. */
export const setBare = (call: CallContext, html: string, landscape: boolean): Promise<Uint8Array> => set(call, html, landscape, none);
