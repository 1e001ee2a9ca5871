/** Says what happened when the engine's process went, and offers the way back to the case. */
import type { ReactNode } from 'react';
import { useSession } from '../session/session-store.ts';
import { Button } from '../ui/controls.tsx';

export function EngineBanner({ onReopen }: { readonly onReopen: (folder: string) => void }): ReactNode {
  const trouble = useSession((state) => state.trouble);
  if (trouble === null) return null;
  const { caseWasOpen } = trouble;
  return (
    <div className={`banner ${trouble.state}`} role="alert">
      <span>{trouble.state === 'back' ? 'The evidence engine stopped and has been started again. Whatever it had not finished was not kept; everything recorded before is safe.' : trouble.message}</span>
      {trouble.state === 'back' ? (
        <span className="banner-actions">
          {caseWasOpen === null ? null : <Button tone="main" onPress={() => onReopen(caseWasOpen)}>Reopen case</Button>}
          <Button onPress={() => useSession.setState({ trouble: null })}>Close</Button>
        </span>
      ) : null}
    </div>
  );
}
