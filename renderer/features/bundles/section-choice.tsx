/** Into which section something goes. */
import { useState, type ReactNode } from 'react';
import type { BundleDefinition } from '../../../shared/domain/bundle.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Select } from '../../ui/controls.tsx';
import { sectionOf, type Place, type Spot } from './bundle-edits.ts';
import { spotFor } from './source-words.ts';

/** The spot chosen, and the field that chooses it; without sections one is begun. */
export function useSectionChoice(definition: BundleDefinition, place: Place | null): { readonly spot: Spot; readonly field: ReactNode } {
  const [section, setSection] = useState(sectionOf(definition, place) ?? 0);
  const shown = useShownName();
  const choices = definition.sections.map(({ title }, index) => ({ value: String(index), label: shown(title) }));
  return {
    spot: definition.sections.length === 0 ? { section: 0, index: 0 } : spotFor(definition, place, section),
    field: choices.length === 0 ? <p className="quiet">The bundle has no sections yet; one called Documents is begun.</p> : <Select label="Into section" value={String(section)} choices={choices} onChange={(chosen) => setSection(Number(chosen))} />,
  };
}
