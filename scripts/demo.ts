/**
 * The main job from end to end, in the real app: makes the sample case, imports and reviews it
 * through the window's own bridge, then uses the window itself to show it and to export the
 * timeline. Leaves demo-output/timeline.pdf, demo-output/bundle.pdf with its report, demo-output/window.png and the case.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { buildApp } from './build.ts';
import { hearingBundle } from './demo/hearing-bundle.ts';
import { populateCase } from './demo/populate-case.ts';
import { engineThroughWindow } from './demo/window-engine.ts';
import { openDisplay } from './electron-runtime/display.ts';
import { announceRuntime, resolveElectron } from './electron-runtime.ts';
import { defaultSeed, generateSampleCase } from './sample-case.ts';
import { ensureSystem } from './setup-system.ts';

const root = resolve(import.meta.dirname, '..');
const output = join(root, 'demo-output');
const caseFolder = join(output, 'Operation Larkspur.plumbline');
const pdf = join(output, 'timeline.pdf');
const picture = join(output, 'window.png');
const bundle = join(output, 'bundle.pdf');
const here = (path: string): string => relative(root, path);
const say = (sentence: string): void => { process.stdout.write(`${sentence}\n`); };

/** The number-plate check whose row the picture shows. */
const storyWords = 'AB12 CDE';

async function showStory(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: /^Operation Larkspur/ }).click();
  await page.getByRole('grid', { name: 'Timeline' }).waitFor();
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill(storyWords);
  await search.press('Enter');
  await page.getByRole('button', { name: `Remove filter “${storyWords}”` }).waitFor();
  await page.getByRole('row').filter({ hasText: '15:24:10' }).first().click();
  await page.getByRole('complementary', { name: 'Item' }).getByText('15:24:10').first().waitFor();
  // The item stays selected when the search is taken away, so the rows round it come into view.
  await search.press('Escape');
  await page.getByText('0 outside this view').waitFor();
  await page.getByRole('row').filter({ hasText: '15:24:10' }).first().waitFor();
}

async function exportFromWindow(app: ElectronApplication, page: Page): Promise<void> {
  // The system's own save dialog cannot be driven from here: it is answered in its place.
  await app.evaluate(({ dialog }, path) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path }); }, pdf);
  await page.getByRole('button', { name: 'Timeline as PDF…' }).click();
  await page.getByRole('button', { name: 'Choose where to save…' }).click();
  await page.getByRole('dialog').getByText('SHA-256').waitFor({ timeout: 300_000 });
  say((await page.getByRole('dialog').locator('dl').innerText()).replaceAll(/\n+/g, ' ').trim());
  await page.getByRole('button', { name: 'Close', exact: true }).click();
}

/** Everything in the case that has pages, and the documents the case makes itself, on numbered pages. */
async function makeBundle(engine: ReturnType<typeof engineThroughWindow>): Promise<void> {
  const { bundleId } = await engine.call('bundles.save', { definition: hearingBundle(await engine.call('exhibits.list', {})) });
  const { pages, documents, checks } = await engine.call('bundles.build', { bundleId, destination: bundle });
  say(`  Hearing bundle: ${documents.length} documents on ${pages} pages; ${checks.filter(({ outcome }) => outcome === 'pass').length} rules hold, ${checks.filter(({ outcome }) => outcome === 'warn').map(({ rule }) => rule).join(' and ')} to be weighed.`);
}

async function main(): Promise<void> {
  await ensureSystem({ tests: false });
  await buildApp();
  const runtime = await resolveElectron();
  announceRuntime(runtime);
  const display = await openDisplay();
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output);
  const profile = mkdtempSync(join(tmpdir(), 'plumbline-demo-'));
  say(display.virtual ? 'No display: the window opens on a virtual one (Xvfb).' : 'Opening the window.');
  try {
    const inputs = join(output, 'inputs');
    const manifest = await generateSampleCase(inputs, defaultSeed);
    say(`Made ${manifest.exhibits.length} input files in ${here(inputs)} (seed ${defaultSeed}); everything in them is invented.`);
    const app = await _electron.launch({
      executablePath: runtime.executable, args: [...runtime.launchArgs, `--user-data-dir=${profile}`],
      env: { ...Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)), ...runtime.env, ...display.env },
      chromiumSandbox: true,
    });
    try {
      const page = await app.firstWindow();
      await page.getByRole('heading', { name: 'Plumbline' }).waitFor();
      const engine = engineThroughWindow(page);
      await engine.call('settings.update', { reviewer: 'R. Reviewer', theme: 'light' });
      await populateCase(engine, caseFolder, manifest, inputs, { onStep: (sentence) => say(`  ${sentence}`) });
      const verification = await engine.call('cases.verify', {});
      say(verification.ok ? `  Verified: ${verification.checks.length} checks, all right.` : '  The case did not verify.');
      if (!verification.ok) throw new Error(verification.checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.found}`).join('; '));
      await makeBundle(engine);
      await showStory(page);
      await page.screenshot({ path: picture });
      await exportFromWindow(app, page);
    } finally {
      await app.close();
    }
    say(`\nMade ${here(pdf)} (${statSync(pdf).size} bytes), ${here(bundle)} (${statSync(bundle).size} bytes), ${here(picture)} and the case ${here(caseFolder)}.`);
    say(`Open it with:  npm start -- "${here(caseFolder)}"`);
  } finally {
    rmSync(profile, { recursive: true, force: true });
    await display.stop();
  }
}

await main();
