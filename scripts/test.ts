/**
 * Runs every check there is and ends with one line, `tests: N passed, N failed`, made from the
 * runners' own reports. `--app-only` runs the end-to-end tests alone.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const appOnly = process.argv.includes('--app-only');

interface Counts { readonly passed: number; readonly failed: number; readonly skipped: number }

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number(), numFailedTestSuites: z.number(), success: z.boolean() });
const playwrightReport = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }), errors: z.array(z.unknown()) });

function run(title: string, command: string, args: readonly string[]): Promise<boolean> {
  process.stdout.write(`\n== ${title}\n`);
  const begun = Date.now();
  return new Promise((settle) => {
    const child = spawn(command, [...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
    const done = (ok: boolean): void => {
      process.stdout.write(`== ${title}: ${ok ? 'ok' : 'FAILED'} (${Math.round((Date.now() - begun) / 1000)} s)\n`);
      settle(ok);
    };
    child.on('error', (error) => {
      process.stdout.write(`${error.message}\n`);
      done(false);
    });
    child.on('exit', (code) => done(code === 0));
  });
}

function readReport<T>(file: string, schema: z.ZodType<T>): T | null {
  const path = join(root, 'test-results', file);
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

function nodeCounts(): Counts {
  const report = readReport('node.json', vitestReport);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.success || report.numFailedTests > 0 ? 0 : Math.max(1, report.numFailedTestSuites);
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles, skipped: report.numPendingTests };
}

function appCounts(): Counts {
  const report = readReport('e2e.json', playwrightReport);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + (unexpected === 0 ? report.errors.length : 0), skipped };
}

async function main(): Promise<number> {
  rmSync(join(root, 'test-results'), { recursive: true, force: true });
  const checks: boolean[] = [await run('System libraries', process.execPath, [join(root, 'scripts', 'setup-system.ts'), '--tests'])];
  if (!appOnly) {
    checks.push(await run('Types', bin('tsc'), []));
    checks.push(await run('Lint', bin('oxlint'), ['--type-aware']));
    checks.push(await run('Unused code and dependencies', bin('knip'), []));
  }
  checks.push(await run('Build', process.execPath, [join(root, 'scripts', 'build.ts')]));
  const counted: Counts[] = [];
  if (!appOnly) {
    checks.push(await run('Tests in Node', bin('vitest'), ['run']));
    counted.push(nodeCounts());
  }
  checks.push(await run('Tests of the real app', bin('playwright'), ['test']));
  counted.push(appCounts());
  const sum = (of: keyof Counts): number => counted.reduce((total, counts) => total + counts[of], 0);
  const failedChecks = checks.filter((ok) => !ok).length;
  const failed = Math.max(sum('failed'), failedChecks > 0 && sum('failed') === 0 ? failedChecks : 0);
  if (sum('skipped') > 0) process.stdout.write(`\n${sum('skipped')} tests were skipped because what they need is not on this machine; each says what.\n`);
  process.stdout.write(`\ntests: ${sum('passed')} passed, ${failed} failed\n`);
  return failed === 0 && failedChecks === 0 && sum('passed') > 0 ? 0 : 1;
}

process.exitCode = await main();
