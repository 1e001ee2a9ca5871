/**
 * Who set a setting otherwise, withheld a document or said something of it, and when: given here when a definition is kept. What is sent with it is not
 * believed, unless exactly that stood in this bundle before: taking back a change brings back what was said, and makes nothing up.
 */
import type { BundleDefinition } from '../../../shared/domain/bundle.ts';
import { overrideKey, type Override } from '../../../shared/domain/bundle-settings.ts';
import { remarkKey, remarkWords, type Remark } from '../../../shared/domain/document-remarks.ts';

interface Signature { readonly author: string; readonly madeAt: string }
/** Something a person said, under a key of what it is of. */
interface Said extends Signature { readonly key: string; readonly words: string }

const saidOverride = (override: Override): Said => ({ key: `override ${overrideKey(override)}`, words: JSON.stringify([override.value, override.reason]), author: override.author, madeAt: override.madeAt });
const saidIn = ({ overrides, sections }: BundleDefinition): Said[] => [
  ...overrides.map(saidOverride),
  ...sections.flatMap(({ documents }) => documents.flatMap(({ id, withheld, remarks = [] }): Said[] => [...(withheld === undefined ? [] : [saidWithheld(id, withheld)]), ...remarks.map((remark) => saidRemark(id, remark))])),
];
const saidRemark = (id: string, remark: Remark): Said => ({ key: `remark ${id} ${remarkKey(remark)}`, words: JSON.stringify([remarkWords(remark), remark.reason]), author: remark.author, madeAt: remark.madeAt });
const saidWithheld = (id: string, { reason, author, madeAt }: Signature & { readonly reason: string }): Said => ({ key: `withheld ${id}`, words: reason, author, madeAt });

/** `standing`: what the bundle is now, null for a new one. `former`: what it ever was; read only when it is needed. */
export function signed(definition: BundleDefinition, standing: BundleDefinition | null, former: () => readonly BundleDefinition[], author: string): BundleDefinition {
  const now = standing === null ? [] : saidIn(standing);
  const madeAt = new Date().toISOString();
  let ever: readonly Said[] | null = null;
  const signature = (sent: Said): Signature => {
    const same = (one: Said): boolean => one.key === sent.key && one.words === sent.words;
    const kept = now.find(same);
    if (kept !== undefined) return { author: kept.author, madeAt: kept.madeAt };
    if (sent.author === '' || sent.madeAt === '') return { author, madeAt };
    ever ??= former().flatMap(saidIn);
    return ever.some((one) => same(one) && one.author === sent.author && one.madeAt === sent.madeAt) ? { author: sent.author, madeAt: sent.madeAt } : { author, madeAt };
  };
  return {
    ...definition,
    sections: definition.sections.map((section) => ({
      ...section, documents: section.documents.map(({ withheld, remarks, ...document }) => ({
        ...document,
        ...(withheld === undefined ? {} : { withheld: { ...withheld, ...signature(saidWithheld(document.id, withheld)) } }),
        ...(remarks === undefined ? {} : { remarks: remarks.map((remark) => ({ ...remark, ...signature(saidRemark(document.id, remark)) })) }),
      })),
    })),
    overrides: definition.overrides.map((override) => ({ ...override, ...signature(saidOverride(override)) })),
  };
}
