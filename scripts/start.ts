/**
 * Starts Plumbline from this checkout, building it first when needed. Arguments are passed on:
 * `npm start -- path/to/name.plumbline` opens that case.
 */
import { spawn } from 'node:child_process';
import { buildApp } from './build.ts';
import { openDisplay } from './electron-runtime/display.ts';
import { announceRuntime, resolveElectron } from './electron-runtime.ts';
import { ensureSystem } from './setup-system.ts';

await ensureSystem({ tests: false });
await buildApp();
const runtime = await resolveElectron();
announceRuntime(runtime);
const display = await openDisplay();
if (display.virtual) process.stderr.write('Plumbline: no display found; the window opens on a virtual one (Xvfb) that nobody can see.\n');

const app = spawn(runtime.executable, [...runtime.launchArgs, ...process.argv.slice(2)], {
  stdio: 'inherit', env: { ...process.env, ...runtime.env, ...display.env },
});
// The app ends itself in order when asked; we wait for it rather than end first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { app.kill(signal); });
const exitCode = await new Promise<number>((settle, fail) => {
  app.once('error', fail);
  app.once('close', (code) => settle(code ?? 1));
});
await display.stop();
process.exitCode = exitCode;
