/** Holds a finished bundle against the rules before it is let out, whichever of its versions it is. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { BundleDefinition, BundleId } from '../../../../shared/domain/bundle.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { listBundles } from '../bundle-store.ts';
import type { GatherWork } from '../gather-document.ts';
import type { Hiding } from '../../ciphers/hiding.ts';
import { chronologyFacts, type ListedItems } from './chronology-facts.ts';
import { linkedDocuments } from './linked-documents.ts';
import { checkBundle, type Checked, type ToCheck } from './check-bundle.ts';

/** `listed`: items of the rows of documents that were set for it. `hiding`: who is hidden in it. */
export interface ToHold extends Omit<ToCheck, 'others' | 'linked' | 'chronologies'> { readonly definition: BundleDefinition; readonly listed: ListedItems; readonly hiding: Hiding }

/** Throws `rule_broken` with every rule that fails, and what reading the file throws. */
export async function holdToRules({ db }: Pick<GatherWork, 'db'>, bundleId: BundleId, { definition, listed, hiding, ...finished }: ToHold, call: CallContext): Promise<Checked> {
  const others = listBundles(db).filter(({ id }) => id !== bundleId).map((other) => other.definition.letter);
  const done = await checkBundle({ ...finished, others, linked: linkedDocuments(db, definition), chronologies: chronologyFacts(db, hiding, definition, listed) }, call);
  const failed = done.checks.filter(({ outcome }) => outcome === 'fail');
  if (failed.length > 0) throw new PlumblineError('rule_broken', `The bundle was made but does not hold to its own rules, so no file was saved: ${failed.map(({ rule, found }) => `${rule}: ${found}`).join(' ')}`);
  return done;
}
