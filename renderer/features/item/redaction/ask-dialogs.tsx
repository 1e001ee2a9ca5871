/** What is asked before anything is redacted, made anew, taken over or withdrawn: always why. */
import type { ReactNode } from 'react';
import type { Redaction } from '../../../../shared/domain/redaction.ts';
import type { Region } from '../../../../shared/domain/region.ts';
import { ReasonDialog } from '../../../ui/form-dialog.tsx';
import { placeInWords, regionInWords } from './region-words.ts';
import type { Suggestion } from './use-suggestions.ts';

export type Ask =
  /** `region` null: the page is made anew and nothing covered. */
  | { readonly kind: 'redact'; readonly page: number; readonly region: Region | null }
  | { readonly kind: 'accept'; readonly suggestion: Suggestion }
  | { readonly kind: 'accept-page'; readonly page: number; readonly suggestions: readonly Suggestion[] }
  | { readonly kind: 'withdraw'; readonly redaction: Redaction };

/** One redaction to be made, with its reason. */
export interface ToRedact { readonly page: number; readonly region: Region | null; readonly reason: string }

interface AskProps {
  readonly ask: Ask;
  readonly isPicture: boolean;
  /** Offered for what a person draws. */
  readonly lastReason: string;
  /** Null when it was refused: the person has been told. */
  readonly onRedact: (redactions: readonly ToRedact[]) => Promise<unknown>;
  readonly onWithdraw: (redaction: Redaction, reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

const protectedReason = 'Protected';
const painted = 'In a bundle in cipher this region is painted over, and what is made of the page is a picture: nothing of what was there is left in it. The exhibit itself is unchanged.';

export function AskDialog({ ask, isPicture, lastReason, onRedact, onWithdraw, onClose }: AskProps): ReactNode {
  switch (ask.kind) {
    case 'redact': {
      const { page, region } = ask;
      const place = placeInWords(page, isPicture);
      return (
        <ReasonDialog
          title={region === null ? `Make ${place} anew` : `Redact a region of ${place}`} act={region === null ? 'Make anew' : 'Redact'} offered={lastReason} onClose={onClose} onSave={(reason) => onRedact([{ page, region, reason }])}
          about={region === null ? 'In a bundle in cipher the page is made anew as a picture of what can be seen. Nothing is covered, but nothing lies under it any more: no hidden text, no comments. The exhibit itself is unchanged.' : `${regionInWords(region)}. ${painted}`}
        />
      );
    }
    case 'accept': {
      const { page, region, cipher } = ask.suggestion;
      return <ReasonDialog title={`Redact ${cipher} ${isPicture ? 'in the picture' : `on page ${page}`}`} act="Redact" offered={`${protectedReason}: ${cipher}`} onClose={onClose} onSave={(reason) => onRedact([{ page, region, reason }])} about={`${regionInWords(region)}. ${painted}`} />;
    }
    case 'accept-page': {
      const { page, suggestions } = ask;
      return (
        <ReasonDialog
          title={`Redact all that was found ${isPicture ? 'in the picture' : `on page ${page}`}`} act={suggestions.length === 1 ? 'Redact it' : `Redact ${suggestions.length} regions`} offered={protectedReason} onClose={onClose}
          onSave={(reason) => onRedact(suggestions.map(({ region, cipher }) => ({ page, region, reason: `${reason.trim()}: ${cipher}` })))}
          about={`Each region has this reason with its cipher behind it, such as “${protectedReason}: ${suggestions[0]?.cipher ?? ''}”. ${painted}`}
        />
      );
    }
    case 'withdraw': {
      const { redaction } = ask;
      return <ReasonDialog title={`Withdraw a redaction of ${placeInWords(redaction.page, isPicture)}`} act="Withdraw" onClose={onClose} onSave={(reason) => onWithdraw(redaction, reason)} about={`“${redaction.reason}”, by ${redaction.author}. What it covers is seen again in a bundle in cipher that is made after this. The log keeps both.`} />;
    }
  }
}
