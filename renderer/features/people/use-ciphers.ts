/** Who has which cipher, by number of person; follows the case. Null until it has been read. */
import { useEffect, useState } from 'react';
import type { GivenCipher } from '../../../shared/contract/ciphers.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';

export function useCiphers(): readonly GivenCipher[] | null {
  const [given, setGiven] = useState<readonly GivenCipher[] | null>(null);
  useEffect(() => {
    let current = true;
    const load = (): void => { void attempt(engine.call('ciphers.list', {})).then((next) => { if (current && next !== null) setGiven(next); }); };
    load();
    const stop = engine.on('case.changed', ({ what }) => { if (what === 'people') load(); });
    return () => {
      current = false;
      stop();
    };
  }, []);
  return given;
}
