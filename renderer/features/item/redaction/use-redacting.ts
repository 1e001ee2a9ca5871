/** What is done to the redactions of one file, and what was done last, in words. */
import { useState } from 'react';
import type { RedactedFile, Redaction } from '../../../../shared/domain/redaction.ts';
import { engine } from '../../../engine-client/engine-client.ts';
import { attempt } from '../../../session/session-store.ts';
import type { ToRedact } from './ask-dialogs.tsx';

export interface Redactor {
  readonly said: string;
  readonly say: (said: string) => void;
  /** How many were made; null when none was: the person has been told. */
  readonly redact: (redactions: readonly ToRedact[]) => Promise<number | null>;
  readonly withdraw: (redaction: Redaction, reason: string) => Promise<number | null>;
}

export function useRedacting(file: RedactedFile, onStanding: (redactions: readonly Redaction[]) => void): Redactor {
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
    const [first] = wanted;
    say(made < wanted.length ? `${made} of ${wanted.length} regions are redacted; the others are still to be decided.`
      : made > 1 ? `${made} regions of page ${first?.page ?? 1} are redacted.` : first?.region === null ? `Page ${first.page} will be made anew.` : `A region of page ${first?.page ?? 1} is redacted.`);
    return made;
  };
  const withdraw = async (redaction: Redaction, reason: string): Promise<number | null> => {
    const standing = await attempt(engine.call('redactions.withdraw', { file, redactionId: redaction.id, reason }));
    if (standing === null) return null;
    onStanding(standing);
    say(`The redaction of page ${redaction.page} is withdrawn.`);
    return 1;
  };
  return { said, say, redact, withdraw };
}
