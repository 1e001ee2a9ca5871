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

/** The first reviewer's assessment and every other reviewer's; '' when nobody has assessed it. */
export function assessmentLines({ assessment, secondAssessments }: ItemLine, { zone, standards }: Words): string {
  const parts: string[] = [];
  if (assessment !== null) {
    parts.push(`<div class="state">${escapeHtml(assessmentLabels[assessment.state].full)}</div>`);
    if (assessment.reasons !== '') parts.push(`<div>${evidenceHtml(assessment.reasons)}</div>`);
    if (assessment.innocentExplanation !== '') parts.push(small(`${label('Innocent explanation weighed')} ${evidenceHtml(assessment.innocentExplanation)}`));
    const links = [...assessment.charges.map((charge) => (charge.includes('(') ? `particular ${charge}` : `allegation ${charge}`)), ...assessment.standards.map((code) => standards.find((standard) => standard.code === code)?.title ?? code)];
    if (links.length > 0) parts.push(small(`${label('Linked to')} ${escapeHtml(links.join('; '))}`));
    parts.push(small(`${escapeHtml(assessment.author)}, ${formatDate(Date.parse(assessment.madeAt), zone)}`));
  }
  for (const second of secondAssessments) {
    const reasons = second.reasons === '' ? '' : ` ${evidenceHtml(second.reasons)}`;
    parts.push(small(`${label(`Second reviewer ${second.agrees ? 'agrees' : 'differs'}`)} ${escapeHtml(assessmentLabels[second.state].full)}.${reasons} ${escapeHtml(second.author)}, ${formatDate(Date.parse(second.madeAt), zone)}`));
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
