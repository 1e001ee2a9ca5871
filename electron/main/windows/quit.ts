/** Leaving: the window closes first, then the engine closes the case and ends, then the app. */
import { app } from 'electron';
import type { EngineHost } from '../engine-host/supervisor.ts';
import type { MainWindow } from './main-window.ts';

export function quitInOrder(window: MainWindow, engine: EngineHost): void {
  // Hidden windows that set pages do not keep the app alive.
  window.current()?.once('closed', () => app.quit());
  app.on('window-all-closed', () => app.quit());
  let engineStopped = false;
  app.on('will-quit', (event) => {
    if (engineStopped) return;
    event.preventDefault();
    void engine.stop().then(() => {
      engineStopped = true;
      app.quit();
    });
  });
}
