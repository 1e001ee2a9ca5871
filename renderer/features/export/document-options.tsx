/** What is asked before one kind of document is made. */
import type { ReactNode } from 'react';
import { isOrdered, type DocumentKind } from '../../../shared/domain/document-kind.ts';
import { AnyOf } from '../../ui/choices.tsx';
import { ColumnsChoice } from '../../ui/columns-choice.tsx';
import { Field, Select } from '../../ui/controls.tsx';
import { EmojiChoice } from '../../ui/emoji-choice.tsx';
import { OrderChoice } from '../../ui/order-choice.tsx';
import { isNumbered, pictureWanted, type ChosenPicture, type DocumentOptions } from './document-choice.ts';
import './export.css';

const columns = [{ value: 'bundle', label: 'An empty column for bundle pages' }] as const;
const handlings = [{ value: 'sensitive', label: 'The schedule of sensitive items, with the reasons', note: 'not to be served' }] as const;

interface DocumentOptionProps { readonly kind: DocumentKind; readonly options: DocumentOptions; /** Of the chosen item, named as they are shown. */ readonly pictures: readonly ChosenPicture[]; readonly onChange: (options: DocumentOptions) => void }

export function DocumentOptionFields({ kind, options, pictures, onChange }: DocumentOptionProps): ReactNode {
  return (
    <>
      {kind === 'conversation' ? (
        <div className="extract-length">
          <Field label="Rows before" value={options.before} onChange={(before) => onChange({ ...options, before })} />
          <Field label="Rows after" value={options.after} onChange={(after) => onChange({ ...options, after })} />
        </div>
      ) : null}
      {kind === 'transcript' && pictures.length > 1
        ? <Select label="Picture" value={String(pictureWanted(pictures, options)?.attachment ?? '')} choices={pictures.map(({ attachment, name }) => ({ value: String(attachment), label: name }))} onChange={(picture) => onChange({ ...options, picture })} /> : null}
      {isNumbered(kind) ? <Field label="First number" value={options.firstNumber} onChange={(firstNumber) => onChange({ ...options, firstNumber })} hint="For numbering that goes on from another schedule." /> : null}
      {kind === 'unused' ? <AnyOf label="Handling" values={options.sensitive ? ['sensitive'] : []} options={handlings} onChange={(values) => onChange({ ...options, sensitive: values.length > 0 })} /> : null}
      {isOrdered(kind) ? <OrderChoice order={options.order} onChange={(order) => onChange({ ...options, order })} /> : null}
      {kind === 'patterns' ? null : <AnyOf label="Columns" values={options.bundlePages ? ['bundle'] : []} options={columns} onChange={(values) => onChange({ ...options, bundlePages: values.length > 0 })} />}
      <ColumnsChoice kind={kind} leftOut={options.leaveOut} onChange={(leaveOut) => onChange({ ...options, leaveOut })} />
      <EmojiChoice named={options.nameEmoji} onChange={(nameEmoji) => onChange({ ...options, nameEmoji })} />
    </>
  );
}
