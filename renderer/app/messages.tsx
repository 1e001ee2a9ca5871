/** Short messages at the foot of the window. What failed stays until it is closed. */
import type { ReactNode } from 'react';
import { dismiss, useSession } from '../session/session-store.ts';

export function Messages(): ReactNode {
  const messages = useSession((state) => state.messages);
  return (
    <div className="messages" aria-live="polite">
      {messages.map((message) => (
        <div key={message.id} className={`notice-box ${message.tone}`} role={message.tone === 'failed' ? 'alert' : 'status'}>
          <span className="wrap">{message.text}</span>
          <button type="button" aria-label="Close message" onClick={() => dismiss(message.id)}>×</button>
        </div>
      ))}
    </div>
  );
}
