/** Composition root: the order of start-up and nothing else. */
import { join } from 'node:path';
import { app, Menu, session } from 'electron';
import { TypesetterPool } from '../../shared/typesetting/typesetter-pool.ts';
import { chooseEngineHost, engineEnvironment, startEngine } from './engine-host/choose-adapter.ts';
import { createEngineHost } from './engine-host/supervisor.ts';
import type { EngineHost } from './engine-host/supervisor.ts';
import { createShellCommands } from './ipc/shell-commands.ts';
import { answerWindowCalls, tellWindow } from './ipc/window-calls.ts';
import { servePages } from './protocols/app-protocol.ts';
import { serveEvidence } from './protocols/evidence-protocol.ts';
import { registerSchemes } from './protocols/schemes.ts';
import { sandboxEveryProcess, secureEveryContents } from './security/contents-policy.ts';
import { applyNetworkSwitches, turnOffDnsOverHttps } from './security/network-switches.ts';
import { secureSession, windowRules } from './security/session-policy.ts';
import { logLine } from './shell-log.ts';
import { startTypesetterProcess } from './typesetting/typesetter-process.ts';
import { serveTypesetting } from './typesetting/typesetter-mode.ts';
import { startTypesetterHere } from './typesetting/typesetter.ts';
import { caseFolderIn } from './windows/case-argument.ts';
import { openMainWindow } from './windows/main-window.ts';
import type { MainWindow } from './windows/main-window.ts';
import { followChosenLooks } from './windows/chosen-looks.ts';
import { buildMenu } from './windows/menu.ts';
import { quitInOrder } from './windows/quit.ts';

const appFolder = app.getAppPath();
const built = (...path: string[]): string => join(appFolder, 'dist', ...path);
const typesetterOnly = process.argv.includes('--typesetter');

app.setName('Plumbline');
applyNetworkSwitches(app.commandLine);
registerSchemes();
secureEveryContents();
sandboxEveryProcess();

if (typesetterOnly) void app.whenReady().then(turnOffDnsOverHttps).then(serveTypesetting);
else if (app.requestSingleInstanceLock()) void app.whenReady().then(openWorkstation);
else app.quit();

function openWorkstation(): void {
  const developerTools = !app.isPackaged;
  turnOffDnsOverHttps();
  secureSession(session.defaultSession, windowRules(developerTools));
  let mainWindow: MainWindow | null = null;
  const tell = (name: string, payload: unknown): void => {
    const window = mainWindow?.current() ?? null;
    if (window !== null) tellWindow(window.webContents, { type: 'event', name, payload });
  };
  const engine = startSupervisedEngine(tell);
  servePages(session.defaultSession.protocol, built('renderer'));
  serveEvidence(session.defaultSession.protocol, engine);
  answerWindowCalls({
    engine,
    shellCommands: createShellCommands({
      window: () => mainWindow?.current() ?? null,
      caseFolder: caseFolderIn(process.argv.slice(1), process.cwd()),
      runtimeNotice: app.isPackaged ? null : process.env['PLUMBLINE_RUNTIME_NOTICE'] ?? null,
    }),
    observe: (command, value) => followChosenLooks(command, value, (looks) => mainWindow?.setLooks(looks)),
  });
  Menu.setApplicationMenu(buildMenu((entry) => tell('shell.menu', { entry }), developerTools));
  const window = openMainWindow({ preloadFile: built('preload', 'index.cjs'), iconFile: join(appFolder, 'resources', 'icons', 'plumbline.png'), developerTools });
  mainWindow = window;
  quitInOrder(window, engine);
  app.on('second-instance', (_event, args, workingFolder) => {
    window.bringToFront();
    const folder = caseFolderIn(args.slice(1), workingFolder);
    if (folder !== null) tell('shell.openCase', { folder });
  });
}

function startSupervisedEngine(tell: (name: string, payload: unknown) => void): EngineHost {
  const kind = chooseEngineHost({ packaged: app.isPackaged, nodeApi: Number(process.versions['napi'] ?? 0), wanted: process.env['PLUMBLINE_ENGINE_HOST'] });
  const env = engineEnvironment(process.env, join(app.getPath('userData'), 'engine'));
  const typesetters = new TypesetterPool([startTypesetterHere, startTypesetterProcess], logLine);
  app.on('will-quit', () => { void typesetters.stop(); });
  return createEngineHost({
    start: () => startEngine(kind, { entry: built('engine', 'index.cjs'), env, log: logLine }, appFolder),
    emit: tell,
    hostRequests: { 'host.typeset': (input) => typesetters.call('host.typeset', input) },
    log: logLine,
    after: (delayMs, action) => {
      const timer = setTimeout(action, delayMs);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
  });
}
