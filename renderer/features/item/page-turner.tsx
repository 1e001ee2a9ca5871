/** Which page of several is shown, and the way to another: by button, and by its number. */
import type { ReactNode } from 'react';
import { Button } from '../../ui/controls.tsx';
import './pdf-view.css';

/** At the last page it does nothing, but is not taken away: whoever turns pages by key would lose their place. */
function Turn({ name, sign, ended, onTurn }: { readonly name: string; readonly sign: string; readonly ended: boolean; readonly onTurn: () => void }): ReactNode {
  return <Button aria-label={name} aria-disabled={ended} onPress={() => { if (!ended) onTurn(); }}>{sign}</Button>;
}

export function PageTurner({ page, last, onPage }: { readonly page: number; readonly last: number; readonly onPage: (page: number) => void }): ReactNode {
  return (
    <>
      <Turn name="Page before" sign="‹" ended={page <= 1} onTurn={() => onPage(page - 1)} />
      <label className="pdf-page">
        <span className="quiet">Page</span>
        <input
          type="number" min={1} max={last} value={page} aria-label={`Page, of ${last}`}
          onChange={(event) => { if (Number.isInteger(event.target.valueAsNumber)) onPage(event.target.valueAsNumber); }}
        />
        <span className="quiet">of {last}</span>
      </label>
      <Turn name="Page after" sign="›" ended={page >= last} onTurn={() => onPage(page + 1)} />
    </>
  );
}
