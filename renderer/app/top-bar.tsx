/** Which case this is, the search, and the zone times are read in. */
import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import type { Settings } from '../../shared/contract/case-file.ts';
import { regimeLabels } from '../../shared/domain/case-details.ts';
import { setFilter, useTimeline } from '../features/timeline/index.ts';
import { updateSettings, useSession } from '../session/session-store.ts';
import { useShownNames } from '../session/shown-names.ts';
import { KeyCap } from '../ui/controls.tsx';
import { goTo } from './places.ts';

const zoneModes: readonly (readonly [Settings['displayZoneMode'], string])[] = [['utc', 'UTC'], ['local', 'UK local'], ['written', 'As written']];

interface TopBarProps {
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly sidebarShown: boolean;
  readonly onSidebar: () => void;
  readonly onDetails: () => void;
}

export function TopBar({ searchField, sidebarShown, onSidebar, onDetails }: TopBarProps): ReactNode {
  const details = useSession((state) => state.summary?.details);
  const mode = useSession((state) => state.settings?.displayZoneMode ?? 'local');
  const ciphers = useShownNames((state) => state.people);
  const showCiphers = useSession((state) => state.settings?.showCiphers === true);
  const searched = useTimeline((state) => state.filter.search);
  const [typed, setTyped] = useState(searched);
  useEffect(() => setTyped(searched), [searched]);
  const localName = details?.displayZone === 'Europe/London' || details === undefined ? 'UK local' : details.displayZone;
  return (
    <header className="top-bar">
      <button type="button" className="sidebar-switch" aria-label="Sources and filters" aria-expanded={sidebarShown} title="Show or hide sources and filters (Ctrl B)" onClick={onSidebar}><span aria-hidden="true">☰</span></button>
      <button type="button" className="case-title" onClick={onDetails} title="Case details">
        <strong>{details?.title}</strong>
        <span className="quiet">{[details?.reference, details === undefined ? '' : regimeLabels[details.regime], details?.protectiveMarking].filter((part) => part !== undefined && part !== '').join(' · ')}</span>
      </button>
      <form className="search" role="search" onSubmit={(event) => { event.preventDefault(); goTo('timeline'); setFilter({ search: typed.trim() }); }}>
        <input
          ref={searchField} type="search" aria-label="Search everything" placeholder="Search everything — words, “phrases”, 07700…" value={typed}
          onChange={(event) => { setTyped(event.target.value); if (event.target.value === '' && searched !== '') setFilter({ search: '' }); }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            if (searched === '' && typed === '') event.currentTarget.blur();
            setTyped('');
            if (searched !== '') setFilter({ search: '' });
          }}
        />
        <span aria-hidden="true"><KeyCap>/</KeyCap></span>
      </form>
      {ciphers === null || ciphers.length === 0 ? null : (
        <button type="button" role="switch" className="cipher-switch" aria-checked={showCiphers} title="In place of the names the window sets itself. The words of the evidence stay as they are." onClick={() => { void updateSettings({ showCiphers: !showCiphers }); }}>Show ciphers</button>
      )}
      <div className="zone-switch" role="radiogroup" aria-label="Times shown in">
        {zoneModes.map(([value, name]) => (
          <button key={value} type="button" role="radio" aria-checked={mode === value} onClick={() => { void updateSettings({ displayZoneMode: value }); }}>{value === 'local' ? localName : name}</button>
        ))}
      </div>
    </header>
  );
}
