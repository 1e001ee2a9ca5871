/** Light or dark, by the person's choice or the system's. */
import { useEffect, useLayoutEffect, useState } from 'react';
import { useSession } from '../session/session-store.ts';

const darkQuery = '(prefers-color-scheme: dark)';

export function useTheme(): 'light' | 'dark' {
  const chosen = useSession((state) => state.settings?.theme ?? 'system');
  const [systemDark, setSystemDark] = useState(() => window.matchMedia(darkQuery).matches);
  useEffect(() => {
    const query = window.matchMedia(darkQuery);
    const follow = (): void => setSystemDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const theme = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen;
  // Before anything is drawn in the theme's colours, which canvases read from the page.
  useLayoutEffect(() => { document.documentElement.dataset['theme'] = theme; }, [theme]);
  return theme;
}
