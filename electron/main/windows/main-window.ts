/** The one window a person works in. */
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { windowOrigin } from '../../../shared/contract/bridge.ts';
import type { Settings } from '../../../shared/contract/case-file.ts';
import { pagePreferences } from '../security/contents-policy.ts';
import { readWindowMemory, usableBounds, writeWindowMemory } from './window-memory.ts';

export type WindowLooks = Pick<Settings, 'theme' | 'textSize'>;

export interface MainWindow {
  /** Null once it has been closed. */
  readonly current: () => BrowserWindow | null;
  /** Makes the chosen theme and size count at once, and at the next start before the first page is drawn. */
  setLooks(looks: WindowLooks): void;
  bringToFront(): void;
}

const defaultSize = { width: 1440, height: 900 };
const smallestSize = { minWidth: 960, minHeight: 600 };
/** Painted until the page is: the page's own ground in each theme. */
const ground = { light: '#ffffff', dark: '#16181c' };

export interface MainWindowParts {
  readonly preloadFile: string;
  readonly iconFile: string;
  /** Developer tools can be opened in a checkout, never in a release. */
  readonly developerTools: boolean;
}

export function openMainWindow(parts: MainWindowParts): MainWindow {
  const memoryFile = join(app.getPath('userData'), 'window.json');
  let memory = readWindowMemory(memoryFile);
  nativeTheme.themeSource = memory.theme;
  const remembered = usableBounds(memory.bounds, screen.getAllDisplays().map((display) => display.workArea));
  let window: BrowserWindow | null = new BrowserWindow({
    title: 'Plumbline', ...defaultSize, ...remembered, ...smallestSize, show: false, icon: parts.iconFile,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: { ...pagePreferences, zoomFactor: memory.textSize / 100, preload: parts.preloadFile, devTools: parts.developerTools },
  });
  if (memory.maximised) window.maximize();
  const opened = window;
  opened.once('ready-to-show', () => opened.show());
  opened.on('page-title-updated', (event) => event.preventDefault());
  opened.on('close', () => {
    memory = { ...memory, bounds: opened.getNormalBounds(), maximised: opened.isMaximized() };
    writeWindowMemory(memoryFile, memory);
  });
  opened.on('closed', () => { window = null; });
  void opened.loadURL(`${windowOrigin}/index.html`);
  return {
    current: () => window,
    setLooks: ({ theme, textSize }) => {
      if (memory.theme === theme && memory.textSize === textSize) return;
      memory = { ...memory, theme, textSize };
      nativeTheme.themeSource = theme;
      window?.webContents.setZoomFactor(textSize / 100);
      writeWindowMemory(memoryFile, memory);
    },
    bringToFront: () => {
      if (window?.isMinimized() === true) window.restore();
      window?.focus();
    },
  };
}
