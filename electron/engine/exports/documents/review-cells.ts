/** What reviewers say of a row, as HTML: assessments with reasons, author and day; disclosure; tags. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import { assessmentLabels } from '../../../../shared/domain/assessment.ts';
import { handlingLabels, relevanceLabels } from '../../../../shared/domain/disclosure.ts';
import { formatDate } from '../../../../shared/domain/display-time.ts';
import type { Standard } from '../../../../shared/domain/standard.ts';
import type { Tag } from '../../../../shared/domain/tags.ts';
import { escapeHtml, evidenceHtml } from '../timeline/markup.ts';
import { label, small } from './cells.ts';

interface Words { readonly zone: string; readonly standards: readonly Standard[]; readonly tags: readonly Tag[] }

const linkWords = ({ charges, standards: codes }: Pick<NonNullable<ItemLine['assessment']>, 'charges' | 'standards'>, standards: readonly Standard[]): string =>
  [...charges.map((charge) => (charge.includes('(') ? `particular ${charge}` : `allegation ${charge}`)), ...codes.map((code) => standards.find((standard) => standard.code === code)?.title ?? code)].join('; ');
const signed = ({ author, madeAt }: { readonly author: string; readonly madeAt: string }, zone: string): string => `${escapeHtml(author)}, ${formatDate(Date.parse(madeAt), zone)}`;

/** What was concluded and by whom, without the reasons; '' when nobody has assessed it. */
export function assessmentHeads({ assessment, secondAssessments }: ItemLine, { zone, standards }: Words): string {
  if (assessment === null) return '';
  const links = linkWords(assessment, standards);
  return [
    `<div class="state">${escapeHtml(assessmentLabels[assessment.state].full)}</div>`, links === '' ? '' : small(`${label('Linked to')} ${escapeHtml(links)}`), small(signed(assessment, zone)),
    ...secondAssessments.map((second) => small(`${label(`Second reviewer ${second.agrees ? 'agrees' : 'differs'}`)} ${escapeHtml(assessmentLabels[second.state].full)}. ${signed(second, zone)}`)),
  ].join('');
}

/** The reasons of every reviewer and the innocent explanations they weighed, a line each; '' when none is given. */
export function assessmentReasons({ assessment, secondAssessments }: ItemLine): string {
  const said = assessment === null ? [] : [assessment, ...secondAssessments];
  return said.flatMap(({ author, reasons, innocentExplanation }) => [
    reasons === '' ? '' : small(`${label(`Reasons of ${author}`)} ${evidenceHtml(reasons)}`), innocentExplanation === '' ? '' : small(`${label(`Innocent explanation weighed by ${author}`)} ${evidenceHtml(innocentExplanation)}`),
  ]).join('');
}

/** The first reviewer's assessment and every other reviewer's; '' when nobody has assessed it. */
export function assessmentLines({ assessment, secondAssessments }: ItemLine, { zone, standards }: Words): string {
  const parts: string[] = [];
  if (assessment !== null) {
    parts.push(`<div class="state">${escapeHtml(assessmentLabels[assessment.state].full)}</div>`);
    if (assessment.reasons !== '') parts.push(`<div>${evidenceHtml(assessment.reasons)}</div>`);
    if (assessment.innocentExplanation !== '') parts.push(small(`${label('Innocent explanation weighed')} ${evidenceHtml(assessment.innocentExplanation)}`));
    const links = linkWords(assessment, standards);
    if (links !== '') parts.push(small(`${label('Linked to')} ${escapeHtml(links)}`));
    parts.push(small(signed(assessment, zone)));
  }
  for (const second of secondAssessments) {
    const reasons = second.reasons === '' ? '' : ` ${evidenceHtml(second.reasons)}`;
    parts.push(small(`${label(`Second reviewer ${second.agrees ? 'agrees' : 'differs'}`)} ${escapeHtml(assessmentLabels[second.state].full)}.${reasons} ${signed(second, zone)}`));
  }
  return parts.join('');
}

/** Relevance and handling without the reason: of a sensitive item it may be the very thing that must not be served. */
export function disclosureLine({ relevance, handling }: ItemLine): string {
  const status = [relevanceLabels[relevance].short === '' ? '' : relevanceLabels[relevance].full, handlingLabels[handling].short].filter((word) => word !== '');
  return status.length === 0 ? '' : small(`${label('Disclosure')} ${escapeHtml(status.join(', '))}`);
}

export function tagLine(item: ItemLine, { tags }: Words): string {
  return item.tags.length === 0 ? '' : small(`${label('Tags')} ${item.tags.map((code) => escapeHtml(tags.find((tag) => tag.code === code)?.name ?? code)).join('; ')}`);
}
