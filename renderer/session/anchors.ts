/** The dated facts of the case, as the timeline, the patterns and their dialogs show them. */
import { create } from 'zustand';
import type { Anchor } from '../../shared/domain/anchor.ts';
import { engine } from '../engine-client/engine-client.ts';
import { attempt } from './session-store.ts';

export const useAnchors = create<{ readonly anchors: readonly Anchor[] }>()(() => ({ anchors: [] }));

async function loadAnchors(): Promise<void> {
  const anchors = await attempt(engine.call('anchors.list', {}));
  if (anchors !== null) useAnchors.setState({ anchors });
}

/** Starts following the case's anchors; returns the function that stops and forgets. */
export function followAnchors(): () => void {
  void loadAnchors();
  const stop = engine.on('case.changed', ({ what }) => { if (what === 'anchors' || what === 'people') void loadAnchors(); });
  return () => {
    stop();
    useAnchors.setState({ anchors: [] });
  };
}
