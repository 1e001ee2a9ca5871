/** Withholds a document of the bundle, or brings its pages back. */
import { useState, type ReactNode } from 'react';
import type { BundleDocument, ListedBundle } from '../../../shared/domain/bundle.ts';
import { signedBy } from '../../../shared/domain/signed-by.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { changeOf } from './bundle-actions.ts';
import { isSetByUs } from './document-choice.ts';

export function Withholding({ bundle, document: one, served }: { readonly bundle: ListedBundle; readonly document: BundleDocument; /** It stays as it was served. */ readonly served: boolean }): ReactNode {
  const [asking, setAsking] = useState(false);
  const shown = useShownName();
  const { withheld, title } = one;
  if (isSetByUs(one)) return null;
  const withhold = (reason: string): Promise<true> => {
    changeOf(bundle, one.id, { withheld: { reason: reason.trim(), author: '', madeAt: '' } }, `“${title}” is withheld: one page stands for it.`);
    return Promise.resolve(true);
  };
  return (
    <>
      {withheld === undefined ? null : <p className="flag wrap">Withheld: {shown(withheld.reason)} ({signedBy(withheld)})</p>}
      {served ? null : withheld === undefined
        ? <div><Button aria-label={`Withhold its pages: ${shown(title)}`} onPress={() => setAsking(true)}>Withhold its pages…</Button></div>
        : <div><Button aria-label={`Show its pages again: ${shown(title)}`} onPress={() => changeOf(bundle, one.id, { withheld: undefined }, `“${title}” is no longer withheld.`)}>Show its pages again</Button></div>}
      {asking ? <ReasonDialog title="Withhold the pages of a document" act="Withhold" about={`One page stands for “${shown(title)}”: what it is, its size, its hash, and the reason. Its place in the index stays. What is said of it in schedules is not changed.`} onSave={withhold} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
