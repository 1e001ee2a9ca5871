/** Runs once before all end-to-end tests. */
import { buildApp } from '../../../scripts/build.ts';
import { ensureSystem } from '../../../scripts/setup-system.ts';

export default async function buildFirst(): Promise<void> {
  await ensureSystem({ tests: true });
  await buildApp();
}
