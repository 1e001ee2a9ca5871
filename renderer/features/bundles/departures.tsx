/** What of a version is otherwise than its profile says, with the reasons. */
import type { ReactNode } from 'react';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { profileRules } from '../../../shared/domain/bundle.ts';
import { departuresFrom, overrideKey, overrideWords } from '../../../shared/domain/bundle-settings.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';
import { useShownName } from '../../session/shown-names.ts';

export function Departures({ version: { definition, file } }: { readonly version: BundleVersion }): ReactNode {
  const shown = useShownName();
  const { name, settings } = file.follows ?? profileRules[definition.profile];
  const departures = departuresFrom(settings, definition.overrides);
  if (departures.length === 0) return <p className="quiet">{name}</p>;
  return (
    <details className="bundle-departures">
      <summary className="quiet">{name}, {departures.length === 1 ? '1 setting' : `${departures.length} settings`} otherwise</summary>
      <ul>{departures.map((override) => <li key={overrideKey(override)}>{shown(overrideWords(override))} <span className="quiet">{shown(override.reason)} ({override.author}, {writtenDay(override.madeAt.slice(0, 10))})</span></li>)}</ul>
    </details>
  );
}
