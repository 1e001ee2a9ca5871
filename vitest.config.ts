import { defineConfig } from 'vitest/config';

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
