/** What the Patterns view shows: the latest question and its answer. An answer to an earlier question is not shown. */
import { create } from 'zustand';
import type { AroundAnchors, Patterns } from '../../../shared/contract/patterns.ts';
import { defaultSilenceMs } from '../../../shared/domain/pattern.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';

interface PatternsState {
  readonly per: 'day' | 'week';
  readonly silenceMs: number;
  readonly perPerson: boolean;
  readonly found: { readonly patterns: Patterns; readonly around: AroundAnchors } | null;
  readonly counting: boolean;
  /** Rows looked at so far. */
  readonly rows: number;
}

export const usePatterns = create<PatternsState>()(() => ({ per: 'day', silenceMs: defaultSilenceMs, perPerson: false, found: null, counting: false, rows: 0 }));

let asking = 0;
let running = new AbortController();

/** Counts anew; a count still going on is stopped. */
export async function countPatterns(filter: TimelineFilter, zone: string): Promise<void> {
  asking += 1;
  const mine = asking;
  running.abort();
  running = new AbortController();
  const { per, silenceMs, perPerson } = usePatterns.getState();
  usePatterns.setState({ counting: true, rows: 0 });
  const call = { signal: running.signal, onProgress: ({ done }: { readonly done: number }) => { if (mine === asking) usePatterns.setState({ rows: done }); } };
  const patterns = await attempt(engine.call('patterns.summary', { filter, zone, per, silenceMs }, call));
  const around = patterns === null || mine !== asking ? null : await attempt(engine.call('patterns.aroundAnchors', { filter, perPerson }, call));
  if (mine !== asking) return;
  usePatterns.setState({ counting: false, ...(patterns === null || around === null ? {} : { found: { patterns, around } }) });
}

/** The view is left: nothing goes on, and nothing of the case is kept. */
export function forgetPatterns(): void {
  asking += 1;
  running.abort();
  usePatterns.setState({ found: null, counting: false });
}
