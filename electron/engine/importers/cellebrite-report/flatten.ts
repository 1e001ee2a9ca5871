/** Every value of a record as named fields, nested records included, in the report's order. */
import type { Field } from '../../../../shared/domain/item.ts';
import type { ReportModel } from './model.ts';
import { ownEntry } from '../text/own-entry.ts';

const fieldLimit = 1_000;
const depthLimit = 12;

/** Attributes of a record worth showing, and what they are called. */
const attributeNames: Readonly<Record<string, string>> = { deleted_state: 'Deleted state', decoding_confidence: 'Decoding confidence' };
/** Attributes that say where a record is in the report, not what it is. */
const unshown = new Set(['id', 'type', 'isrelated', 'source_index', 'extractionId']);

class Fields {
  readonly list: Field[] = [];
  left = 0;
  add(name: string, value: string): void {
    if (value === '') return;
    if (this.list.length < fieldLimit) this.list.push({ name, value });
    else this.left += 1;
  }
}

function addModel(model: ReportModel, prefix: string, fields: Fields, depth: number, skip: ReadonlySet<string>): void {
  for (const field of model.fields) {
    if (depth === 0 && skip.has(field.name)) continue;
    const name = prefix + field.name;
    field.values.forEach(({ text }, index) => fields.add(field.values.length > 1 ? `${name} ${index + 1}` : name, text.trim()));
    if (depth >= depthLimit) { fields.left += field.models.length; continue; }
    field.models.forEach((nested, index) => addModel(nested, `${field.models.length > 1 ? `${name} ${index + 1}` : name}: `, fields, depth + 1, skip));
  }
}

/** The fields of a record. `skip` names fields of the record itself that are shown elsewhere. */
export function fieldsOf(model: ReportModel, skip: ReadonlySet<string>, extraction: string): { readonly fields: Field[]; readonly left: number } {
  const fields = new Fields();
  addModel(model, '', fields, 0, skip);
  for (const [name, value] of Object.entries(model.attributes)) {
    if (!unshown.has(name)) fields.add(ownEntry(attributeNames, name) ?? name, value);
  }
  fields.add('Extraction', extraction);
  if (model.jumps.length > 0) fields.add('Refers to', model.jumps.slice(0, 50).join(', '));
  return { fields: fields.list, left: fields.left };
}

/** The values a record is made of, for one line of words. */
export function valuesInWords(model: ReportModel, limit: number): string {
  const seen = new Set<string>();
  for (const { text } of model.fields.flatMap(({ values }) => values)) {
    const value = text.trim();
    if (value !== '' && value.length <= 300) seen.add(value);
    if (seen.size >= limit) break;
  }
  return [...seen].join(' · ');
}
