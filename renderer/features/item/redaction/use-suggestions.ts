/** The search of a file for protected names: what was found, what of it is still open, and how to stop it. */
import { useEffect, useRef, useState } from 'react';
import type { Progress } from '../../../../shared/contract/case-file.ts';
import type { SuggestedRedaction } from '../../../../shared/contract/redactions.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { RedactedFile, Redaction } from '../../../../shared/domain/redaction.ts';
import { engine } from '../../../engine-client/engine-client.ts';
import { covers } from './region-words.ts';

export interface Suggestion extends SuggestedRedaction { /** Of this search. */ readonly key: number }
interface Found { readonly suggestions: readonly Suggestion[]; readonly unread: readonly number[] }

export interface Suggestions {
  /** Neither taken over nor passed over, and not under what is redacted. */
  readonly open: readonly Suggestion[];
  /** Null until a search has ended. */
  readonly found: (Found & { /** Lying under what is redacted already. */ readonly covered: number }) | null;
  /** Null while nothing is being searched. */
  readonly progress: Progress | 'beginning' | null;
  readonly fault: string;
  readonly search: (ordinaryWords: readonly string[], password: string | null) => void;
  readonly stop: () => void;
  readonly passOver: (key: number) => void;
}

const isCovered = ({ page, region }: Suggestion, redactions: readonly Redaction[]): boolean => redactions.some((redaction) => redaction.page === page && redaction.region !== null && covers(redaction.region, region));

export function useSuggestions(file: RedactedFile, redactions: readonly Redaction[]): Suggestions {
  const [found, setFound] = useState<Found | null>(null);
  const [passed, setPassed] = useState<ReadonlySet<number>>(new Set());
  const [progress, setProgress] = useState<Suggestions['progress']>(null);
  const [fault, setFault] = useState('');
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const search = async (ordinaryWords: readonly string[], password: string | null): Promise<void> => {
    const mine = new AbortController();
    controller.current?.abort();
    controller.current = mine;
    setProgress('beginning');
    setFault('');
    try {
      const { suggestions, unread } = await engine.call('redactions.suggest', { file, ordinaryWords: [...ordinaryWords], ...(password === null ? {} : { password }) }, { signal: mine.signal, onProgress: (now) => { if (controller.current === mine) setProgress(now); } });
      if (controller.current !== mine) return;
      setFound({ suggestions: suggestions.map((suggestion, key) => ({ ...suggestion, key })), unread });
      setPassed(new Set());
    } catch (error) {
      if (controller.current === mine && !(error instanceof PlumblineError && error.code === 'cancelled')) setFault(error instanceof Error ? error.message : String(error));
    } finally {
      if (controller.current === mine) setProgress(null);
    }
  };

  const uncovered = (found?.suggestions ?? []).filter((suggestion) => !isCovered(suggestion, redactions));
  return {
    open: uncovered.filter(({ key }) => !passed.has(key)), found: found === null ? null : { ...found, covered: found.suggestions.length - uncovered.length },
    progress, fault, search: (words, password) => { void search(words, password); }, stop: () => controller.current?.abort(), passOver: (key) => setPassed((now) => new Set(now).add(key)),
  };
}
