/** Rules for a session: what may be requested, and what a page may be given. One function a rule. */
import type { Session } from 'electron';
import { isOwnPage } from './own-page.ts';

export interface SessionRules {
  /** Schemes that may be requested, with their colon. */
  readonly schemes: readonly string[];
}

/** `devtools:` only where developer tools can be opened at all. */
export function windowRules(developerTools: boolean): SessionRules {
  return { schemes: ['app:', 'evidence:', ...(developerTools ? ['devtools:'] : [])] };
}

/** Report pages carry their pictures and fonts inside themselves. */
export const typesettingRules: SessionRules = { schemes: ['app:', 'data:'] };

export function secureSession(session: Session, rules: SessionRules): void {
  allowOnlyOwnSchemes(session, rules);
  refusePermissions(session);
  refuseDownloads(session);
  turnOffSpellCheckDownloads(session);
}

/** The promise to be offline, kept in one place: anything not on the list is cancelled before it starts. */
function allowOnlyOwnSchemes(session: Session, rules: SessionRules): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url, rules) });
  });
}

export function isAllowedRequest(url: string, rules: SessionRules): boolean {
  return rules.schemes.some((scheme) => url.startsWith(`${scheme}//`) || (scheme === 'data:' && url.startsWith('data:')));
}

/** No camera, location, notifications, devices. Our own page may copy text to the clipboard; it may not read it. */
function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write' && isOwnPage(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission) => (
    permission === 'clipboard-sanitized-write' && contents !== null && isOwnPage(contents.getURL())
  ));
  session.setDevicePermissionHandler(() => false);
}

/** Files leave the app only by way of an export, which is written and logged by the engine. */
function refuseDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}

/** Chromium would fetch dictionaries from a server. */
function turnOffSpellCheckDownloads(session: Session): void {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerDictionaryDownloadURL('app://plumbline/no-dictionaries/');
}
