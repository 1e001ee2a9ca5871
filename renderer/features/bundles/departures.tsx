/** What of a version is otherwise than its profile says, and what was said of its documents and pages, with the reasons. */
import type { ReactNode } from 'react';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { profileRules } from '../../../shared/domain/bundle.ts';
import { departuresFrom, overrideKey, overrideWords } from '../../../shared/domain/bundle-settings.ts';
import { remarkKey, remarkWords } from '../../../shared/domain/document-remarks.ts';
import { signedBy } from '../../../shared/domain/signed-by.ts';
import { useShownName } from '../../session/shown-names.ts';

export function Departures({ version: { definition, file } }: { readonly version: BundleVersion }): ReactNode {
  const shown = useShownName();
  const { name, settings } = file.follows ?? profileRules[definition.profile];
  const departures = departuresFrom(settings, definition.overrides);
  const remarks = definition.sections.flatMap(({ documents }) => documents.flatMap(({ id, title, remarks: said = [] }) => said.map((remark) => ({ id, title, remark }))));
  if (departures.length + remarks.length === 0) return <p className="quiet">{name}</p>;
  return (
    <details className="bundle-departures">
      <summary className="quiet">{[name, ...(departures.length === 0 ? [] : [departures.length === 1 ? '1 setting otherwise' : `${departures.length} settings otherwise`]), ...(remarks.length === 0 ? [] : [remarks.length === 1 ? 'said of 1 document or page' : `said of ${remarks.length} documents or pages`])].join(', ')}</summary>
      <ul>
        {departures.map((override) => <li key={overrideKey(override)}>{shown(overrideWords(override))} <span className="quiet">{shown(override.reason)} ({signedBy(override)})</span></li>)}
        {remarks.map(({ id, title, remark }) => <li key={`${id} ${remarkKey(remark)}`}>{shown(`${title}: ${remarkWords(remark)}`)} <span className="quiet">{shown(remark.reason)} ({signedBy(remark)})</span></li>)}
      </ul>
    </details>
  );
}
