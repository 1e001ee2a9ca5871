/**
 * Zone names as plaso writes them in each row. It writes the abbreviation in force at that moment,
 * so an abbreviation is an offset, not a zone whose clocks change. One that several places use for
 * different offsets is not read.
 */
import { isKnownZone } from '../../../../shared/domain/zone.ts';

const offsets: Readonly<Record<string, string>> = {
  UTC: 'UTC', GMT: '+00:00', Z: 'UTC', WET: '+00:00', WEST: '+01:00', BST: '+01:00', CET: '+01:00', CEST: '+02:00', MEZ: '+01:00', MESZ: '+02:00',
  EET: '+02:00', EEST: '+03:00', MSK: '+03:00', SAST: '+02:00', EST: '-05:00', EDT: '-04:00', CDT: '-05:00', MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00',
  AKST: '-09:00', AKDT: '-08:00', HST: '-10:00', JST: '+09:00', KST: '+09:00', HKT: '+08:00', SGT: '+08:00', AWST: '+08:00', ACST: '+09:30', ACDT: '+10:30', AEST: '+10:00', AEDT: '+11:00',
  NZST: '+12:00', NZDT: '+13:00',
};

/** An offset or IANA zone for a written name; null for one this program does not know or that means several things (IST, CST). */
export function zoneOf(written: string): string | null {
  const name = written.trim();
  const offset = offsets[name.toUpperCase()];
  if (offset !== undefined && Object.hasOwn(offsets, name.toUpperCase())) return offset;
  const [, sign, hours, minutes] = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(name) ?? [];
  if (sign !== undefined && hours !== undefined && Number(hours) <= 14) return `${sign}${hours.padStart(2, '0')}:${minutes ?? '00'}`;
  return /^[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_+-]+){1,2}$/.test(name) && isKnownZone(name) ? name : null;
}
