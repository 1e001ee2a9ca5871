/** Where a value lies in a JSON file, as a person reads it: `chats.list[0].messages[1]`. */
import { memberSuffix } from './member-names.ts';

/** Member names and array places from the root. */
export type JsonPath = readonly (string | number)[];

/** A plain word, as JSON-LD writes them too (`@graph`, `uco-core:object`); any other name stands in brackets and quotation marks, so that no two places read alike. */
const plainName = /^(?:@|[A-Za-z][\w-]{0,60}:)?[A-Za-z_][\w$]*$/;

/** The path in words; `(root)` for the whole file. */
export function describePath(path: JsonPath): string {
  if (path.length === 0) return '(root)';
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!plainName.test(step.replace(memberSuffix, ''))) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
