/** Rules for every web contents the app ever makes: it stays where we put it. */
import { app } from 'electron';
import type { WebContents, WebPreferences } from 'electron';

/** What every page of ours runs with: sandboxed, isolated, without Node. */
export const pagePreferences = {
  sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
  webSecurity: true, allowRunningInsecureContent: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false,
  safeDialogs: true, enableWebSQL: false,
} as const satisfies WebPreferences;

/**
 * Every renderer in Chromium's sandbox, whatever its window asked for. As root, where Chromium refuses
 * to sandbox and `--no-sandbox` was given, insisting would only make every child process end.
 */
export function sandboxEveryProcess(): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}

export function secureEveryContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    refuseNavigation(contents);
    refuseNewWindows(contents);
    refuseWebviews(contents);
    keepPeerConnectionsProxied(contents);
  });
}

/** A page never takes itself elsewhere; `loadURL` from the shell is not affected. Dropped files arrive here too. */
function refuseNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
}

function refuseNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function refuseWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function keepPeerConnectionsProxied(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
