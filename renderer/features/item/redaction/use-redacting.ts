/** What is done to the redactions of one file, and what was done last, in words. */
import { useState } from 'react';
import type { RedactedFile, Redaction } from '../../../../shared/domain/redaction.ts';
import { engine } from '../../../engine-client/engine-client.ts';
import { attempt } from '../../../session/session-store.ts';
import type { ToRedact } from './ask-dialogs.tsx';
import { placeInWords } from './region-words.ts';

export interface Redactor {
  readonly said: string;
  readonly say: (said: string) => void;
  /** How many were made; null when none was: the person has been told. */
  readonly redact: (redactions: readonly ToRedact[]) => Promise<number | null>;
  readonly withdraw: (redaction: Redaction, reason: string) => Promise<number | null>;
}

export function useRedacting(file: RedactedFile, isPicture: boolean, onStanding: (redactions: readonly Redaction[]) => void): Redactor {
  const [said, say] = useState('');
  const redact = async (wanted: readonly ToRedact[]): Promise<number | null> => {
    let made = 0;
    for (const { page, region, reason } of wanted) {
      const standing = await attempt(engine.call('redactions.add', { file, page, region, reason }));
      if (standing === null) break;
      onStanding(standing);
      made += 1;
    }
    if (made === 0) return null;
    const place = placeInWords(wanted[0]?.page ?? 1, isPicture);
    say(made < wanted.length ? `${made} of ${wanted.length} regions are redacted; the others are still to be decided.`
      : made > 1 ? `${made} regions of ${place} are redacted.` : wanted[0]?.region === null ? `The whole of ${place} will be made anew.` : `A region of ${place} is redacted.`);
    return made;
  };
  const withdraw = async (redaction: Redaction, reason: string): Promise<number | null> => {
    const standing = await attempt(engine.call('redactions.withdraw', { file, redactionId: redaction.id, reason }));
    if (standing === null) return null;
    onStanding(standing);
    say(`A redaction of ${placeInWords(redaction.page, isPicture)} is withdrawn.`);
    return 1;
  };
  return { said, say, redact, withdraw };
}
