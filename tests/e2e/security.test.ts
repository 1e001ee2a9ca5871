import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './harness/app.ts';
import { replyTo } from './harness/window-calls.ts';

test('the page has no Node and only the bridge', async ({ app }) => {
  const found = await app.window.evaluate(() => ({
    require: typeof Reflect.get(window, 'require'), process: typeof Reflect.get(window, 'process'),
    bridge: Object.keys(Reflect.get(window, 'plumbline') as object).sort(),
  }));
  expect(found).toEqual({ require: 'undefined', process: 'undefined', bridge: ['call', 'cancel', 'onMessage', 'pathForFile'] });
});

test('the window is sandboxed and isolated', async ({ app }) => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Not in Electron's types, but the only way to read back what the window really got.
    const read = Reflect.get(contents ?? {}, 'getLastWebPreferences') as (() => Record<string, unknown>) | undefined;
    const found = read?.call(contents) ?? {};
    return { sandbox: found['sandbox'], contextIsolation: found['contextIsolation'], nodeIntegration: found['nodeIntegration'], webviewTag: found['webviewTag'] };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
});

test('every page comes with a policy that names what it may load and refuses inline scripts', async ({ app }) => {
  const headers = await app.electron.evaluate(async ({ session }) => {
    const response = await session.defaultSession.fetch('app://plumbline/index.html');
    return Object.fromEntries(response.headers.entries());
  });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('nothing outside the folder of pages is served', async ({ app }) => {
  const statuses = await app.electron.evaluate(async ({ session }) => {
    const paths = ['/../main/index.cjs', '/%2e%2e/main/index.cjs', '/..%2fmain/index.cjs', '/..%5cmain%5cindex.cjs', '/no-such-page.html'];
    return Promise.all(paths.map(async (path) => (await session.defaultSession.fetch(`app://plumbline${path}`)).status));
  });
  expect(statuses).toEqual([404, 404, 404, 404, 404]);
});

test('a grant that was never given opens nothing', async ({ app }) => {
  const statuses = await app.electron.evaluate(async ({ session }) => {
    const urls = [`evidence://${'ab'.repeat(16)}/`, 'evidence://nonsense/', 'evidence://..%2f/'];
    return Promise.all(urls.map(async (url) => {
      try {
        return (await session.defaultSession.fetch(url)).status;
      } catch (error) {
        return String(error);
      }
    }));
  });
  expect(statuses.slice(0, 2)).toEqual([404, 404]);
  expect(statuses[2]).not.toBe(200);
});

test.describe('a page that tries to leave', () => {
  test.use({ expectedComplaints: [/Not allowed to load local resource: file:/] });

  test('stays where it is and opens no windows', async ({ app }) => {
    const before = app.window.url();
    const opened = await app.window.evaluate(() => {
      const handle = window.open('app://plumbline/index.html');
      const link = document.createElement('a');
      link.href = 'file:///etc/passwd';
      document.body.append(link);
      link.click();
      location.assign('app://plumbline/other.html');
      return handle === null;
    });
    expect(opened).toBe(true);
    // The refusals have been decided once the page answers again.
    expect(await app.window.evaluate(() => location.href)).toBe(before);
    expect(app.electron.windows()).toHaveLength(1);
  });
});

test('permissions are refused', async ({ app }) => {
  const answers = await app.window.evaluate(async () => {
    const states = await Promise.all((['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[])
      .map(async (name) => (await navigator.permissions.query({ name })).state));
    const located = await new Promise<string>((settle) => { navigator.geolocation.getCurrentPosition(() => settle('given'), (error) => settle(`refused ${error.code}`)); });
    return { states: [...new Set(states)], located, notification: await Notification.requestPermission() };
  });
  expect(answers).toEqual({ states: ['denied'], located: 'refused 1', notification: 'denied' });
});

test.describe('requests to the network', () => {
  test.use({ expectedComplaints: [/Content Security Policy|violates the document's|ERR_BLOCKED|Failed to load resource/] });

  test('a page cannot fetch, open a socket, or load a picture', async ({ app }) => {
    const outcome = await app.window.evaluate(async () => {
      const picture = new Promise<string>((settle) => {
        const image = new Image();
        image.onload = () => settle('loaded');
        image.onerror = () => settle('refused');
        image.src = 'http://127.0.0.1:9/picture.png';
      });
      const fetched = await fetch('http://127.0.0.1:9/').then(() => 'fetched', () => 'refused');
      let socket = 'opened';
      try {
        const tried = new WebSocket('ws://127.0.0.1:9/');
        socket = await new Promise((settle) => {
          tried.onopen = () => settle('opened');
          tried.onerror = () => settle('refused');
        });
      } catch (error) {
        socket = error instanceof DOMException ? 'refused' : String(error);
      }
      return { fetched, socket, picture: await picture };
    });
    expect(outcome).toEqual({ fetched: 'refused', socket: 'refused', picture: 'refused' });
  });

  test('a server on this very machine is never reached, even by the shell’s own session', async ({ app }) => {
    let hits = 0;
    const server = createServer((_request, response) => { hits += 1; response.end('reached'); });
    await new Promise<void>((settle) => { server.listen(0, '127.0.0.1', settle); });
    const { port } = server.address() as AddressInfo;
    const outcome = await app.electron.evaluate(async ({ session }, url) => {
      try {
        return await (await session.defaultSession.fetch(url)).text();
      } catch (error) {
        return String(error);
      }
    }, `http://127.0.0.1:${port}/`);
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    const direct = await fetch(`http://127.0.0.1:${port}/`);
    expect(await direct.text()).toBe('reached');
    expect(hits).toBe(1);
    await new Promise((settle) => { server.close(settle); });
  });
});

test('calls that are not in the contract are refused with a reason', async ({ app }) => {
  expect(await replyTo(app.window, 'shell.runProgram', { path: '/bin/true' })).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(await replyTo(app.window, '__proto__', {})).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(await replyTo(app.window, 'cases.open', { folder: 7 })).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining('folder') as unknown } });
});
