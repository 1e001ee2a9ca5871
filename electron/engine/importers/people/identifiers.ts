/**
 * Reads identifiers (names, telephone numbers, number plates, e-mail addresses) out of source
 * values. What the source wrote is kept beside the form used for matching; a reading that is not
 * certain says so. Source of the plate styles and of the telephone rules: domain reference, section 9.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Identifier } from '../../../../shared/domain/item.ts';
import { ownCopy } from '../text/own-copy.ts';

type Role = Identifier['role'];

/** Characters that steer the direction of text or mark the start of a file, and print nothing. */
const invisible = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** A longer value is no name and no number, and would fill the memory. */
const longestCached = 200;
const anySpace = /[\s\u00a0\u202f]+/g;

/** The name as it is matched: invisible characters out, spaces folded, WhatsApp's `~` prefix off, lower case. */
function readName(written: string): string {
  return written.replace(invisible, '').replace(anySpace, ' ').trim().replace(/^~\s*/, '').normalize('NFC').toLowerCase();
}

const nameCacheLimit = 20_000;
const nameCache = new Map<string, string>();

function normalName(written: string): string {
  const known = nameCache.get(written);
  if (known !== undefined) return known;
  const normal = ownCopy(readName(written));
  if (nameCache.size >= nameCacheLimit) nameCache.clear();
  if (written.length <= longestCached) nameCache.set(ownCopy(written), normal);
  return normal;
}

/** A display name. It identifies nobody by itself, so people are never merged by it silently. */
export function nameIdentifier(written: string, role: Role): Identifier {
  return { kind: 'name', role, written, normal: normalName(written), certainty: 'certain' };
}

interface PhoneReading { readonly normal: string; readonly certainty: 'certain' | 'possible'; readonly dialable: boolean }

const phoneCacheLimit = 20_000;
const phoneCache = new Map<string, PhoneReading | null>();

function readPhone(written: string): PhoneReading | null {
  const bare = written.replace(invisible, '').replace(anySpace, ' ').trim().replace(/^~\s*/, '');
  if (!/^\+?[\d ().-]+$/.test(bare)) return null;
  const digits = bare.replace(/\D/g, '');
  if (!bare.startsWith('+') && /^\d{3,6}$/.test(digits)) return { normal: digits, certainty: 'certain', dialable: false };
  if (digits.length < 7 || digits.length > 17) return null;
  const international = bare.startsWith('+') ? `+${digits}` : digits.startsWith('00') ? `+${digits.slice(2)}` : null;
  const parsed = international === null ? parsePhoneNumberFromString(digits, 'GB') : parsePhoneNumberFromString(international);
  if (parsed !== undefined && parsed.isPossible()) {
    return { normal: parsed.number, certainty: international === null ? 'possible' : 'certain', dialable: true };
  }
  // Written as an international number, but no numbering plan has one like it: kept, as doubtful.
  return international === null ? null : { normal: international, certainty: 'possible', dialable: false };
}

function cachedPhone(written: string): PhoneReading | null {
  const known = phoneCache.get(written);
  if (known !== undefined) return known;
  const reading = readPhone(written);
  if (phoneCache.size >= phoneCacheLimit) phoneCache.clear();
  if (written.length <= longestCached) phoneCache.set(ownCopy(written), reading);
  return reading;
}

/**
 * A telephone number, matched as `+447700900123`. Null when the value is not one.
 * A number without a country is read as British and is only `possible`; a short code stays as it is.
 */
export function phoneIdentifier(written: string, role: Role): Identifier | null {
  const reading = cachedPhone(written);
  return reading === null ? null : { kind: 'phone', role, written, normal: reading.normal, certainty: reading.certainty };
}

/** Plate styles; a string may fit two. */
const vrmStyles: readonly RegExp[] = [
  /^[A-Z]{2}\d{2}[A-Z]{3}$/,
  /^[A-Z]\d{1,3}[A-Z]{3}$/,
  /^[A-Z]{3}\d{1,3}[A-Z]$/,
  /^(?=.{2,6}$)(?:[A-Z]{1,3}\d{1,4}|\d{1,4}[A-Z]{1,3})$/,
  /^(?=[A-Z]{0,2}[IZ])[A-Z]{3}\d{1,4}$/,
  /^\d{3}[DX]\d{3}$/,
];

/** A plate as it is matched: upper case, no spaces or hyphens. Never written back over the source. */
export function normalVrm(written: string): string {
  return written.replace(invisible, '').replace(/[\s\u00a0\u202f-]+/g, '').toUpperCase();
}

const swapped: Readonly<Record<string, string>> = { O: '0', 0: 'O', I: '1', 1: 'I' };

/** Forms reached by reading O for 0 and I for 1, or the other way round. At most eight characters, so at most 256 forms. */
function confusions(vrm: string): string[] {
  let forms = [''];
  for (const character of vrm) {
    const other = swapped[character];
    forms = forms.flatMap((form) => (other === undefined ? [form + character] : [form + character, form + other]));
  }
  return forms.slice(1);
}

/**
 * A number plate. `certain` when the value fits a style as written; `possible` when it fits only
 * after confusing O with 0 or I with 1 (then `normal` is the form that fits); null when it fits none.
 */
export function vrmIdentifier(written: string, role: Role): Identifier | null {
  const normal = normalVrm(written);
  if (normal.length < 2 || normal.length > 8) return null;
  const fits = (form: string): boolean => vrmStyles.some((style) => style.test(form));
  if (fits(normal)) return { kind: 'vrm', role, written, normal, certainty: 'certain' };
  // Only the current style is distinctive enough to be reached through a confusion.
  const current = vrmStyles[0] as RegExp; // the table above is never empty
  const form = confusions(normal).find((candidate) => current.test(candidate));
  return form === undefined ? null : { kind: 'vrm', role, written, normal: form, certainty: 'possible' };
}

const emailInText = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/gu;
const internationalInText = /(?<![\w+])(?:\+|00)[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)/g;
const britishInText = /(?<![\w+/.:-])\(?0[1-9](?:[ ()-]{0,2}\d){8,9}(?![\d/:])/g;
/** Typed in either case, the current style is distinctive; prefix and suffix styles only in capitals ("M25 the" is not a plate). */
const currentVrmInText = /(?<![\p{L}\d])[A-Za-z]{2}\d{2} ?[A-Za-z]{3}(?![\p{L}\d])/gu;
const olderVrmInText = /(?<![\p{L}\d])(?:[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z])(?![\p{L}\d])/gu;

/**
 * Telephone numbers, e-mail addresses and number plates mentioned in running text, each once,
 * all `possible`: words were read as an identifier, nobody said they are one.
 */
export function mentionedIn(text: string): Identifier[] {
  if (!/[\d@]/.test(text)) return [];
  const found = new Map<string, Identifier>();
  const add = (kind: Identifier['kind'], written: string, normal: string): void => {
    found.set(`${kind} ${normal}`, { kind, role: 'mentioned', written, normal, certainty: 'possible' });
  };
  if (text.includes('@')) for (const [written] of text.matchAll(emailInText)) add('email', written, written.toLowerCase());
  if (!/\d/.test(text)) return [...found.values()];
  for (const pattern of [internationalInText, britishInText]) {
    for (const [written] of text.matchAll(pattern)) {
      const reading = cachedPhone(written);
      if (reading !== null && reading.dialable) add('phone', written, reading.normal);
    }
  }
  for (const pattern of [currentVrmInText, olderVrmInText]) {
    for (const [written] of text.matchAll(pattern)) add('vrm', written, normalVrm(written));
  }
  return [...found.values()];
}
