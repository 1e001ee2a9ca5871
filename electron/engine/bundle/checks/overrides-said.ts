/** Says in the outcome of a rule that what it asks was set otherwise, and why. */
import type { BundleCheck } from '../../../../shared/contract/bundles.ts';
import { departuresFrom, overrideWords, valueWords, type Override, type Setting } from '../../../../shared/domain/bundle-settings.ts';
import { signedBy } from '../../../../shared/domain/signed-by.ts';
import { printedPages } from '../../../../shared/domain/page-labels.ts';
import { remarkLine, remarkRules, settingAside, type Remark } from '../../../../shared/domain/document-remarks.ts';
import type { RemarkOn, Rules } from '../rules-followed.ts';
import type { ToCheck } from './check-bundle.ts';
import { placesTold } from './pages-told.ts';

/** More than these are not read in a sentence. */
const mostSaid = 20;

const usual: Readonly<Record<Setting, string>> = {
  late: 'B14', dpi: 'B10', ceiling: 'B12', zoom: 'B9', corner: 'B4', prefix: 'B4', size: 'B4', numbering: 'B2', name: 'B13', pages: 'B11', copies: 'B16', order: 'B17', face: 'B20', letters: 'B20',
};
/** Rule whose outcome a setting decides. */
export const ruleOf = (setting: Setting, profile: string): string => (profile === 'pd-27a' && (setting === 'numbering' || setting === 'pages') ? 'B20' : usual[setting]);

const because = (said: Override | Remark): string => `Reason: ${said.reason.replace(/[.\s]+$/u, '')} (${signedBy(said)}).`;

/** `Finest picture: 600 dots an inch (the profile says 300 dots an inch). Reason: … (R. Reviewer, 22/11/2026).` */
export function departureSaid({ follows }: Rules, override: Override): string {
  return `${overrideWords(override)} (the profile says ${valueWords(override.setting, follows.settings[override.setting])}). ${because(override)}`;
}

/** `“Plan”, page 12: stays as it lies. Reason: … (R. Reviewer, 22/11/2026).` */
function remarkSaid({ documents, labels }: Pick<ToCheck, 'documents' | 'labels'>, on: RemarkOn): string {
  const places = placesTold(documents, on);
  const words = remarkLine(on.remark);
  const where = places === null ? 'A document that is not in this file' : `“${places.document.title}”, page ${printedPages(labels, places.firstPage, places.lastPage)}`;
  return `${where}: ${words.slice(0, 1).toLowerCase()}${words.slice(1)}. ${because(on.remark)}`;
}

export function withOverrides(checks: readonly BundleCheck[], { rules, documents, labels }: Pick<ToCheck, 'rules' | 'documents' | 'labels'>): BundleCheck[] {
  const departures = departuresFrom(rules.follows.settings, rules.overrides);
  return checks.map((check) => {
    const own = [
      ...departures.filter(({ setting }) => ruleOf(setting, rules.follows.profile) === check.rule).map((override) => departureSaid(rules, override)),
      ...rules.remarks.filter(({ documentId, remark }) => settingAside.includes(remark.kind) && remarkRules[remark.kind] === check.rule && documents.some(({ id }) => id === documentId)).map((on) => remarkSaid({ documents, labels }, on)),
    ];
    return own.length === 0 ? check : { ...check, overridden: true, found: `${check.found} By override: ${own.slice(0, mostSaid).join(' ')}${own.length > mostSaid ? ` And ${own.length - mostSaid} more, which the report lists.` : ''}` };
  });
}
