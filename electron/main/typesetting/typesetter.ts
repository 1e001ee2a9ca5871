/**
 * Sets report pages: prints HTML to PDF in a hidden, sandboxed window with scripts switched off.
 * Electron prints one document after another in a process, so that two processors need two processes: who asks, and how often, is shared/typesetting's.
 */
import { randomBytes } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import type { PrintToPDFOptions, Session } from 'electron';
import type { HostRequestInput, HostRequestOutput } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { RunningTypesetter } from '../../../shared/typesetting/typesetter-link.ts';
import { typesettingContentPolicy } from '../security/content-security-policy.ts';
import { broughtFace } from './brought-faces.ts';
import { pagePreferences } from '../security/contents-policy.ts';
import { secureSession, typesettingRules } from '../security/session-policy.ts';

export interface Typesetter {
  /** Rejects with `typesetting_failed`; the next request is not affected. */
  readonly typeset: (input: HostRequestInput<'host.typeset'>) => Promise<HostRequestOutput<'host.typeset'>>;
}

const timeoutMs = 180_000;
const millimetresPerInch = 25.4;

/** The app must be ready. */
export function createTypesetter(): Typesetter {
  const pages = new Map<string, string>();
  // Without `persist:` the session lives in memory: no page of a report reaches the disk this way.
  const own = session.fromPartition('typesetting', { cache: false });
  secureSession(own, typesettingRules);
  servePagesFromMemory(own, pages);
  return { typeset: (input) => setPages(own, pages, input) };
}

/** The one in this process, which ends with it. */
export function startTypesetterHere(): Promise<RunningTypesetter> {
  const { typeset } = createTypesetter();
  // The only request there is; TypeScript cannot see that any other would have to be added here.
  return Promise.resolve({ call: ((_request, input) => typeset(input)) as RunningTypesetter['call'], gone: false, stop: () => Promise.resolve() });
}

const notFound = (): Response => new Response(null, { status: 404 });

function servePagesFromMemory(own: Session, pages: ReadonlyMap<string, string>): void {
  own.protocol.handle('app', (request) => {
    const url = new URL(request.url);
    if (url.hostname !== 'typesetting') return notFound();
    const path = url.pathname.slice(1);
    const html = pages.get(path);
    if (html === undefined) {
      const face = broughtFace(path);
      return face === null ? notFound() : new Response(face, { headers: { 'Content-Type': 'text/css; charset=utf-8', 'X-Content-Type-Options': 'nosniff' } });
    }
    return new Response(html, { headers: {
      'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': typesettingContentPolicy, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store',
    } });
  });
}

const paperMm = { short: 210, long: 297 } as const;

/** Chromium fails at margins that leave no page, and then at the pages after them: they never reach it. */
function refuseImpossibleMargins({ marginsMm: { top, right, bottom, left }, landscape }: HostRequestInput<'host.typeset'>): void {
  const [width, height] = landscape ? [paperMm.long, paperMm.short] : [paperMm.short, paperMm.long];
  if (Math.min(top, right, bottom, left) < 0 || left + right >= width || top + bottom >= height) {
    throw new PlumblineError('typesetting_failed', `The pages could not be set: margins of ${top}, ${right}, ${bottom} and ${left} mm leave nothing of an A4 page.`);
  }
}

async function setPages(own: Session, pages: Map<string, string>, input: HostRequestInput<'host.typeset'>): Promise<HostRequestOutput<'host.typeset'>> {
  refuseImpossibleMargins(input);
  const id = randomBytes(16).toString('hex');
  pages.set(id, input.html);
  const window = new BrowserWindow({
    show: false, width: 1000, height: 1400,
    webPreferences: { ...pagePreferences, session: own, javascript: false, images: true, devTools: false, backgroundThrottling: false },
  });
  try {
    const pdf = await withinTime(printWhenLoaded(window, `app://typesetting/${id}`, printOptions(input)), window);
    return { pdfBase64: pdf.toString('base64') };
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    throw new PlumblineError('typesetting_failed', `The pages could not be set: ${error instanceof Error ? error.message : String(error)}`, undefined, { cause: error });
  } finally {
    pages.delete(id);
    if (!window.isDestroyed()) window.destroy();
  }
}

/** `loadURL` answers after the load event, which waits for embedded pictures; printing itself lays the page out with its fonts. */
async function printWhenLoaded(window: BrowserWindow, url: string, options: PrintToPDFOptions): Promise<Buffer> {
  await window.loadURL(url);
  return window.webContents.printToPDF(options);
}

function withinTime(work: Promise<Buffer>, window: BrowserWindow): Promise<Buffer> {
  return new Promise((settle, fail) => {
    const give = (reason: string): void => fail(new PlumblineError('typesetting_failed', `The pages could not be set: ${reason}`));
    const timer = setTimeout(() => give(`they were not ready after ${timeoutMs / 1000} seconds.`), timeoutMs);
    window.webContents.once('render-process-gone', (_event, details) => give(`the process that draws them ended (${details.reason}).`));
    work.then(settle, fail).finally(() => clearTimeout(timer));
  });
}

export function printOptions(input: Omit<HostRequestInput<'host.typeset'>, 'html'>): PrintToPDFOptions {
  const inches = (millimetres: number): number => millimetres / millimetresPerInch;
  const { top, right, bottom, left } = input.marginsMm;
  return {
    pageSize: 'A4', landscape: input.landscape, printBackground: true, preferCSSPageSize: false,
    margins: { top: inches(top), right: inches(right), bottom: inches(bottom), left: inches(left) },
    displayHeaderFooter: input.headerHtml !== '' || input.footerHtml !== '',
    // An empty template would make Chromium print its own (date and address).
    headerTemplate: input.headerHtml === '' ? '<span></span>' : input.headerHtml,
    footerTemplate: input.footerHtml === '' ? '<span></span>' : input.footerHtml,
  };
}
