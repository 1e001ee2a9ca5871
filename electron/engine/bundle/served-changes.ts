/** What a definition would change of what has been served: nothing of it may. */
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { BundleDefinition, BundleDocument } from '../../../shared/domain/bundle.ts';
import { bookmarkWords } from '../../../shared/domain/document-remarks.ts';
import { onServedPages, settingLabels, valueWords } from '../../../shared/domain/bundle-settings.ts';
import { rulesOf } from './rules-followed.ts';

interface Placed { readonly section: string; readonly document: BundleDocument }
const placedIn = ({ sections }: BundleDefinition): Placed[] => sections.flatMap(({ title, documents }) => documents.map((document) => ({ section: title, document })));
const alike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const facets = [['title', 'title'], ['dated', 'date'], ['turn', 'turn'], ['source', 'source']] as const;

/** The same documents, in the same order, under the same headings. */
function documentChanges(now: readonly Placed[], served: readonly Placed[]): string[] {
  const kept = new Map(now.map((placed) => [placed.document.id, placed]));
  const found: string[] = [];
  for (const { section, document } of served) {
    const here = kept.get(document.id);
    if (here === undefined) { found.push(`“${document.title}” was served and is no longer in the bundle`); continue; }
    for (const [key, word] of facets) if (!alike(here.document[key], document[key])) found.push(`“${document.title}” has another ${word} than was served`);
    if (here.document.withheld?.reason !== document.withheld?.reason) found.push(document.withheld === undefined ? `“${document.title}” was served and cannot be withheld any more` : `“${document.title}” was withheld when it was served, with the reason “${document.withheld.reason}”`);
    if (bookmarkWords(here.document) !== bookmarkWords(document)) found.push(`“${document.title}” has another bookmark than was served`);
    if (here.section !== section) found.push(`“${document.title}” was served in the section “${section}” and is in “${here.section}” now`);
  }
  if (found.length > 0) return found;
  const order = now.filter(({ document }) => served.some((other) => other.document.id === document.id));
  const moved = served.find(({ document }, index) => order[index]?.document.id !== document.id);
  return moved === undefined ? [] : [`“${moved.document.title}” stands in another place than it was served in`];
}

function numberChanges(definition: BundleDefinition, version: BundleVersion): string[] {
  const [now, served] = [rulesOf(definition, version).settings, rulesOf(version.definition, version).settings];
  return onServedPages.filter((setting) => now[setting] !== served[setting]).map((setting) => `“${settingLabels[setting]}” was ${valueWords(setting, served[setting])} when it was served, and would be ${valueWords(setting, now[setting])}`);
}

/** Throws `rule_broken` naming every document that was served and would be dropped, moved or altered. */
export function refuseServedChanges(definition: BundleDefinition, version: BundleVersion): void {
  const { definition: served, number } = version;
  const found = [
    ...(['title', 'letter', 'profile'] as const).filter((key) => definition[key] !== served[key]).map((key) => `its ${key} was “${served[key]}” when it was served`),
    ...numberChanges(definition, version), ...documentChanges(placedIn(definition), placedIn(served)),
  ];
  if (found.length === 0) return;
  const said = found.slice(0, 5).join('; ');
  throw new PlumblineError('rule_broken', `What has been served stays as it is (version ${number}): ${said}${found.length > 5 ? `; and ${found.length - 5} more` : ''}. Put it back; new documents can be added anywhere.`);
}
