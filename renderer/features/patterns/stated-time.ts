/** What a form about a stated time offers and reads: days as people write them, zones, and on whose word they rest. */
import type { Anchor } from '../../../shared/domain/anchor.ts';
import { zoneBasisLabels } from '../../../shared/domain/evidence-time.ts';

export type Basis = Anchor['zoneBasis'];
export type ZoneChoice = 'Europe/London' | 'UTC' | 'other';
export const zoneChoices: readonly { readonly value: ZoneChoice; readonly label: string }[] = [{ value: 'Europe/London', label: 'UK local (Europe/London)' }, { value: 'UTC', label: 'UTC' }, { value: 'other', label: 'Another…' }];
export const basisChoices = (['in-data', 'stated', 'confirmed', 'assumed'] as const).map((value: Basis) => ({ value, label: { 'in-data': 'The source says so', stated: 'Stated by a document or person', confirmed: 'Checked, by a named person', assumed: zoneBasisLabels.assumed }[value] }));

const typedDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
/** `28/09/2021` as `2021-09-28`; null when it is no day. */
export function isoDay(typed: string): string | null {
  const found = typedDay.exec(typed.trim());
  if (found === null) return null;
  const iso = `${found[3] ?? ''}-${(found[2] ?? '').padStart(2, '0')}-${(found[1] ?? '').padStart(2, '0')}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(iso) ? iso : null;
}
/** `2021-09-28` as `28/09/2021`. */
export const writtenDay = (iso: string): string => iso.split('-').toReversed().join('/');
