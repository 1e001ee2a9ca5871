/**
 * JSON values with their numbers as the file writes them. JavaScript would turn 1783014480586325324
 * into ...325400; here a number it cannot hold exactly stays a text of its own digits.
 */
import type { Field } from '../../../shared/domain/item.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject { readonly [name: string]: JsonValue | undefined }

/** Deeper nesting than this is no record of an event; it is refused before anything walks it. */
const maxDepth = 100;

/** How deeply brackets nest in a JSON text, at most `limit + 1`. Brackets inside strings are not counted. */
function nesting(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length && deepest <= limit; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) { depth += 1; deepest = Math.max(deepest, depth); } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

type Reviver = (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) => unknown;

const keepDigits: Reviver = (_key, value, context) => {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return exact ? value : context.source;
};

/** Reads a JSON text; null when it is not one, or nests more than a hundred deep. */
export function readJson(text: string): { readonly value: JsonValue } | null {
  if (nesting(text, maxDepth) > maxDepth) return null;
  try {
    return { value: JSON.parse(text, keepDigits) as JsonValue };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Array.isArray loses the element type of a readonly array. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A value in one line of text: text as it is, null as nothing, anything nested as JSON. */
export function jsonText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The members of an object as fields, in source order; empty ones are in the verbatim row only. */
export function jsonFields(object: JsonObject): Field[] {
  return Object.entries(object).map(([name, value]) => ({ name, value: jsonText(value) })).filter(({ value }) => value !== '');
}
