/**
 * Starting points for audits of police systems. No force's layout is publicly known, so a preset fixes
 * nothing: it names the system, says which fields such an audit is expected to have, and leaves the
 * columns and the meanings of codes to the person. Source: domain reference, section 8.
 */
import type { AuditField, ColumnMapping } from './audit-row.ts';

export interface AuditPreset {
  readonly id: string;
  readonly label: string;
  readonly system: string;
  /** Fields an audit of this system cannot do without; a missing one is pointed out, not made up. */
  readonly expected: readonly AuditField[];
}

const whoWhenWhat = ['date-time', 'user-id', 'action'] as const satisfies readonly AuditField[];

export const auditPresets: readonly AuditPreset[] = [
  { id: 'pnc', label: 'Police National Computer', system: 'PNC', expected: [...whoWhenWhat, 'search-terms', 'reason', 'requested-by', 'terminal'] },
  { id: 'pnd', label: 'Police National Database', system: 'PND', expected: [...whoWhenWhat, 'search-terms', 'record-reference', 'reason'] },
  { id: 'leds', label: 'Law Enforcement Data Service', system: 'LEDS', expected: [...whoWhenWhat, 'search-terms', 'reason'] },
  { id: 'records', label: 'Crime and records system (Niche, Athena, Connect)', system: 'Records system', expected: [...whoWhenWhat, 'record-type', 'record-reference'] },
  { id: 'intelligence', label: 'Intelligence system', system: 'Intelligence', expected: [...whoWhenWhat, 'record-reference', 'reason'] },
  { id: 'command', label: 'Command and control', system: 'Command and control', expected: [...whoWhenWhat, 'record-reference'] },
  { id: 'anpr', label: 'Number plate recognition (NAS)', system: 'ANPR', expected: [...whoWhenWhat, 'search-terms', 'reason'] },
];

/** A date in two columns is a date: either way of writing it will do. */
const alternatives: Readonly<Partial<Record<AuditField, readonly AuditField[]>>> = {
  'date-time': ['date-time', 'date'], 'user-id': ['user-id', 'user-name', 'collar'], 'search-terms': ['search-terms', 'subject', 'record-reference'], reason: ['reason', 'reason-code'],
};

/** Expected fields the mapping gives no column to. */
export function missingFields(preset: AuditPreset, mapping: ColumnMapping): readonly AuditField[] {
  const mapped = new Set(mapping.columns.map(({ field }) => field));
  return preset.expected.filter((field) => !(alternatives[field] ?? [field]).some((candidate) => mapped.has(candidate)));
}
