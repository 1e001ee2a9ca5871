/** What a person types as an identifier, brought to the form evidence is matched by; and days as instants. */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { IdentifierKind } from '../../../shared/domain/item.ts';
import { readWallClock } from '../../../shared/domain/zone.ts';
import { nameIdentifier, normalVrm, phoneIdentifier } from '../importers/people/identifiers.ts';

function normalised(kind: IdentifierKind, value: string): string {
  switch (kind) {
    case 'name': return nameIdentifier(value, 'subject').normal;
    case 'phone': {
      const phone = phoneIdentifier(value, 'subject');
      if (phone === null) throw new PlumblineError('invalid_input', `“${value}” cannot be read as a telephone number. Type it with its country, such as +44 7700 900123; if it is a user name, hold it as a handle.`);
      return phone.normal;
    }
    case 'vrm': return normalVrm(value);
    case 'email': case 'handle': return value.normalize('NFC').trim().toLowerCase();
    case 'collar': case 'user-id': return value.replace(/\s+/g, ' ').trim().toLowerCase();
  }
}

/**
 * The form by which evidence is matched: the case's own when it has this very one (handles may keep
 * their capitals), otherwise the rule of the kind. Throws `invalid_input` when nothing is left of it.
 */
export function matchedForm(db: CaseDatabase, kind: IdentifierKind, value: string): string {
  const seen = db.prepare<[string, string], { normal: string }>('SELECT normal FROM identifier WHERE kind = ? AND normal = ?').get(kind, value)
    ?? (kind === 'handle' ? db.prepare<[string, string], { normal: string }>('SELECT normal FROM identifier WHERE kind = ? AND lower(normal) = lower(?) ORDER BY identifier_id LIMIT 1').get(kind, value) : undefined);
  if (seen !== undefined) return seen.normal;
  const normal = normalised(kind, value);
  if (normal === '') throw new PlumblineError('invalid_input', `“${value}” holds nothing that could be matched.`);
  return normal;
}

/** First instant of a day in a zone, `days` later. */
export function startOfIsoDay(day: string, zone: string, days: number): number {
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);
  const clock = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), hour: 0, minute: 0, second: 0, millisecond: 0 };
  const midnight = readWallClock(clock, zone);
  if (midnight.kind === 'exact') return midnight.ms;
  if (midnight.kind === 'repeated') return midnight.earlierMs;
  // Midnight was skipped by a change of the clocks: the day begins an hour into it.
  const later = readWallClock({ ...clock, hour: 1 }, zone);
  return later.kind === 'exact' ? later.ms : at.getTime();
}
