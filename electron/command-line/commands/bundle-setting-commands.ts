/** bundle --set: what a bundle follows, what is set otherwise and why, documents that are withheld, and what is said of pages. */
import { bundleProfiles, profileRules, type BundleDefinition, type ListedBundle } from '../../../shared/domain/bundle.ts';
import { overrideKey, overrideSchema, settingLabels, settings, valueWords, type Override } from '../../../shared/domain/bundle-settings.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { Misunderstood, oneOf, type Invocation } from '../options.ts';
import { remarkLines, withRemarks } from './bundle-remarks.ts';
import { numberOf } from './bundle-version-commands.ts';
import type { CommandContext } from './command.ts';

function reasonOf(invocation: Invocation): string {
  const reason = invocation.one('because');
  if (reason === undefined) throw new Misunderstood('--override, --withhold and --remark need --because, with the reason. See docs/cli.md.');
  return reason;
}

/** `none` is no limit; what stands before a number and how the file opens are words even where they are digits. */
function valueTyped(setting: string, typed: string): string | number | null {
  if (setting === 'prefix' || setting === 'zoom' || setting === 'name') return typed;
  return typed === 'none' ? null : /^\d+(?:\.\d+)?$/u.test(typed) ? Number(typed) : typed;
}

/** `setting=value`; that of a section has its title beside it. */
function overrideTyped(typed: string, invocation: Invocation): Override {
  const at = typed.indexOf('=');
  const setting = typed.slice(0, Math.max(0, at));
  if (!settings.some((each) => each === setting)) throw new Misunderstood(`--override is written SETTING=VALUE; the settings are ${settings.join(', ')}. See docs/bundles.md.`);
  const section = invocation.one('in-section');
  if (setting === 'order' && section === undefined) throw new Misunderstood('--override order=… needs --in-section, with the title of the section.');
  const read = overrideSchema.safeParse({ setting, value: valueTyped(setting, typed.slice(at + 1)), reason: reasonOf(invocation), ...(setting === 'order' ? { section } : {}) });
  if (!read.success) throw new PlumblineError('invalid_input', `“${typed.slice(at + 1)}” cannot be the value of ${setting}: ${read.error.issues.map(({ message }) => message).join(' ')}`);
  return read.data;
}

function withOverrides({ overrides }: BundleDefinition, invocation: Invocation): Override[] {
  const section = invocation.one('in-section');
  const dropped = invocation.all('no-override').map((setting) => (setting === 'order' ? `order ${section ?? ''}` : setting));
  const unknown = dropped.find((key) => !overrides.some((override) => overrideKey(override) === key));
  if (unknown !== undefined) throw new PlumblineError('not_found', `Nothing is set otherwise for ${unknown}. “--set” without more lists what is.`);
  const added = invocation.all('override').map((typed) => overrideTyped(typed, invocation));
  const replaced = new Set([...dropped, ...added.map(overrideKey)]);
  return [...overrides.filter((override) => !replaced.has(overrideKey(override))), ...added];
}

function withWithheld({ sections }: BundleDefinition, invocation: Invocation): BundleDefinition['sections'] {
  const [withhold, release] = [invocation.all('withhold'), invocation.all('no-withhold')];
  const ids = new Set(sections.flatMap(({ documents }) => documents.map(({ id }) => id)));
  const unknown = [...withhold, ...release].find((id) => !ids.has(id));
  if (unknown !== undefined) throw new PlumblineError('not_found', `The bundle has no document ${unknown}. “--show” prints the ids.`);
  return sections.map((section) => ({
    ...section, documents: section.documents.map(({ withheld, ...document }) => {
      if (withhold.includes(document.id)) return { ...document, withheld: { reason: reasonOf(invocation), author: '', madeAt: '' } };
      return withheld === undefined || release.includes(document.id) ? document : { ...document, withheld };
    }),
  }));
}

/** What each setting is, and why where it is otherwise. */
function settingLines({ definition: { profile, overrides, sections } }: ListedBundle): string[] {
  const { name, settings: usual } = profileRules[profile];
  const because = ({ reason, author, madeAt }: Override): string => `, by override: ${reason} (${author}, ${madeAt})`;
  return [
    `profile  ${name}`,
    ...settings.map((setting) => {
      const override = overrides.find((each) => each.setting === setting && each.setting !== 'order');
      return `${setting}  ${settingLabels[setting]}: ${valueWords(setting, override === undefined ? usual[setting] : override.value)}${override === undefined ? '' : because(override)}`;
    }),
    ...overrides.flatMap((override) => (override.setting === 'order' ? [`order  in “${override.section}”: ${valueWords('order', override.value)}${because(override)}`] : [])),
    ...sections.flatMap(({ documents }) => documents.flatMap(({ id, title, withheld }) => (withheld === undefined ? [] : [`withheld  ${id}, “${title}”: ${withheld.reason} (${withheld.author}, ${withheld.madeAt})`]))),
    ...remarkLines(sections),
  ];
}

/** Sets what is asked and prints every setting as it is then. False when it is not asked. */
export async function setBundle({ engine, invocation, printer }: CommandContext): Promise<boolean> {
  const typed = invocation.one('set');
  const asked = ['override', 'no-override', 'withhold', 'no-withhold', 'remark', 'no-remark', 'profile'].filter((name) => invocation.all(name).length > 0);
  if (typed === undefined) {
    if (asked.length > 0) throw new Misunderstood(`--${asked[0]} needs --set, with the number of the bundle. See docs/cli.md.`);
    return false;
  }
  const find = (list: readonly ListedBundle[]): ListedBundle => {
    const one = list.find(({ id }) => id === numberOf(typed));
    if (one === undefined) throw new PlumblineError('not_found', `There is no bundle ${typed} in this case, or it has been removed.`);
    return one;
  };
  let bundle = find(await engine.call('bundles.list', {}));
  if (asked.length > 0) {
    const { definition } = bundle;
    const profile = invocation.one('profile');
    bundle = find((await engine.call('bundles.save', {
      bundleId: bundle.id,
      definition: { ...definition, profile: profile === undefined ? definition.profile : oneOf('profile', profile, bundleProfiles), overrides: withOverrides(definition, invocation), sections: withRemarks(withWithheld(definition, invocation), invocation, () => reasonOf(invocation)) },
    })).bundles);
  }
  printer.result(bundle, settingLines(bundle));
  return true;
}
