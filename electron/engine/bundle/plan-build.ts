/** What one build has to make: the whole bundle, or what came after it was served. */
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { BundleDefinition, BundleDocument } from '../../../shared/domain/bundle.ts';
import type { LateMode } from '../../../shared/domain/bundle-settings.ts';
import { offsetAt } from '../../../shared/domain/zone.ts';
import { rulesOf, type Rules } from './rules-followed.ts';
import { refuseServedChanges } from './served-changes.ts';
import { filesOf, lastServed } from './version-store.ts';

export interface Wanted { readonly section: string; readonly document: BundleDocument }

export interface BuildPlan {
  readonly kind: BundleVersion['kind'];
  readonly definition: BundleDefinition;
  readonly rules: Rules;
  /** The served version it continues. */
  readonly basis: BundleVersion | null;
  /** Files that were served and stand beside the one to be made or at its beginning, latest first. */
  readonly served: readonly BundleVersion[];
  /** All there are of the bundle. */
  readonly versions: readonly BundleVersion[];
  /** Which supplement it is, from 1; 0 for the bundle itself. */
  readonly supplement: number;
  /** Documents to be bound now, in order. */
  readonly wanted: readonly Wanted[];
}

/** The day it is now in a zone: `2021-10-04`. */
export function todayIn(zone: string): string {
  const now = Date.now();
  return new Date(now + offsetAt(zone, now)).toISOString().slice(0, 10);
}

/** Where late documents go. A bundle whose last served part is a supplement goes on in supplements: its own file is no longer the last. */
function kindOf({ settings }: Rules, basis: BundleVersion | null, late: LateMode | null): BundleVersion['kind'] {
  if (basis === null) return 'whole';
  const mode = late ?? (basis.kind === 'supplement' ? 'supplement' : settings.late);
  if (mode === 'append' && basis.kind === 'supplement') throw new PlumblineError('invalid_input', 'A supplement of this bundle has been served, so what comes later goes into a supplement too.');
  return mode;
}

/** Throws `invalid_input` when there is nothing to bind, `rule_broken` when the definition changes what was served. */
export function planBuild(definition: BundleDefinition, versions: readonly BundleVersion[], late: LateMode | null): BuildPlan {
  const basis = lastServed(versions);
  const served = basis === null ? [] : filesOf(versions, basis);
  if (basis !== null) refuseServedChanges(definition, basis);
  const before = new Set(basis === null ? [] : basis.definition.sections.flatMap(({ documents }) => documents.map(({ id }) => id)));
  const wanted = definition.sections.flatMap(({ title, documents }) => documents.filter(({ id }) => !before.has(id)).map((document): Wanted => ({ section: title, document })));
  if (wanted.length === 0) {
    throw new PlumblineError('invalid_input', basis === null ? 'The bundle has no documents yet.' : `Everything in the bundle has been served as version ${basis.number}. Add documents to build a further version.`);
  }
  const rules = rulesOf(definition, basis);
  const kind = kindOf(rules, basis, late);
  return { kind, definition, rules, basis, served, versions, wanted, supplement: kind === 'supplement' ? served.filter((file) => file.kind === 'supplement').length + 1 : 0 };
}
