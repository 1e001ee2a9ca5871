/** Parses one piece of JSON without losing what JavaScript's values cannot hold, and looks into the result without trusting it. */
import type { Field } from '../../../../shared/domain/item.ts';
import { depthLimit } from './cut-pieces.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject { readonly [name: string]: JsonValue | undefined }

/** Numbers that may be more than JavaScript holds: many digits, or a power of ten. */
const longNumber = /\d{16}|\d[eE][+\-\d]/;
const halfCharacter = /\\u[dD][89a-fA-F]/;
const showHalf = (half: string): string => `\\u${half.charCodeAt(0).toString(16)}`;

/**
 * Keeps numbers JavaScript would change as their own digits (1783014480586325324 would become
 * …325400), and shows half a character (an unpaired surrogate, which no text can hold) as the
 * `\ud83d` it is written as.
 */
function keep(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, showHalf);
  if (typeof value !== 'number' || context?.source === undefined) return value;
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return exact ? value : context.source;
}

/** Whether brackets nest too deeply for anything to walk the value. Those inside strings are not counted. */
export function isTooDeep(text: string): boolean {
  if (text.length <= 2 * depthLimit) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length && depth <= depthLimit; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return depth > depthLimit;
}

/** The value; undefined when the characters are not JSON, or nest more than a hundred deep (no JSON value is undefined). */
export function parseJson(text: string): JsonValue | undefined {
  if (isTooDeep(text)) return undefined;
  try {
    return (longNumber.test(text) || halfCharacter.test(text) ? JSON.parse(text, keep) : JSON.parse(text)) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Array.isArray loses the element type of a readonly array. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object, or null for anything else. */
export function objectOf(value: unknown): JsonObject | null {
  return isJsonObject(value) ? value : null;
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

/** A value in one line of text, whole: text as it is, null as nothing, anything nested as JSON. */
export function jsonText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The members of an object as fields, in source order; empty ones are in the verbatim row only. */
export function jsonFields(object: JsonObject): Field[] {
  return Object.entries(object).map(([name, value]) => ({ name, value: jsonText(value) })).filter(({ value }) => value !== '');
}
