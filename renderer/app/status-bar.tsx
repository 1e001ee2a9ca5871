/** The foot of the window: offline, the log's head, totals that foot, who is working. */
import type { ReactNode } from 'react';
import type { Settings } from '../../shared/contract/case-file.ts';
import { formatClock } from '../../shared/domain/display-time.ts';
import { updateSettings, useSession } from '../session/session-store.ts';
import { formatCount } from '../ui/progress-line.tsx';

const nextTheme: Readonly<Record<Settings['theme'], Settings['theme']>> = { system: 'light', light: 'dark', dark: 'system' };
const themeNames: Readonly<Record<Settings['theme'], string>> = { system: 'as the system', light: 'light', dark: 'dark' };

export function StatusBar({ theme }: { readonly theme: 'light' | 'dark' }): ReactNode {
  const summary = useSession((state) => state.summary);
  const settings = useSession((state) => state.settings);
  const runtimeNotice = useSession((state) => state.runtimeNotice);
  if (summary === null || settings === null) return null;
  const rows = summary.itemCount + summary.setAside;
  return (
    <footer className="status-bar">
      <span className="offline"><i aria-hidden="true">●</i> Offline · no network</span>
      <span className="quiet" title={summary.logHead}>Log head <span className="mono">{summary.logHead.slice(0, 8)}…</span> signed {summary.logHeadAt === '' ? '' : formatClock(Date.parse(summary.logHeadAt), summary.details.displayZone, false)}</span>
      <span className="quiet">{formatCount(summary.itemCount)} items + {formatCount(summary.setAside)} set aside = {formatCount(rows)} rows</span>
      {runtimeNotice === null ? null : <span className="runtime" title={runtimeNotice}>Development runtime</span>}
      <span className="status-end">
        <button type="button" aria-label={`Theme: ${themeNames[settings.theme]}. Change`} onClick={() => { void updateSettings({ theme: nextTheme[settings.theme] }); }}>{theme === 'dark' ? 'Dark' : 'Light'}{settings.theme === 'system' ? ' (system)' : ''}</button>
        {settings.textSize === 100 ? null : <button type="button" aria-label={`Text at ${settings.textSize} %. Back to ordinary`} onClick={() => { void updateSettings({ textSize: 100 }); }}>{settings.textSize} %</button>}
        <span>{settings.reviewer}</span>
      </span>
    </footer>
  );
}
