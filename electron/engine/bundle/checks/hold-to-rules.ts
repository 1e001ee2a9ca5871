/** Holds a finished bundle against the rules before it is let out, whichever of its versions it is. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { BundleDefinition, BundleId } from '../../../../shared/domain/bundle.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { listBundles } from '../bundle-store.ts';
import type { GatherWork } from '../gather-document.ts';
import { linkedDocuments } from './linked-documents.ts';
import { checkBundle, type Checked, type ToCheck } from './check-bundle.ts';

/** Throws `rule_broken` with every rule that fails, and what reading the file throws. */
export async function holdToRules({ db }: Pick<GatherWork, 'db'>, bundleId: BundleId, finished: Omit<ToCheck, 'others' | 'linked'> & { readonly definition: BundleDefinition }, call: CallContext): Promise<Checked> {
  const done = await checkBundle({ ...finished, linked: linkedDocuments(db, finished.definition), others: listBundles(db).filter(({ id }) => id !== bundleId).map(({ definition }) => definition.letter) }, call);
  const failed = done.checks.filter(({ outcome }) => outcome === 'fail');
  if (failed.length > 0) throw new PlumblineError('rule_broken', `The bundle was made but does not hold to its own rules, so no file was saved: ${failed.map(({ rule, found }) => `${rule}: ${found}`).join(' ')}`);
  return done;
}
