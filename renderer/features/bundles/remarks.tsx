/** What is said of the chosen document, or of pages of it, that a rule asks about; more is said, and any of it taken back. */
import { useState, type ReactNode } from 'react';
import type { BundleDocument, ListedBundle } from '../../../shared/domain/bundle.ts';
import { remarkKey, remarkKinds, remarkWords, type Remark, type RemarkKind } from '../../../shared/domain/document-remarks.ts';
import { signedBy } from '../../../shared/domain/signed-by.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { changeOf } from './bundle-actions.ts';
import { isSetByUs } from './document-choice.ts';
import { RemarkDialog } from './remark-dialog.tsx';

const ofOurs: readonly RemarkKind[] = ['bookmark'];
/** Pages and bookmarks that were served stay: only what a rule is told of them can still be said. */
const keptAsServed: readonly RemarkKind[] = ['finer', 'bookmark'];

export function Remarks({ bundle, document: one, served }: { readonly bundle: ListedBundle; readonly document: BundleDocument; /** It stays as it was served. */ readonly served: boolean }): ReactNode {
  const [asking, setAsking] = useState(false);
  const shown = useShownName();
  const { remarks = [], title } = one;
  const kinds = (isSetByUs(one) ? ofOurs : remarkKinds).filter((kind) => !served || !keptAsServed.includes(kind));
  const keep = (next: readonly Remark[], words: string): void => changeOf(bundle, one.id, { remarks: next.length === 0 ? undefined : [...next] }, words);
  if (remarks.length === 0 && kinds.length === 0) return null;
  return (
    <>
      {remarks.length === 0 ? null : (
        <ul className="bundle-remarks" aria-label={`Said of ${shown(title)}`}>
          {remarks.map((remark) => (
            <li key={remarkKey(remark)}>
              <div className="wrap">{shown(remarkWords(remark))}</div>
              <div className="quiet wrap">{shown(remark.reason)} ({signedBy(remark)})</div>
              {kinds.includes(remark.kind) ? <Button tone="quiet" aria-label={`Take back: ${shown(remarkWords(remark))}`} onPress={() => keep(remarks.filter((other) => other !== remark), `No longer said of “${title}”: ${remarkWords(remark)}.`)}>Take back</Button> : null}
            </li>
          ))}
        </ul>
      )}
      {kinds.length === 0 ? null : <div><Button aria-label={`Say of its pages: ${shown(title)}`} onPress={() => setAsking(true)}>{isSetByUs(one) ? 'Word its bookmark…' : 'Say of its pages…'}</Button></div>}
      {asking ? <RemarkDialog title={shown(title)} kinds={kinds} standing={remarks} onKeep={(remark) => keep([...remarks.filter((other) => remarkKey(other) !== remarkKey(remark)), remark], `Said of “${title}”: ${remarkWords(remark)}.`)} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
