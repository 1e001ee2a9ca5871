/** A list fetched page by page, fetched anew from its first page whenever the case changes what it shows. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';

interface Page<T> { readonly rows: readonly T[]; readonly total: number }
export interface Pages<T> { readonly rows: readonly T[]; readonly total: number | null; readonly more: () => void }

const changesShown: readonly string[] = ['people', 'items', 'exhibits'];

/** `fetchPage` gives the rows from an offset, at most `limit`; it must be the same function while what it asks for is the same. */
export function usePages<T>(fetchPage: (offset: number, limit: number) => Promise<Page<T>>, pageLength: number): Pages<T> {
  const [page, setPage] = useState<Page<T> | null>(null);
  const held = useRef(0);
  const asked = useRef(0);
  const load = useCallback(async (offset: number, limit: number) => {
    asked.current += 1;
    const mine = asked.current;
    const next = await attempt(fetchPage(offset, limit));
    if (next === null || mine !== asked.current) return;
    setPage((before) => {
      const rows = offset === 0 || before === null ? next.rows : [...before.rows, ...next.rows];
      held.current = rows.length;
      return { rows, total: next.total };
    });
  }, [fetchPage]);
  useEffect(() => {
    void load(0, pageLength);
    return engine.on('case.changed', ({ what }) => {
      // Whoever has asked for more keeps what they see.
      if (changesShown.includes(what)) void load(0, Math.max(pageLength, Math.min(held.current, 200)));
    });
  }, [load, pageLength]);
  return { rows: page?.rows ?? [], total: page?.total ?? null, more: () => { void load(held.current, pageLength); } };
}
