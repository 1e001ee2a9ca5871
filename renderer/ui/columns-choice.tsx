/** Which columns of a document are left out. */
import type { ReactNode } from 'react';
import { columnChoices } from '../../shared/domain/document-columns.ts';
import type { DocumentKind } from '../../shared/domain/document-kind.ts';
import { AnyOf } from './choices.tsx';

/** Nothing for a document without columns that can go. */
export function ColumnsChoice({ kind, leftOut, onChange }: { readonly kind: DocumentKind; readonly leftOut: readonly string[]; readonly onChange: (leftOut: string[]) => void }): ReactNode {
  const options = columnChoices(kind);
  return options.length === 0 ? null : <AnyOf label="Columns left out" values={leftOut} options={options} onChange={onChange} columns={2} />;
}
