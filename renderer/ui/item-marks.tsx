/** The small marks a row carries wherever it is shown: its kind, what it was assessed as, whether the officer was on duty. */
import type { ReactNode } from 'react';
import { assessmentLabels, secondViewLabels, type AssessmentState, type SecondView } from '../../shared/domain/assessment.ts';
import { handlingLabels, relevanceLabels, type Handling, type Relevance } from '../../shared/domain/disclosure.ts';
import { dutyLabels, type DutyState } from '../../shared/domain/duty.ts';
import { itemKindLabels, type ItemKind } from '../../shared/domain/item.ts';
import './item-marks.css';

export function KindMark({ kind }: { readonly kind: ItemKind }): ReactNode {
  const { one, letter } = itemKindLabels[kind];
  return <span className={`kind ${kind}`} title={one} aria-label={one}>{letter}</span>;
}

/** Nothing for what is not assessed; a star says that no reasons are given yet. */
export function AssessmentMark({ assessment, hasReasons }: { readonly assessment: AssessmentState; readonly hasReasons: boolean }): ReactNode {
  if (assessment === 'not-assessed') return null;
  const { full, short } = assessmentLabels[assessment];
  return <span className={`assessment ${assessment}`} title={`${full}${hasReasons ? ', with reasons' : ''}`}>{short}{hasReasons ? '' : '*'}</span>;
}

/** Nothing where no second reviewer has said anything. */
export function SecondMark({ second }: { readonly second: SecondView }): ReactNode {
  return second === 'none' ? null : <span className={`second ${second}`} title={secondViewLabels[second]} aria-label={secondViewLabels[second]}>{second === 'agrees' ? '2nd ✓' : '2nd ≠'}</span>;
}

/** Nothing for what is not set and handled normally, nor for what is simply relevant: that is what a timeline is of. */
export function DisclosureMark({ relevance, handling }: { readonly relevance: Relevance; readonly handling: Handling }): ReactNode {
  const words = [relevance === 'relevant' ? '' : relevanceLabels[relevance].short, handlingLabels[handling].short].filter((word) => word !== '');
  return words.map((word) => <span key={word} className={`disclosure ${handling}`}>{word}</span>);
}

/** Nothing where the rosters leave it open. */
export function DutyMark({ duty }: { readonly duty: DutyState }): ReactNode {
  return duty === 'unknown' ? null : <span className={`duty ${duty}`}>{dutyLabels[duty]}</span>;
}

/** What the officer says, in its first words; nothing when none of it is recorded. */
export function AccountMark({ account }: { readonly account: string }): ReactNode {
  return account === '' ? null : <span className="account-mark" title={`The officer says: ${account}`} aria-label="Officer’s account recorded">says</span>;
}
