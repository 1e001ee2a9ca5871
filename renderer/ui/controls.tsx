/** Buttons, fields and selects: react-aria's behaviour in the house's clothes. */
import type { ReactNode } from 'react';
import {
  Button as AriaButton, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text, TextArea, TextField,
  type ButtonProps,
} from 'react-aria-components';
import './controls.css';

export function Button({ tone = 'plain', className, ...props }: Omit<ButtonProps, 'className'> & { tone?: 'plain' | 'main' | 'quiet' | 'danger'; className?: string }): ReactNode {
  return <AriaButton {...props} className={`button ${tone}${className === undefined ? '' : ` ${className}`}`} />;
}

interface FieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly multiline?: number;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  /** What is typed is not shown, and kept by nothing. */
  readonly secret?: boolean;
}

export function Field({ label, labelHidden, value, onChange, hint, error, placeholder, multiline, required, autoFocus, disabled, secret }: FieldProps): ReactNode {
  return (
    <TextField className="field" type={secret === true ? 'password' : 'text'} {...(secret === true ? { autoComplete: 'off' } : {})} value={value} onChange={onChange} isInvalid={error != null} isRequired={required ?? false} autoFocus={autoFocus ?? false} isDisabled={disabled ?? false} validationBehavior="aria" {...(labelHidden === true ? { 'aria-label': label } : {})}>
      {labelHidden === true ? null : <Label>{label}</Label>}
      {multiline === undefined ? <Input placeholder={placeholder ?? ''} /> : <TextArea rows={multiline} placeholder={placeholder ?? ''} />}
      {hint === undefined ? null : <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </TextField>
  );
}

export interface Choice<T extends string> { readonly value: T; readonly label: string; readonly note?: string }

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  readonly labelHidden?: boolean;
  readonly placeholder?: string;
}

export function Select<T extends string>({ label, value, choices, onChange, labelHidden, placeholder }: SelectProps<T>): ReactNode {
  return (
    <AriaSelect
      className="field" value={value} placeholder={placeholder ?? 'Choose…'} {...(labelHidden === true ? { 'aria-label': label } : {})}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {labelHidden === true ? null : <Label>{label}</Label>}
      <AriaButton className="select-button"><SelectValue /><span aria-hidden="true">▾</span></AriaButton>
      <Popover className="popover">
        <ListBox className="list-box">
          {choices.map((choice) => (
            <ListBoxItem key={choice.value} id={choice.value} textValue={choice.label} className="list-box-item">
              <Text slot="label">{choice.label}</Text>
              {choice.note === undefined ? null : <Text slot="description" className="quiet">{choice.note}</Text>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** A key as it is printed on the keyboard. */
export function KeyCap({ children }: { readonly children: ReactNode }): ReactNode {
  return <kbd className="key-cap">{children}</kbd>;
}
