/** Contrast and size of the window, by the person's choice or the system's. The shell sets the size itself when the setting changes. */
import { useEffect } from 'react';
import { textSizes, type Settings } from '../../shared/contract/case-file.ts';
import { updateSettings, useSession } from '../session/session-store.ts';

/** One size larger or smaller; stays at the ends. */
export function stepText(step: -1 | 1): void {
  const size: Settings['textSize'] = useSession.getState().settings?.textSize ?? 100;
  const next = textSizes[textSizes.indexOf(size) + step];
  if (next !== undefined) void updateSettings({ textSize: next });
}

export function ordinaryText(): void {
  void updateSettings({ textSize: 100 });
}

export function useContrast(): void {
  const contrast = useSession((state) => state.settings?.contrast ?? 'system');
  useEffect(() => { document.documentElement.dataset['contrast'] = contrast; }, [contrast]);
}
