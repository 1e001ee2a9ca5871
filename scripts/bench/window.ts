/**
 * Measures the real window on a case of about a million items: from a review key to the frame that shows it, what a
 * frame takes while scrolling, and what the page holds in memory before and after. Medians and 95th or 99th of a hundred.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type CDPSession, type Page } from 'playwright/test';
import { buildApp } from '../build.ts';
import { openDisplay } from '../electron-runtime/display.ts';
import { resolveElectron } from '../electron-runtime.ts';
import { makeCase } from './make-case.ts';

const reviewed = 200;
/** Of keys, each on as many further items, and of scrolling through everything: one round says more of the machine's neighbours than of the window. */
const rounds = 3;
const scrollFrames = 1_200;
/** Of the scroll bar with each frame, as a wheel turned quickly: some rows, each of which can be seen. */
const readingPx = 24;

interface Figure { readonly name: string; readonly values: readonly number[]; readonly unit: string; readonly bound: string }

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** Milliseconds from each key to the frame after the one in which the selected row shows what the key records. It shows that only once the engine has it on disk. */
async function reviewKeys(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { keyTimes: times });
    window.addEventListener('keydown', (event) => {
      if (event.key !== 'n') return;
      const began = performance.now();
      const look = (): void => {
        const row = document.querySelector('[role="grid"] .line.item.active');
        if (row?.querySelector('.assessment') == null) { requestAnimationFrame(look); return; }
        // The frame that shows it has been painted when the next one begins.
        requestAnimationFrame(() => times.push(performance.now() - began));
      };
      requestAnimationFrame(look);
    }, true);
  });
  await page.getByRole('grid', { name: 'Timeline' }).focus();
  const read = (): Promise<number[]> => page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes); // put there above
  for (let item = 1; item <= reviewed * rounds; item += 1) {
    await page.keyboard.press('n');
    await page.waitForFunction((count) => (globalThis as unknown as { keyTimes: number[] }).keyTimes.length >= count, item);
    const before = await page.locator('[role="grid"] .line.item.active').getAttribute('id');
    await page.keyboard.press('j');
    await page.waitForFunction((id) => document.querySelector('[role="grid"] .line.item.active')?.id !== id, before);
  }
  return read();
}

/** Milliseconds between frames while the timeline goes by: `stepPx` with each, or all of it from top to bottom in as many frames. */
function scrollThrough(page: Page, stepPx: number | null): Promise<number[]> {
  return page.evaluate(([frames, px]) => new Promise<number[]>((resolve) => {
    const grid = document.querySelector('[role="grid"]');
    if (grid === null) throw new Error('there is no grid');
    const step = px ?? (grid.scrollHeight - grid.clientHeight) / frames;
    const times: number[] = [];
    let last = performance.now();
    const next = (now: number): void => {
      times.push(now - last);
      last = now;
      grid.scrollTop += step;
      if (times.length < frames) requestAnimationFrame(next);
      else resolve(times);
    };
    grid.scrollTop = 0;
    requestAnimationFrame((now) => { last = now; requestAnimationFrame(next); });
  }), [scrollFrames, stepPx] as const);
}

async function heapMiB(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN) / 2 ** 20;
}

function table(figures: readonly Figure[]): string {
  const lines = figures.map(({ name, values, unit, bound }) => {
    const sorted = values.toSorted((a, b) => a - b);
    const shown = values.length === 1 ? ['', '', at(sorted, 0).toFixed(1), ''] : [at(sorted, 0.5).toFixed(1), at(sorted, 0.95).toFixed(1), at(sorted, 0.99).toFixed(1), at(sorted, 1).toFixed(1)];
    return `| ${[name, String(values.length), ...shown, unit, bound].join(' | ')} |`;
  });
  return ['| what | measured | median | 95th | 99th or the value | most | unit | bar |', '|---|---:|---:|---:|---:|---:|---|---|', ...lines].join('\n');
}

/** Runs the measurement and prints its table. */
export async function benchWindow(bytes: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    await buildApp();
    const { caseFolder, rows } = await makeCase(folder, bytes, seed);
    const [runtime, display] = [await resolveElectron(), await openDisplay()];
    const began = performance.now();
    const app = await _electron.launch({ executablePath: runtime.executable, args: [...runtime.launchArgs, `--user-data-dir=${join(folder, 'profile')}`, caseFolder], env: { ...process.env as Record<string, string>, ...runtime.env, ...display.env }, chromiumSandbox: true });
    const page = await app.firstWindow();
    await page.locator('[role="grid"] .line.item:not(.waiting)').first().waitFor({ timeout: 120_000 });
    const opened = performance.now() - began;
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const before = await heapMiB(session);
    const frames: number[][] = [];
    for (let round = 0; round < rounds; round += 1) frames.push(await scrollThrough(page, null));
    const slowly = await scrollThrough(page, readingPx);
    const after = await heapMiB(session);
    await page.getByRole('grid', { name: 'Timeline' }).focus();
    await page.keyboard.press('Home');
    const keys = await reviewKeys(page);
    await app.close();
    await display.stop();
    process.stdout.write(`\nThe window on ${rows.toLocaleString('en-GB')} items, seed ${seed}\n\n${table([
      ...Array.from({ length: rounds }, (_, round): Figure => ({ name: `review key to the frame that shows it, round ${round + 1}`, values: keys.slice(round * reviewed, (round + 1) * reviewed), unit: 'ms', bound: '95th under 50' })),
      ...frames.map((values, round): Figure => ({ name: `between frames, scrolling through everything, round ${round + 1}`, values, unit: 'ms', bound: '99th at most 33' })), { name: 'between frames, scrolling some rows at a time', values: slowly, unit: 'ms', bound: '99th at most 33' },
      { name: 'heap of the page before scrolling', values: [before], unit: 'MiB', bound: '' }, { name: 'heap of the page after scrolling', values: [after], unit: 'MiB', bound: 'as before' },
      { name: 'from start to the first rows', values: [opened], unit: 'ms', bound: '' },
    ])}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
