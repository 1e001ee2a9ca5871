/** The way from an item to writing down more of its exhibit, and to take back what a person wrote down. */
import { useState, type ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { WriteEventDialog } from './write-event.tsx';

export function WrittenActions({ detail, zone }: { readonly detail: ItemDetail; readonly zone: string }): ReactNode {
  const [open, setOpen] = useState<'write' | 'withdraw' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <p className="file-care">
      <button type="button" className="link" onClick={() => setOpen('write')}>Write down an event from {detail.exhibit.reference}…</button>
      {detail.locator.type === 'region' ? <button type="button" className="link" onClick={() => setOpen('withdraw')}>Withdraw this entry…</button> : null}
      {open === 'write' ? <WriteEventDialog zone={zone} exhibitId={detail.exhibitId} page={detail.locator.type === 'page' ? detail.locator.page : null} onClose={close} /> : null}
      {open === 'withdraw' ? (
        <ReasonDialog
          title="Withdraw this entry" act="Withdraw" about="It goes from the timeline. What it said, who wrote it and why it went stay in the continuity log." onClose={close}
          onSave={(reason) => attempt(engine.call('pictures.withdraw', { itemId: detail.id, reason }))}
        />
      ) : null}
    </p>
  );
}
