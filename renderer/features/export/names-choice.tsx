/** Whether a file names people. */
import type { ReactNode } from 'react';
import { useShownNames } from '../../session/shown-names.ts';
import { OneOf } from '../../ui/choices.tsx';

export type Names = 'as-they-are' | 'cipher';
const choices = [
  { value: 'as-they-are', label: 'As the evidence has them', note: 'names everybody' },
  { value: 'cipher', label: 'In cipher', note: 'whoever has a cipher is not named; the finished file is searched, and none is saved in which a name is still found' },
] as const;

/** Nothing to choose while nobody has a cipher. */
export function NamesChoice({ names, onChange }: { readonly names: Names; readonly onChange: (names: Names) => void }): ReactNode {
  const anybody = useShownNames(({ people }) => people !== null && people.length > 0);
  return anybody ? <OneOf label="Names" value={names} options={choices} onChange={onChange} /> : null;
}
