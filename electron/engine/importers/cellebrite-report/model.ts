/** A decoded record of the report as it stands in the XML, and how its values are asked for. */

export interface ReportValue {
  readonly text: string;
  /** The type the report gives (`String`, `TimeStamp`, `MessageStatus`); '' when it gives none. */
  readonly type: string;
  readonly format: string;
  /** The copy of a time made for display; '' when there is none. */
  readonly formatted: string;
}

/** `field`, `multiField`, `modelField`, `multiModelField`, or an element this program does not know. */
export interface ReportField {
  readonly name: string;
  values: readonly ReportValue[];
  models: readonly ReportModel[];
}

/** Most fields hold one value or one record: no array is made for what they do not hold. */
const noValues: readonly ReportValue[] = [];
const noModels: readonly ReportModel[] = [];

export const newField = (name: string): ReportField => ({ name, values: noValues, models: noModels });

export function addValue(field: ReportField | undefined, value: ReportValue): void {
  if (field === undefined) return;
  if (field.values.length === 0) field.values = [value];
  else (field.values as ReportValue[]).push(value); // the array made here
}

export function addModel(field: ReportField | undefined, model: ReportModel): void {
  if (field === undefined) return;
  if (field.models.length === 0) field.models = [model];
  else (field.models as ReportModel[]).push(model); // the array made here
}

/** Where in the phone's storage a record was decoded from, in the report's words. */
export interface SourceNode {
  readonly name: string;
  readonly path: string;
  readonly table: string;
  readonly offset: string;
}

export interface ReportModel {
  readonly type: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly fields: ReportField[];
  /** Ids of the elements a reader of the report could jump to. */
  readonly jumps: string[];
  readonly nodes: SourceNode[];
}

/** The first value of a field that is not blank, without outer spaces; '' when there is none. */
export function textOf(model: ReportModel, name: string): string {
  for (const field of model.fields) {
    if (field.name !== name) continue;
    for (const { text } of field.values) {
      const trimmed = text.trim();
      if (trimmed !== '') return trimmed;
    }
  }
  return '';
}

/** The first of several fields that has a value. */
export function firstTextOf(model: ReportModel, names: readonly string[]): string {
  for (const name of names) {
    const text = textOf(model, name);
    if (text !== '') return text;
  }
  return '';
}

/** Records nested in the fields of these names, in their order. */
export function modelsOf(model: ReportModel, names: readonly string[]): readonly ReportModel[] {
  let found: readonly ReportModel[] = noModels;
  for (const field of model.fields) if (field.models.length > 0 && names.includes(field.name)) found = found.length === 0 ? field.models : [...found, ...field.models];
  return found;
}
