/** The numbers printed on the pages of a bundle: in one run, or anew in every section. What was served keeps its own. */
import type { BuiltDocument } from '../../../shared/contract/bundles.ts';
import type { BundleSettings } from '../../../shared/domain/bundle-settings.ts';
import { sectionLetter, type PageLabels } from '../../../shared/domain/page-labels.ts';
import type { BuildPlan } from './plan-build.ts';

type Placed = Pick<BuiltDocument, 'section' | 'firstPage'>;
type Numbering = Pick<BundleSettings, 'numbering' | 'prefix'>;

/** Of a file that begins with cover and index. They belong to no section and have small Roman numbers, which no section has. */
export function numbersOfWhole({ numbering, prefix }: Numbering, documents: readonly Placed[]): PageLabels {
  if (numbering === 'continuous') return prefix === '' ? [] : [{ firstPage: 1, style: 'decimal', prefix, first: 1 }];
  const heads = documents.filter(({ section }, index) => index === 0 || documents[index - 1]?.section !== section);
  return [{ firstPage: 1, style: 'roman', prefix, first: 1 }, ...heads.map(({ firstPage }, index) => ({ firstPage, style: 'decimal' as const, prefix: `${prefix}${sectionLetter(index)}`, first: 1 }))];
}

/** With what is added behind so many pages: the page that lists it goes on in Roman numbers, its documents are the next section. */
export function numbersWithAddition(standing: PageLabels, { numbering, prefix }: Numbering, pages: number, documents: readonly Placed[]): PageLabels {
  const [first] = documents;
  if (numbering === 'continuous' || first === undefined) return standing;
  const listed = standing.reduce((sum, { style, firstPage }, index) => (style === 'roman' ? sum + (standing[index + 1]?.firstPage ?? pages + 1) - firstPage : sum), 0);
  const sections = standing.filter(({ style }) => style === 'decimal').length;
  return [...standing, { firstPage: pages + 1, style: 'roman', prefix, first: listed + 1 }, { firstPage: first.firstPage, style: 'decimal', prefix: `${prefix}${sectionLetter(sections)}`, first: 1 }];
}

/** Of the whole file, what was served included; `documents` are those that are bound now. */
export function numbersFor({ kind, basis, rules }: Pick<BuildPlan, 'kind' | 'basis' | 'rules'>, documents: readonly Placed[]): PageLabels {
  return kind === 'append' && basis !== null ? numbersWithAddition(basis.file.labels, rules.settings, basis.file.pages, documents) : numbersOfWhole(rules.settings, documents);
}
