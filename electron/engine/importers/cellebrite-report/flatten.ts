/** Every value of a record as named fields, nested records included, in the report's order. */
import type { Field } from '../../../../shared/domain/item.ts';
import { ownCopy } from '../text/own-copy.ts';
import type { ReportModel, ReportValue } from './model.ts';
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

/** More names than a report has; and a longer one is no name. */
const keptNames = 20_000;
const longestKept = 200;

/** The same few hundred names stand in every record: each is put together once. */
export class FieldNames {
  readonly #prefix: string;
  readonly #names = new Map<string, string>();
  readonly #below = new Map<string, FieldNames>();
  /** How many are kept, with those of the records inside records. */
  readonly #kept: { count: number };

  constructor(prefix = '', kept = { count: 0 }) {
    this.#prefix = prefix;
    this.#kept = kept;
  }

  #mayKeep(name: string): boolean {
    if (name.length > longestKept || this.#kept.count >= keptNames) return false;
    this.#kept.count += 1;
    return true;
  }

  /** What a field of this name is called. */
  of(field: string): string {
    const known = this.#names.get(field);
    if (known !== undefined) return known;
    const name = this.#prefix + field;
    if (this.#mayKeep(name)) this.#names.set(ownCopy(field), ownCopy(name));
    return name;
  }

  /** The names in a record that stands in a field, by what that is called. */
  below(name: string): FieldNames {
    const known = this.#below.get(name);
    if (known !== undefined) return known;
    const made = new FieldNames(`${name}: `, this.#kept);
    if (this.#mayKeep(name)) this.#below.set(ownCopy(name), made);
    return made;
  }
}

function addModel(model: ReportModel, names: FieldNames, fields: Fields, depth: number, skip: ReadonlySet<string>): void {
  for (const field of model.fields) {
    if (depth === 0 && skip.has(field.name)) continue;
    const name = names.of(field.name);
    const { values, models } = field;
    for (let index = 0; index < values.length; index += 1) fields.add(values.length > 1 ? `${name} ${index + 1}` : name, (values[index] as ReportValue).text.trim()); // within the length
    if (depth >= depthLimit) { fields.left += models.length; continue; }
    for (let index = 0; index < models.length; index += 1) addModel(models[index] as ReportModel, names.below(models.length > 1 ? `${name} ${index + 1}` : name), fields, depth + 1, skip); // within the length
  }
}

/** The fields of a record. `skip` names fields of the record itself that are shown elsewhere; `names` serves for all records of a report. */
export function fieldsOf(model: ReportModel, skip: ReadonlySet<string>, extraction: string, names: FieldNames): { readonly fields: Field[]; readonly left: number } {
  const fields = new Fields();
  addModel(model, names, fields, 0, skip);
  for (const name of Object.keys(model.attributes)) {
    if (!unshown.has(name)) fields.add(ownEntry(attributeNames, name) ?? name, model.attributes[name] ?? '');
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
