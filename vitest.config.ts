import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What Node makes of the source files is kept for the next thread or command that loads them: a third of the time of most tests.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/plumbline');

/** Everything that runs in plain Node. The real app is driven by Playwright (playwright.config.ts). */
export default defineConfig({
  test: {
    include: ['tests/{unit,engine,contract,renderer,architecture}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Every core: left to itself vitest keeps one free, which on two is half of the machine.
    maxWorkers: '100%',
    reporters: ['default', ['json', { outputFile: 'test-results/node.json' }]],
  },
});
