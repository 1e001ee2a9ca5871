/** Whether a document names its emoji, for readers who cannot see which one it is. */
import type { ReactNode } from 'react';
import { AnyOf } from './choices.tsx';

const options = [{ value: 'named', label: 'Name emoji: 🔥 [fire]', note: 'for print without colour and for screen readers' }] as const;

export function EmojiChoice({ named, onChange }: { readonly named: boolean; readonly onChange: (named: boolean) => void }): ReactNode {
  return <AnyOf label="Emoji" values={named ? ['named'] : []} options={options} onChange={(values) => onChange(values.length > 0)} />;
}
