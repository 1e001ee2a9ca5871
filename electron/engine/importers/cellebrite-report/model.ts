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
  readonly values: ReportValue[];
  readonly models: ReportModel[];
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
export function modelsOf(model: ReportModel, names: readonly string[]): ReportModel[] {
  return model.fields.flatMap((field) => (names.includes(field.name) ? field.models : []));
}
