/** A dialog over the window: titled, closed by Escape, focus kept inside and given back. */
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Dialog, Heading, Modal as AriaModal, ModalOverlay } from 'react-aria-components';
import { Scroller } from './scroller.tsx';
import './modal.css';

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
  readonly width?: number;
  /** As large as the window allows, for one thing that scrolls by itself. */
  readonly filling?: boolean;
  /** Work is going on that must be cancelled, not clicked away. */
  readonly busy?: boolean;
}

/** What had the focus may be gone with what it did, and Escape would go to nobody: it closes the dialog that lies on top. */
function useEscapeFromNowhere(dialog: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => { latest.current = onEscape; });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.target !== document.body || dialog.current === null || [...document.querySelectorAll('.modal-dialog')].at(-1) !== dialog.current) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [dialog]);
}

export function Modal({ title, onClose, children, actions, width = 520, filling = false, busy = false }: ModalProps): ReactNode {
  const dialog = useRef<HTMLElement>(null);
  useEscapeFromNowhere(dialog, () => { if (!busy) onClose(); });
  return (
    <ModalOverlay className="modal-overlay" isOpen isDismissable={false} isKeyboardDismissDisabled={busy} onOpenChange={(open) => { if (!open) onClose(); }}>
      <AriaModal className={filling ? 'modal filling' : 'modal'} style={filling ? {} : { width }}>
        <Dialog ref={dialog} className="modal-dialog">
          <Heading slot="title" className="modal-title">{title}</Heading>
          {filling ? <div className="modal-body">{children}</div> : <Scroller className="modal-body" label={title}>{children}</Scroller>}
          {actions === undefined ? null : <div className="modal-actions">{actions}</div>}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
