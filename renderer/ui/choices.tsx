/** One of several, or any of several, all of them in sight: moved through by the arrow keys, set by Space. */
import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, Label, Radio, RadioGroup } from 'react-aria-components';
import './choices.css';

export interface Option<T extends string> { readonly value: T; readonly label: string; readonly note?: string | undefined; readonly title?: string | undefined }

export function OneOf<T extends string>({ label, value, options, onChange, autoFocus, row = false }: {
  readonly label: string; readonly value: T | null; readonly options: readonly Option<T>[]; readonly onChange: (value: T) => void; readonly autoFocus?: boolean;
  /** Side by side instead of one below the other. */
  readonly row?: boolean;
}): ReactNode {
  return (
    <RadioGroup
      className={row ? 'choices row' : 'choices'} value={value} orientation={row ? 'horizontal' : 'vertical'}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    >
      <Label>{label}</Label>
      <div className="choices-list">
        {options.map((option, index) => (
          <Radio key={option.value} value={option.value} className="choices-option" autoFocus={autoFocus === true && (value === null ? index === 0 : value === option.value)}>
            <span className="choices-mark" aria-hidden="true" /><span>{option.label}{option.note === undefined ? null : <span className="quiet"> {option.note}</span>}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

export function AnyOf<T extends string>({ label, values, options, onChange, columns = 1, none }: {
  readonly label: string; readonly values: readonly T[]; readonly options: readonly Option<T>[]; readonly onChange: (values: T[]) => void; readonly columns?: 1 | 2;
  /** Said when there is nothing to choose from. */
  readonly none?: string;
}): ReactNode {
  return (
    <CheckboxGroup className="choices" value={[...values]} onChange={(chosen) => onChange(options.filter(({ value }) => chosen.includes(value)).map(({ value }) => value))}>
      <Label>{label}</Label>
      {options.length === 0 ? <span className="quiet">{none}</span> : (
        <div className={columns === 2 ? 'choices-list two' : 'choices-list'}>
          {options.map((option) => (
            <Checkbox key={option.value} value={option.value} className="choices-option box">
              <span className="choices-mark" aria-hidden="true">✓</span><span className="choices-words" title={option.title}>{option.label}{option.note === undefined ? null : <span className="quiet"> {option.note}</span>}</span>
            </Checkbox>
          ))}
        </div>
      )}
    </CheckboxGroup>
  );
}
