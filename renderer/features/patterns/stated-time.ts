/** What a form about a stated time offers: zones, and on whose word they rest. */
import type { Anchor } from '../../../shared/domain/anchor.ts';
import { zoneBasisLabels } from '../../../shared/domain/evidence-time.ts';

export type Basis = Anchor['zoneBasis'];
export type ZoneChoice = 'Europe/London' | 'UTC' | 'other';
export const zoneChoices: readonly { readonly value: ZoneChoice; readonly label: string }[] = [{ value: 'Europe/London', label: 'UK local (Europe/London)' }, { value: 'UTC', label: 'UTC' }, { value: 'other', label: 'Another…' }];
export const basisChoices = (['in-data', 'stated', 'confirmed', 'assumed'] as const).map((value: Basis) => ({ value, label: { 'in-data': 'The source says so', stated: 'Stated by a document or person', confirmed: 'Checked, by a named person', assumed: zoneBasisLabels.assumed }[value] }));
