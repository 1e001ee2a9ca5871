import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/app.ts';
import { callFrom, keepMessages, keptEvents } from './harness/window-calls.ts';

test('a case folder on the command line reaches the window', async ({ launch, scratch }) => {
  const folder = join(scratch, 'Larkspur.plumbline');
  await mkdir(folder);
  const app = await launch({ args: [folder] });
  expect((await callFrom(app.window, 'shell.startup', {})).caseFolder).toBe(folder);
});

test('starting Plumbline again hands the case folder to the window that is already open', async ({ app, machine, scratch }) => {
  const folder = join(scratch, 'Second.plumbline');
  await mkdir(folder);
  await keepMessages(app.window);
  const second = spawn(machine.runtime.executable, [...machine.runtime.launchArgs, `--user-data-dir=${app.profile}`, 'Second.plumbline'], {
    cwd: scratch, stdio: 'ignore', env: { ...process.env, ...machine.runtime.env, ...machine.display.env },
  });
  const exitCode = await new Promise((settle) => { second.once('exit', settle); });
  expect(exitCode).toBe(0);
  await expect.poll(() => keptEvents(app.window, 'shell.openCase')).toEqual([{ folder }]);
});

test('menu entries reach the window', async ({ app }) => {
  await keepMessages(app.window);
  await app.electron.evaluate(({ Menu }) => { Menu.getApplicationMenu()?.getMenuItemById('add-exhibits')?.click(); });
  await expect.poll(() => keptEvents(app.window, 'shell.menu')).toEqual([{ entry: 'add-exhibits' }]);
});

test('dialogs answer with what the person chose, completed with the extension', async ({ app, scratch }) => {
  await app.electron.evaluate(({ dialog }, folder) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: `${folder}/Timeline` });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
  }, scratch);
  expect(await callFrom(app.window, 'shell.choosePdfDestination', { suggestedName: 'Timeline' })).toBe(`${scratch}/Timeline.pdf`);
  expect(await callFrom(app.window, 'shell.chooseNewCaseFolder', { suggestedName: 'x' })).toBe(`${scratch}/Timeline.plumbline`);
  expect(await callFrom(app.window, 'shell.chooseCaseFolder', {})).toBeNull();
  expect(await callFrom(app.window, 'shell.chooseEvidenceFiles', {})).toEqual([]);
});

test('the window comes back where it was', async ({ launch }) => {
  const first = await launch();
  await first.electron.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 1200, height: 800 }); });
  // The display server answers in its own time; only then has the window its new size.
  await expect.poll(() => first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toMatchObject({ width: 1200, height: 800 });
  await first.close();
  const second = await launch({ profile: first.profile });
  expect(await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toMatchObject({ width: 1200, height: 800 });
});
