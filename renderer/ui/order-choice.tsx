/** Which end of time the rows of a document begin at. */
import type { ReactNode } from 'react';
import type { RowOrder } from '../../shared/domain/document-kind.ts';
import { Select } from './controls.tsx';

const choices = [{ value: 'earliest', label: 'Earliest first' }, { value: 'latest', label: 'Latest first', note: 'rows without a time stand last either way' }] as const;

export function OrderChoice({ order, onChange }: { readonly order: RowOrder; readonly onChange: (order: RowOrder) => void }): ReactNode {
  return <Select label="Order" value={order} choices={choices} onChange={onChange} />;
}
