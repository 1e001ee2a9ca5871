/** The words the case is assessed in: its tags, its allegations and particulars, the Standards as it words them. */
import { create } from 'zustand';
import type { ListedCharge } from '../../shared/contract/assessing.ts';
import type { Standard } from '../../shared/domain/standard.ts';
import type { ListedTag } from '../../shared/domain/tags.ts';
import { engine } from '../engine-client/engine-client.ts';
import { attempt } from './session-store.ts';

interface Framework { readonly tags: readonly ListedTag[]; readonly charges: readonly ListedCharge[]; readonly standards: readonly Standard[] }

export const useFramework = create<Framework>()(() => ({ tags: [], charges: [], standards: [] }));

export async function loadFramework(): Promise<void> {
  const [tags, charges, standards] = await Promise.all([attempt(engine.call('tags.list', {})), attempt(engine.call('charges.list', {})), attempt(engine.call('standards.list', {}))]);
  useFramework.setState({ ...(tags === null ? {} : { tags }), ...(charges === null ? {} : { charges }), ...(standards === null ? {} : { standards }) });
}

/** Loads it and follows its changes. Returns what stops it. */
export function followFramework(): () => void {
  void loadFramework();
  return engine.on('case.changed', ({ what }) => { if (what === 'tags' || what === 'charges' || what === 'details') void loadFramework(); });
}
