/** The small marks a row carries wherever it is shown: its kind, what it was assessed as, whether the officer was on duty. */
import type { ReactNode } from 'react';
import { assessmentLabels, type AssessmentState } from '../../shared/domain/assessment.ts';
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

/** Nothing where the rosters leave it open. */
export function DutyMark({ duty }: { readonly duty: DutyState }): ReactNode {
  return duty === 'unknown' ? null : <span className={`duty ${duty}`}>{dutyLabels[duty]}</span>;
}
