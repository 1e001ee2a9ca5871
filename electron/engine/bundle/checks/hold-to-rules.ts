/** Holds a finished bundle against the rules before it is let out, whichever of its versions it is. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { BundleDefinition, BundleId } from '../../../../shared/domain/bundle.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { listBundles } from '../bundle-store.ts';
import type { GatherWork } from '../gather-document.ts';
import type { Hiding } from '../../ciphers/hiding.ts';
import { chronologyRules, type Chronology } from './chronology-rules.ts';
import { linkedDocuments } from './linked-documents.ts';
import { checkBundle, type Checked, type ToCheck } from './check-bundle.ts';

/** `chronologies`: those that were set for it. `hiding`: who is hidden in it. */
export interface ToHold extends Omit<ToCheck, 'others' | 'linked'> { readonly definition: BundleDefinition; readonly chronologies: readonly Chronology[]; readonly hiding: Hiding }

/** Throws `rule_broken` with every rule that fails, and what reading the file throws. */
export async function holdToRules({ db }: Pick<GatherWork, 'db'>, bundleId: BundleId, finished: ToHold, call: CallContext): Promise<Checked> {
  const checked = await checkBundle({ ...finished, linked: linkedDocuments(db, finished.definition), others: listBundles(db).filter(({ id }) => id !== bundleId).map(({ definition }) => definition.letter) }, call);
  const done = { ...checked, checks: [...checked.checks, ...await chronologyRules({ db, hiding: finished.hiding }, finished, checked.found, call)] };
  const failed = done.checks.filter(({ outcome }) => outcome === 'fail');
  if (failed.length > 0) throw new PlumblineError('rule_broken', `The bundle was made but does not hold to its own rules, so no file was saved: ${failed.map(({ rule, found }) => `${rule}: ${found}`).join(' ')}`);
  return done;
}
