import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { RunningTypesetter } from '../../shared/typesetting/typesetter-link.ts';
import { TypesetterPool } from '../../shared/typesetting/typesetter-pool.ts';

const asked = { html: '', landscape: false, headerHtml: '', footerHtml: '', marginsMm: { top: 0, right: 0, bottom: 0, left: 0 } };

/** A typesetter that takes so long for a page and says which it is. */
class Slow implements RunningTypesetter {
  gone = false;
  stopped = false;
  readonly call: RunningTypesetter['call'];
  constructor(name: string, takesMs: number) {
    this.call = (() => new Promise<{ pdfBase64: string }>((settle, fail) => {
      setTimeout(() => { if (this.gone) fail(new PlumblineError('typesetting_failed', 'it ended')); else settle({ pdfBase64: name }); }, takesMs);
    })) as RunningTypesetter['call'];
  }
  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }
}

/** A pool of two, and those it has started. */
function pool(takesMs: number, second: () => Promise<RunningTypesetter> = () => Promise.resolve(new Slow('second', takesMs))): { readonly pool: TypesetterPool; readonly started: Slow[]; readonly log: string[] } {
  const [started, log]: [Slow[], string[]] = [[], []];
  const first = (): Promise<RunningTypesetter> => {
    started.push(new Slow(`first ${started.length + 1}`, takesMs));
    return Promise.resolve(started.at(-1) as Slow); // put there a line above
  };
  return { pool: new TypesetterPool([first, second], (words) => log.push(words)), started, log };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('several typesetters', () => {
  it('are one while pages are short', async () => {
    const { pool: two } = pool(50);
    const answers = Promise.all([1, 2, 3].map(() => two.call('host.typeset', asked)));
    await vi.runAllTimersAsync();
    expect((await answers).map(({ pdfBase64 }) => pdfBase64)).toEqual(['first 1', 'first 1', 'first 1']);
  });

  it('are two when somebody has waited, and share the work', async () => {
    const { pool: two } = pool(1_000);
    const answers = Promise.all([1, 2, 3, 4].map(() => two.call('host.typeset', asked)));
    const began = Date.now();
    await vi.advanceTimersByTimeAsync(2_500);
    expect((await answers).map(({ pdfBase64 }) => pdfBase64).toSorted()).toEqual(['first 1', 'first 1', 'second', 'second']);
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it('go on as one when the second cannot be started, which is tried once and said', async () => {
    let tried = 0;
    const { pool: two, log } = pool(1_000, () => { tried += 1; return Promise.reject(new PlumblineError('typesetting_failed', 'there is no room')); });
    const answers = Promise.all([1, 2, 3, 4].map(() => two.call('host.typeset', asked)));
    await vi.runAllTimersAsync();
    expect(await answers).toHaveLength(4);
    expect([tried, log.length]).toEqual([1, 1]);
    expect(log[0]).toContain('there is no room');
  });

  it('refuse what the first refuses to start for, and try again for the next', async () => {
    let tried = 0;
    const two = new TypesetterPool([() => { tried += 1; return tried === 1 ? Promise.reject(new PlumblineError('typesetting_failed', 'no display')) : Promise.resolve(new Slow('first', 10)); }], () => undefined);
    await expect(two.call('host.typeset', asked)).rejects.toThrow('no display');
    const again = two.call('host.typeset', asked);
    await vi.runAllTimersAsync();
    expect((await again).pdfBase64).toBe('first');
  });

  it('start one that has ended anew', async () => {
    const { pool: two, started } = pool(100);
    const lost = two.call('host.typeset', asked);
    await vi.advanceTimersByTimeAsync(50);
    (started[0] as Slow).gone = true; // it was asked above
    const expected = expect(lost).rejects.toThrow('it ended');
    await vi.advanceTimersByTimeAsync(100);
    await expected;
    const next = two.call('host.typeset', asked);
    await vi.advanceTimersByTimeAsync(200);
    expect((await next).pdfBase64).toBe('first 2');
  });

  it('end the second when nothing was asked of it for a while, and all of them when told to', async () => {
    const second = new Slow('second', 1_000);
    const { pool: two, started } = pool(1_000, () => Promise.resolve(second));
    const answers = Promise.all([1, 2, 3].map(() => two.call('host.typeset', asked)));
    await vi.advanceTimersByTimeAsync(4_000);
    await answers;
    expect(second.stopped).toBe(false);
    await vi.advanceTimersByTimeAsync(70_000);
    expect([second.stopped, started[0]?.stopped]).toEqual([true, false]);
    await two.stop();
    expect(started[0]?.stopped).toBe(true);
  });
});
