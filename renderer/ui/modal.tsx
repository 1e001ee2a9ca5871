/** A dialog over the window: titled, closed by Escape, focus kept inside and given back. */
import type { ReactNode } from 'react';
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

export function Modal({ title, onClose, children, actions, width = 520, filling = false, busy = false }: ModalProps): ReactNode {
  return (
    <ModalOverlay className="modal-overlay" isOpen isDismissable={false} isKeyboardDismissDisabled={busy} onOpenChange={(open) => { if (!open) onClose(); }}>
      <AriaModal className={filling ? 'modal filling' : 'modal'} style={filling ? {} : { width }}>
        <Dialog className="modal-dialog">
          <Heading slot="title" className="modal-title">{title}</Heading>
          {filling ? <div className="modal-body">{children}</div> : <Scroller className="modal-body" label={title}>{children}</Scroller>}
          {actions === undefined ? null : <div className="modal-actions">{actions}</div>}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
