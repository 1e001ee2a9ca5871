/** A picture in its own colours is shown while somebody holds it there, and no longer. */
import { useEffect, useState } from 'react';

/** True while the key or the button is held; never longer than the window has the focus. */
export function useHeld(): readonly [boolean, (held: boolean) => void] {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const end = (event: Event): void => { if (!(event instanceof globalThis.KeyboardEvent) || event.key.toLowerCase() === 'f') setHeld(false); };
    window.addEventListener('keyup', end);
    window.addEventListener('blur', end);
    return () => {
      window.removeEventListener('keyup', end);
      window.removeEventListener('blur', end);
    };
  }, []);
  return [held, setHeld];
}
