/** Beside the page: what is redacted in the file, and what a search suggests. */
import type { ReactNode } from 'react';
import { formatInstant } from '../../../../shared/domain/display-time.ts';
import type { Redaction } from '../../../../shared/domain/redaction.ts';
import { viewZone } from '../../../session/session-store.ts';
import { useShownName } from '../../../session/shown-names.ts';
import { Button } from '../../../ui/controls.tsx';
import { Scroller } from '../../../ui/scroller.tsx';
import { Card } from '../card.tsx';
import { FileCare } from '../file-care.tsx';
import type { HeldFile } from './opened-file.ts';
import { countInWords } from './region-words.ts';

export const redactionKey = ({ id }: Redaction): string => `redaction ${id}`;

interface SideProps {
  readonly file: HeldFile;
  readonly name: string;
  readonly page: number;
  readonly pointed: string | null;
  /** What was done last, for everybody. */
  readonly said: string;
  readonly onPoint: (redaction: Redaction) => void;
  readonly onWithdraw: (redaction: Redaction) => void;
  /** Makes the page shown anew as a whole. */
  readonly onAnew: () => void;
  /** The suggestions. */
  readonly children: ReactNode;
}

function Standing({ file: { redactions, mediaType }, page, pointed, onPoint, onWithdraw, onAnew }: SideProps): ReactNode {
  const shown = useShownName();
  const pages = mediaType === 'application/pdf';
  const anew = redactions.some((redaction) => redaction.page === page && redaction.region === null);
  return (
    <Card title={countInWords(redactions, !pages)}>
      {redactions.length === 0 ? <p className="quiet">Draw over what must not be seen. It holds for this file wherever the same bytes are in the case, and is painted over in bundles made in cipher.</p> : (
        <ol className="redaction-list" aria-label="Redactions of this file">
          {redactions.map((redaction, index) => {
            const { id, region, reason, author, madeAt } = redaction;
            const what = `${index + 1}${pages ? `, page ${redaction.page}` : ''}`;
            return (
              <li key={id} className={pointed === redactionKey(redaction) ? 'pointed' : ''} aria-current={pages && redaction.page === page ? 'true' : undefined}>
                <button type="button" className="link" aria-label={`Show redaction ${what}`} onClick={() => onPoint(redaction)}>{index + 1}{pages ? `. Page ${redaction.page}` : '. Region'}{region === null ? ', made anew' : ''}</button>
                <span className="redaction-acts"><button type="button" className="link" aria-label={`Withdraw redaction ${what}`} onClick={() => onWithdraw(redaction)}>Withdraw…</button></span>
                <p className="wrap">{shown(reason)}</p>
                <p className="quiet">{shown(author)}, {formatInstant(Date.parse(madeAt), viewZone())}</p>
              </li>
            );
          })}
        </ol>
      )}
      {pages ? <div><Button isDisabled={anew} onPress={onAnew}>{anew ? `The whole of page ${page} is made anew` : `Make the whole of page ${page} anew…`}</Button></div> : null}
    </Card>
  );
}

export function RedactionSide(props: SideProps): ReactNode {
  const { file: { held, notes }, name, said, children } = props;
  return (
    <Scroller className="viewer-side" label="Redactions">
      {notes?.description == null ? null : <p className="file-described wrap"><span className="quiet">{notes.description.author} describes it:</span> {notes.description.text}</p>}
      <p className="redaction-said quiet" role="status">{said}</p>
      <Standing {...props} />
      {children}
      {notes === null ? null : <FileCare itemId={held.itemId} name={name} notes={notes} />}
    </Scroller>
  );
}
