/** Where documents go that came after the bundle was served. */
import type { ReactNode } from 'react';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { lateModes, type LateMode } from '../../../shared/domain/bundle-settings.ts';
import { OneOf } from '../../ui/choices.tsx';

const wordsOf: Readonly<Record<LateMode, string>> = {
  append: 'At the end of the same file, behind a page that lists them; the numbering goes on',
  supplement: 'Into a supplement: a file of its own, with pages from 1',
};

export function LateChoice({ served, late, usual, says, mode, onChange }: {
  readonly served: BundleVersion; /** How many there are. */ readonly late: number; /** What the bundle’s settings say, and what those are called. */ readonly usual: LateMode; readonly says: string; readonly mode: LateMode; readonly onChange: (mode: LateMode) => void;
}): ReactNode {
  if (late === 0) return <p className="flag" role="status">Everything in the bundle has been served as version {served.number}. Add documents to make a further version.</p>;
  const goes = mode === 'append' ? 'to the end, wherever it stands in the outline' : 'into a supplement';
  return (
    <section aria-label="Late documents" className="bundle-late">
      <h2>After version {served.number}, which was served</h2>
      <p>Served pages keep their numbers and are not made again. What came later, {late === 1 ? '1 document' : `${late} documents`}, goes {goes}.</p>
      {served.kind === 'supplement'
        ? <p className="quiet">A supplement has been served, so what comes later goes into a supplement too.</p>
        : <OneOf label="Late documents go" value={mode} options={lateModes.map((value) => ({ value, label: wordsOf[value], note: usual === value ? `as ${says} says` : undefined }))} onChange={onChange} />}
    </section>
  );
}
