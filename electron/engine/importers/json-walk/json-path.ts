/** Where a value lies in a JSON file, as a person reads it: `chats.list[0].messages[1]`. */

/** Member names and array places from the root. */
export type JsonPath = readonly (string | number)[];

const plainName = /^[A-Za-z_][\w$]*$/;

/** The path in words; `(root)` for the whole file. A name that is no plain word stands in brackets and quotation marks. */
export function describePath(path: JsonPath): string {
  if (path.length === 0) return '(root)';
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!plainName.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
