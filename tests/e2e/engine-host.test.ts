import { join } from 'node:path';
import { expect, test } from './harness/app.ts';
import type { RunningApp } from './harness/app.ts';
import { enginePid, isRunning } from './harness/engine-process.ts';
import { callFrom, keepMessages, keptEvents, replyTo } from './harness/window-calls.ts';

const neededNodeApi = 10;

async function runningEngine(app: RunningApp): Promise<number> {
  const main = await app.electron.evaluate(() => process.pid);
  await callFrom(app.window, 'engine.status', {});
  const pid = enginePid(main);
  if (pid === null) throw new Error('The engine’s process was not found.');
  return pid;
}

test('the engine answers through the child-process adapter', async ({ launch }) => {
  const app = await launch({ env: { PLUMBLINE_ENGINE_HOST: 'child' } });
  const status = await callFrom(app.window, 'engine.status', {});
  expect(status).toMatchObject({ ready: true, reason: '' });
  expect(status.nodeApi).toBeGreaterThanOrEqual(neededNodeApi);
});

test('the engine answers through the utility-process adapter, and says so when the runtime is too old for it', async ({ launch }) => {
  const app = await launch({ env: { PLUMBLINE_ENGINE_HOST: 'utility' } });
  const runtime = await app.electron.evaluate(() => ({ nodeApi: Number(process.versions['napi']), node: process.versions.node }));
  const status = await callFrom(app.window, 'engine.status', {});
  expect(status.node).toBe(runtime.node);
  if (runtime.nodeApi >= neededNodeApi) {
    expect(status).toMatchObject({ ready: true, reason: '' });
    return;
  }
  expect(status.ready).toBe(false);
  expect(status.reason).toContain('Node-API');
  expect(await replyTo(app.window, 'cases.recent', {})).toMatchObject({ ok: false, error: { code: 'runtime_unsupported' } });
});

test.describe('when the engine goes', () => {
  test.skip(process.platform !== 'linux', 'finding the engine’s process from outside needs /proc');
  test.use({ launchWith: { env: { PLUMBLINE_ENGINE_HOST: 'child' } } });

  test('pending calls are answered engine_gone, and the window is told until it is back', async ({ app }) => {
    const pid = await runningEngine(app);
    await keepMessages(app.window);
    process.kill(pid, 'SIGSTOP');
    const pending = [replyTo(app.window, 'cases.recent', {}), replyTo(app.window, 'settings.get', {})];
    process.kill(pid, 'SIGKILL');
    for (const reply of await Promise.all(pending)) expect(reply).toMatchObject({ ok: false, error: { code: 'engine_gone' } });
    await expect.poll(async () => (await keptEvents(app.window, 'engine.state')).map((payload) => (payload as { state: string }).state)).toEqual(['restarting', 'running']);
    expect(await callFrom(app.window, 'engine.status', {})).toMatchObject({ ready: true });
    expect(await runningEngine(app)).not.toBe(pid);
  });

  test('the window learns which case was open', async ({ app, scratch }) => {
    const folder = join(scratch, 'Crash.plumbline');
    await callFrom(app.window, 'settings.update', { reviewer: 'DC Test' });
    await callFrom(app.window, 'cases.create', { folder, details: {
      title: 'Crash', reference: 'T/1', force: '', regime: '2020-regulations', officer: '', displayZone: 'Europe/London', protectiveMarking: 'OFFICIAL',
    } });
    await keepMessages(app.window);
    process.kill(await runningEngine(app), 'SIGKILL');
    await expect.poll(async () => keptEvents(app.window, 'engine.state')).toMatchObject([
      { state: 'restarting', caseWasOpen: folder }, { state: 'running', caseWasOpen: folder },
    ]);
  });
});

test('closing the window ends the engine too', async ({ app }) => {
  test.skip(process.platform !== 'linux', 'finding the engine’s process from outside needs /proc');
  const pid = await runningEngine(app);
  await app.close();
  await expect.poll(() => isRunning(pid)).toBe(false);
});
