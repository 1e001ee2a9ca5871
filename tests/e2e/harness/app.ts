/**
 * `test` with a running app: fresh profile, real window, orderly end. A test fails when a page
 * throws or logs an error it did not announce in `expectedComplaints`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { openDisplay } from '../../../scripts/electron-runtime/display.ts';
import type { Display } from '../../../scripts/electron-runtime/display.ts';
import { resolveElectron } from '../../../scripts/electron-runtime.ts';
import type { ElectronRuntime } from '../../../scripts/electron-runtime.ts';

export interface LaunchOptions {
  /** Arguments after Plumbline's own, e.g. a case folder. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Profile folder to use again; a fresh one is made when left out. */
  readonly profile?: string;
  /** Program to run in Electron's place, given the same arguments (a tracer around it). */
  readonly executable?: string;
}

export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly window: Page;
  readonly profile: string;
  /** What pages complained of so far: uncaught errors and console errors. */
  readonly complaints: readonly string[];
  /** Waits for the app to end. Safe to call twice. */
  close(): Promise<void>;
}

interface Machine { readonly runtime: ElectronRuntime; readonly display: Display }

async function launchApp(machine: Machine, scratch: string, options: LaunchOptions): Promise<RunningApp> {
  const profile = options.profile ?? await mkdtemp(join(scratch, 'profile-'));
  const electron = await _electron.launch({
    executablePath: options.executable ?? machine.runtime.executable,
    args: [...machine.runtime.launchArgs, `--user-data-dir=${profile}`, ...(options.args ?? [])],
    env: { ...ownEnvironment(), ...machine.runtime.env, ...machine.display.env, ...options.env },
    // Playwright would switch the sandbox off; only running as root does that, by launchArgs.
    chromiumSandbox: true,
  });
  const complaints: string[] = [];
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(`console: ${message.text()}`); });
  };
  electron.on('window', watch);
  const window = await electron.firstWindow();
  watch(window);
  await window.waitForLoadState();
  let closed: Promise<void> | null = null;
  return { electron, window, profile, complaints, close: () => (closed ??= electron.close()) };
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

interface TestFixtures {
  /** Patterns of complaints a test provokes on purpose. */
  readonly expectedComplaints: readonly RegExp[];
  /** How `app` is launched. */
  readonly launchWith: LaunchOptions;
  /** An empty folder of the test's own, removed afterwards. */
  readonly scratch: string;
  /** Launches one more app; closed after the test. */
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
  /** The app, launched with its defaults. */
  readonly app: RunningApp;
}

export const test = base.extend<TestFixtures, { machine: Machine }>({
  machine: [async ({}, use) => {
    const runtime = await resolveElectron();
    const display = await openDisplay();
    await use({ runtime, display });
    await display.stop();
  }, { scope: 'worker', timeout: 900_000 }],
  expectedComplaints: [[], { option: true }],
  launchWith: [{}, { option: true }],
  scratch: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  launch: async ({ machine, scratch, expectedComplaints }, use) => {
    const running: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await launchApp(machine, scratch, options);
      running.push(app);
      return app;
    });
    for (const app of running) await app.close();
    const unexpected = running.flatMap((app) => app.complaints).filter((text) => !expectedComplaints.some((pattern) => pattern.test(text)));
    expect(unexpected, 'errors in the pages').toEqual([]);
  },
  app: async ({ launch, launchWith }, use) => { await use(await launch(launchWith)); },
});

export { expect };
