/** Whether an officer was on duty, by the rosters in the case. `unknown` is said whenever they leave it open. */
import { z } from 'zod';

export const dutyStates = ['on', 'off', 'unknown'] as const;
export const dutyStateSchema = z.enum(dutyStates);
export type DutyState = z.infer<typeof dutyStateSchema>;
export const dutyLabels: Readonly<Record<DutyState, string>> = { on: 'On duty', off: 'Off duty', unknown: 'Duty not known' };
