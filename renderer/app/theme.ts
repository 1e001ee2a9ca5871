/** Light or dark, by the person's choice or the system's. */
import { useLayoutEffect } from 'react';
import { useSession } from '../session/session-store.ts';
import { useMedia } from '../ui/use-media.ts';

export function useTheme(): 'light' | 'dark' {
  const chosen = useSession((state) => state.settings?.theme ?? 'system');
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const theme = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen;
  // Before anything is drawn in the theme's colours, which canvases read from the page.
  useLayoutEffect(() => { document.documentElement.dataset['theme'] = theme; }, [theme]);
  return theme;
}
