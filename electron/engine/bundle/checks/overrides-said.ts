/** Says in the outcome of a rule that what it asks was set otherwise, and why. */
import type { BundleCheck } from '../../../../shared/contract/bundles.ts';
import { departuresFrom, overrideWords, valueWords, type Override, type Setting } from '../../../../shared/domain/bundle-settings.ts';
import { writtenDay } from '../../../../shared/domain/typed-day.ts';
import type { Rules } from '../rules-followed.ts';

const usual: Readonly<Record<Setting, string>> = {
  late: 'B14', dpi: 'B10', ceiling: 'B12', zoom: 'B9', corner: 'B2', prefix: 'B2', size: 'B2', numbering: 'B2', pages: 'B11', copies: 'B16', order: 'B17', face: 'B20', letters: 'B20',
};
/** Rule whose outcome a setting decides. */
export const ruleOf = (setting: Setting, profile: string): string => (profile === 'pd-27a' && (setting === 'numbering' || setting === 'pages') ? 'B20' : usual[setting]);

/** `Finest picture: 600 dots an inch (the profile says 300 dots an inch). Reason: … (R. Reviewer, 22/11/2026).` */
export function departureSaid({ follows }: Rules, override: Override): string {
  return `${overrideWords(override)} (the profile says ${valueWords(override.setting, follows.settings[override.setting])}). Reason: ${override.reason.replace(/[.\s]+$/u, '')} (${override.author}, ${writtenDay(override.madeAt.slice(0, 10))}).`;
}

export function withOverrides(checks: readonly BundleCheck[], rules: Rules): BundleCheck[] {
  const departures = departuresFrom(rules.follows.settings, rules.overrides);
  return checks.map((check) => {
    const own = departures.filter(({ setting }) => ruleOf(setting, rules.follows.profile) === check.rule);
    return own.length === 0 ? check : { ...check, overridden: true, found: `${check.found} By override: ${own.map((override) => departureSaid(rules, override)).join(' ')}` };
  });
}
