/** Parses one piece of JSON without losing what JavaScript's values cannot hold, and looks into the result without trusting it. */

export type JsonObject = Readonly<Record<string, unknown>>;

const longNumber = /\d{16}/;
const longWhole = /^-?\d{16,}$/;
const halfCharacter = /\\u[dD][89a-fA-F]/;
const showHalf = (half: string): string => `\\u${half.charCodeAt(0).toString(16)}`;

/**
 * Keeps numbers too long for JavaScript as their digits, and shows half a character (an unpaired
 * surrogate, which no text can hold) as the `\ud83d` it is written as.
 */
function keep(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) || context?.source === undefined || !longWhole.test(context.source) ? value : context.source;
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, showHalf) : value;
}

/** The value, or undefined when the characters are not JSON (no JSON value is undefined). */
export function parseJson(text: string): unknown {
  try {
    return longNumber.test(text) || halfCharacter.test(text) ? JSON.parse(text, keep) as unknown : JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The object, or null for anything else. */
export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : null;
}

/** The elements of an array; none for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string, or a number as it is written; '' for anything else. */
export function wordOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A string or number a count since 1970 can be read from; null for anything else. */
export function countOf(value: unknown): number | string | null {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : null;
}

const shownLength = 4000;

/** Any value in words for a field: strings as they are, the rest as JSON; cut when very long, because the verbatim row has it all. */
export function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  return text.length <= shownLength ? text : `${text.slice(0, shownLength)} … (cut; the source row has the rest)`;
}
