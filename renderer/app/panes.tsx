/** Three panes beside each other, which keep the widths they were given; in a narrow window the first lies over the others when asked for. */
import { useCallback, useEffect, useState, type CSSProperties, type ReactNode } from 'react';
import { paneLimits, type Settings } from '../../shared/contract/case-file.ts';
import { updateSettings, useSession } from '../session/session-store.ts';
import { PaneDivider } from '../ui/pane-divider.tsx';
import { useMedia } from '../ui/use-media.ts';

type PaneSettings = Settings['panes'];
/** Whether the sidebar shows, and the way to change it. A narrow window begins without it and does not remember. */
export function useSidebar(): { readonly shown: boolean; readonly narrow: boolean; readonly toggle: () => void; readonly leave: () => void } {
  const narrow = useMedia('(max-width: 900px)');
  const panes = useSession((state) => state.settings?.panes);
  const [over, setOver] = useState(false);
  useEffect(() => setOver(false), [narrow]);
  const toggle = useCallback(() => {
    if (narrow) setOver((before) => !before);
    else if (panes !== undefined) void updateSettings({ panes: { ...panes, sidebarShown: !panes.sidebarShown } });
  }, [narrow, panes]);
  return { shown: narrow ? over : panes?.sidebarShown ?? true, narrow, toggle, leave: useCallback(() => setOver(false), []) };
}

interface PanesProps { readonly sidebar: ReactNode; readonly children: ReactNode; readonly item: ReactNode; readonly narrow: boolean }

export function Panes({ sidebar, children, item, narrow }: PanesProps): ReactNode {
  const kept = useSession((state) => state.settings?.panes);
  /** Widths while a line is dragged. */
  const [moving, setMoving] = useState<Partial<PaneSettings>>({});
  if (kept === undefined) return null;
  const panes = { ...kept, ...moving };
  const settle = (change: Partial<PaneSettings>): void => {
    void updateSettings({ panes: { ...kept, ...change } });
    setMoving({});
  };
  // Custom properties are not in React's type of a style.
  const widths = { '--sidebar': `${panes.sidebar}px`, '--item': `${panes.item}px` } as CSSProperties;
  return (
    <div className={narrow ? 'panes narrow' : 'panes'} style={widths}>
      {sidebar}
      {sidebar === null || narrow ? null : <PaneDivider label="Width of sources and filters" side="left" width={panes.sidebar} {...paneLimits.sidebar} onMove={(width) => setMoving({ sidebar: width })} onSettle={(width) => settle({ sidebar: width })} />}
      {children}
      {item === null || narrow ? null : <PaneDivider label="Width of the item" side="right" width={panes.item} {...paneLimits.item} onMove={(width) => setMoving({ item: width })} onSettle={(width) => settle({ item: width })} />}
      {item}
    </div>
  );
}
