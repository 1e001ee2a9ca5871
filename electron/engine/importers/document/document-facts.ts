/** Facts of an import that places nothing in time. */
import type { ImportFacts } from '../importer.ts';

export function documentFacts(facts: { readonly rowsSeen: number; readonly warnings: readonly string[]; readonly encoding?: string | null; readonly madeBy?: string | null }): ImportFacts {
  return {
    zone: null, basis: 'none', basisBy: '', dateOrder: null, dateOrderBasis: '',
    encoding: facts.encoding ?? null, warnings: facts.warnings, rowsSeen: facts.rowsSeen, madeBy: facts.madeBy ?? null,
  };
}
