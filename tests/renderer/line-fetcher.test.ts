import { describe, expect, it } from 'vitest';
import { LineFetcher } from '../../renderer/features/timeline/line-fetcher.ts';
import { LineWindows, windowLines } from '../../renderer/features/timeline/line-windows.ts';
import type { TimelineLine } from '../../shared/contract/timeline.ts';

interface Asked { readonly viewId: string; readonly key: number; readonly answer: () => void; readonly fail: () => void }

/** A fetcher whose questions are answered by hand; `n` in lines is which answer they came with. */
function byHand(): { fetcher: LineFetcher; windows: LineWindows; asked: Asked[]; drawn: () => number; faults: unknown[] } {
  const windows = new LineWindows();
  const asked: Asked[] = [];
  const faults: unknown[] = [];
  let drawn = 0;
  const fetcher = new LineFetcher({
    windows, onLines: () => { drawn += 1; }, onFault: (error) => faults.push(error),
    ask: (viewId, start) => new Promise((resolve, reject) => {
      const key = start / windowLines;
      const lines = Array.from({ length: windowLines }, (): TimelineLine => ({ type: 'gap', shortestMs: asked.length, longestMs: 0 }));
      asked.push({ viewId, key, answer: () => resolve(lines), fail: () => reject(new Error('the engine has gone')) });
    }),
  });
  return { fetcher, windows, asked, drawn: () => drawn, faults };
}

const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
const keys = (asked: readonly Asked[]): number[] => asked.map(({ key }) => key);

describe('fetching the lines in sight', () => {
  it('asks for what is in sight first, then for a screen either way, and for nothing twice', async () => {
    const { fetcher, asked, windows } = byHand();
    fetcher.follow({ viewId: 'one', lineCount: 100 * windowLines });
    fetcher.want(5 * windowLines + 10, 5 * windowLines + windowLines - 1);
    expect(keys(asked)).toEqual([5, 4]);
    asked[0]?.answer();
    await settled();
    expect(keys(asked)).toEqual([5, 4, 6]);
    asked[1]?.answer();
    asked[2]?.answer();
    await settled();
    fetcher.want(5 * windowLines + 10, 5 * windowLines + windowLines - 1);
    expect(keys(asked)).toEqual([5, 4, 6]);
    expect(windows.line(6 * windowLines)).not.toBeNull();
  });

  it('forgets what was passed while scrolling: the next question is of what is in sight when an answer comes', async () => {
    const { fetcher, asked } = byHand();
    fetcher.follow({ viewId: 'one', lineCount: 1_000 * windowLines });
    for (let key = 0; key < 900; key += 30) fetcher.want(key * windowLines + 40, key * windowLines + 60);
    expect(keys(asked)).toEqual([0, 30]);
    asked[0]?.answer();
    await settled();
    expect(keys(asked)).toEqual([0, 30, 870]);
  });

  it('asks once more for windows read before a change, and drops answers of another view', async () => {
    const { fetcher, asked, windows, drawn } = byHand();
    fetcher.follow({ viewId: 'one', lineCount: windowLines });
    fetcher.want(0, 20);
    fetcher.changed();
    asked[0]?.answer();
    await settled();
    expect(keys(asked)).toEqual([0, 0]);
    expect([windows.line(0), drawn()]).toEqual([null, 0]);
    fetcher.follow({ viewId: 'two', lineCount: windowLines });
    fetcher.want(0, 20);
    asked[1]?.answer();
    await settled();
    expect(windows.line(0)).toBeNull();
    asked[2]?.answer();
    await settled();
    expect([asked[2]?.viewId, windows.line(0) === null, drawn()]).toEqual(['two', false, 1]);
  });

  it('says a fault once and asks again only when the reader moves on', async () => {
    const { fetcher, asked, faults } = byHand();
    fetcher.follow({ viewId: 'one', lineCount: 3 * windowLines });
    fetcher.want(0, 10);
    asked[0]?.fail();
    await settled();
    expect([faults.length, asked.length]).toEqual([1, 1]);
    fetcher.want(1, 11);
    expect(asked).toHaveLength(2);
  });

  it('never asks for lines the view does not have', () => {
    const { fetcher, asked } = byHand();
    fetcher.want(0, 10);
    fetcher.follow({ viewId: 'empty', lineCount: 0 });
    fetcher.want(0, 10);
    expect(asked).toEqual([]);
  });
});
