/** Opening a case, with the explanation and the way on when it is locked. */
import { useState, type ReactNode } from 'react';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, becomeCase, sayFailure } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';

export interface Locked { readonly folder: string; readonly message: string; readonly stale: boolean }

/** Opens a case folder. When it is locked, tells how through `onLocked`. Resolves to whether it is open. */
export async function openCaseFolder(folder: string, onLocked: (locked: Locked) => void, takeOverStaleLock = false): Promise<boolean> {
  try {
    becomeCase(await engine.call('cases.open', { folder, takeOverStaleLock }));
    return true;
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'case_locked') onLocked({ folder, message: error.message, stale: error.details?.['stale'] === true });
    else sayFailure(error);
    return false;
  }
}

export async function chooseCaseFolder(): Promise<string | null> {
  return attempt(engine.call('shell.chooseCaseFolder', {}));
}

export function LockedDialog({ locked, onClose, onTaken }: { readonly locked: Locked; readonly onClose: () => void; readonly onTaken: () => void }): ReactNode {
  const [busy, setBusy] = useState(false);
  const takeOver = async (): Promise<void> => {
    setBusy(true);
    const opened = await openCaseFolder(locked.folder, () => undefined, true);
    setBusy(false);
    onClose();
    if (opened) onTaken();
  };
  return (
    <Modal
      title={locked.stale ? 'This case was not closed last time' : 'This case is open elsewhere'} onClose={onClose}
      actions={<><Button onPress={onClose}>Leave it</Button>{locked.stale ? <Button tone="main" isDisabled={busy} onPress={() => { void takeOver(); }}>Check it and take over</Button> : null}</>}
    >
      <p>{locked.message}</p>
      <p className="quiet wrap">{locked.folder}</p>
    </Modal>
  );
}
