/** Our columns among the values of an object. */
import { exportColumns, type ExportKey } from '../../../../shared/domain/export-columns.ts';
import { jsonText, type JsonObject } from '../json/values.ts';

/** The columns whose names stand in the object with `prefix` before them. */
export function columnsOf(object: JsonObject, prefix: string): Partial<Record<ExportKey, string>> {
  const values: Partial<Record<ExportKey, string>> = {};
  for (const { key } of exportColumns) {
    const name = `${prefix}${key}`;
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value !== undefined) values[key] = jsonText(value);
  }
  return values;
}
