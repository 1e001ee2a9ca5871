/** One file of the case, to be redacted. It is no way round what protects those who look: what it shows is hidden until asked for, as in the viewers. */
import type { ReactNode } from 'react';
import { useShownName } from '../../../session/shown-names.ts';
import { Button, KeyCap } from '../../../ui/controls.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { StoppedFile } from '../file-care.tsx';
import { closeRedaction, useRedaction, type OpenedToRedact } from './open-redaction.ts';
import { useOpenedFile } from './opened-file.ts';
import { Redacting } from './redacting.tsx';

function Opened({ opened }: { readonly opened: OpenedToRedact }): ReactNode {
  const [known, onStanding] = useOpenedFile(opened.file);
  const shown = useShownName();
  const name = known.state === 'open' ? shown(`${known.file.reference} ${known.file.name}`.trim()) : '';
  return (
    <Modal title={name === '' ? 'Redact' : `Redact ${name}`} filling onClose={closeRedaction} actions={<Button onPress={closeRedaction}>Close <span aria-hidden="true"><KeyCap>Esc</KeyCap></span></Button>}>
      {known.state === 'opening' ? <p className="quiet" role="status">Opening…</p>
        : known.state === 'stopped' && known.notes.stop !== null ? <StoppedFile itemId={known.itemId} attachment={known.notes.attachment} stop={known.notes.stop} />
          : known.state === 'refused' ? <p className="flag wrap" role="alert">{known.why}</p>
            : known.state === 'open' ? <Redacting opened={opened} file={known.file} name={name} onStanding={onStanding} /> : null}
    </Modal>
  );
}

/** Stands beside the workspace; shows itself when a file is opened in it. */
export function RedactionDialog(): ReactNode {
  const opened = useRedaction((state) => state.opened);
  // The file and not the object: another begins hidden again.
  return opened === null ? null : <Opened key={JSON.stringify(opened.file)} opened={opened} />;
}
