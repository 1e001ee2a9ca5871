/** Matching a table's columns to the fields of an audit, with its rows before and after. */
import { useEffect, useState, type ReactNode } from 'react';
import type { TablePreview } from '../../../shared/contract/importing.ts';
import { auditFieldLabels, auditFields, type AuditField, type ColumnMapping } from '../../../shared/domain/audit-row.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { Button, Field, Select } from '../../ui/controls.tsx';
import { Scroller } from '../../ui/scroller.tsx';
import { AuditOptions } from './audit-options.tsx';
import type { TablePreviewResult } from './import-state.ts';

type FieldChoice = AuditField | 'keep';
const fieldChoices: readonly { readonly value: FieldChoice; readonly label: string }[] = [
  { value: 'keep', label: 'Keep as it is' }, ...auditFields.map((value) => ({ value, label: auditFieldLabels[value] })),
];
const kindChoices = (['access', 'message', 'call', 'event', 'account', 'note'] as const).map((value) => ({ value, label: itemKindLabels[value].one }));

interface MappingProps {
  readonly table: TablePreview;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

const sameHeading = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function SavedMappings({ table, mapping, onChange }: MappingProps): ReactNode {
  const [saved, setSaved] = useState<readonly ColumnMapping[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => { void attempt(engine.call('mappings.list', {})).then((list) => setSaved(list ?? [])); }, []);
  const save = async (): Promise<void> => {
    const list = await attempt(engine.call('mappings.save', mapping));
    if (list === null) return;
    setSaved(list);
    say(`Mapping “${mapping.name}” saved for the next file like this.`);
  };
  const reuse = (name: string): void => {
    const found = saved.find((candidate) => candidate.name === name);
    if (found === undefined) return;
    setChosen(name);
    const missing = found.columns.filter((column) => !table.headings.some((heading) => sameHeading(heading, column.heading)));
    if (missing.length > 0) say(`This file has no column ${missing.map((column) => `“${column.heading}”`).join(', ')}; those were left out.`, 'warned');
    onChange({ ...found, columns: found.columns.filter((column) => !missing.includes(column)) });
  };
  return (
    <div className="saved-mapping">
      {saved.length === 0 ? <span className="quiet">No mapping has been saved yet.</span> : <Select label="Saved mapping" value={chosen} choices={saved.map((one) => ({ value: one.name, label: one.name, note: [one.force, one.system].filter((part) => part !== '').join(', ') }))} onChange={reuse} />}
      <Field label="Name of this mapping" value={mapping.name} onChange={(name) => onChange({ ...mapping, name })} />
      <Button isDisabled={mapping.name.trim() === ''} onPress={() => { void save(); }}>Save mapping</Button>
    </div>
  );
}

function Columns({ table, mapping, onChange }: MappingProps): ReactNode {
  const fieldOf = (heading: string): FieldChoice => mapping.columns.find((column) => sameHeading(column.heading, heading))?.field ?? 'keep';
  const setField = (heading: string, field: FieldChoice): void => {
    const others = mapping.columns.filter((column) => !sameHeading(column.heading, heading));
    onChange({ ...mapping, columns: field === 'keep' ? others : [...others, { heading, field }] });
  };
  return (
    <table className="mapping-table">
      <thead><tr><th scope="col">Column in the file</th><th scope="col">First values</th><th scope="col">Is</th></tr></thead>
      <tbody>
        {table.headings.map((heading, column) => (
          <tr key={`${heading} ${column}`}>
            <td>{heading}</td>
            <td className="sample">{table.rows.map((row) => row[column] ?? '').filter((value) => value !== '').slice(0, 3).join(' · ')}</td>
            <td><Select label={`Field for ${heading}`} labelHidden value={fieldOf(heading)} choices={fieldChoices} onChange={(field) => setField(heading, field)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ColumnMappingStep(props: MappingProps): ReactNode {
  const { table, mapping, onChange } = props;
  const [headerRow, setHeaderRow] = useState(String(mapping.headerRow));
  const rowNumber = Number(headerRow);
  const rowFault = Number.isInteger(rowNumber) && rowNumber > 0 ? null : 'A row number from 1';
  return (
    <section className="question" aria-label="Columns">
      <h3>Which column is what?</h3>
      <SavedMappings {...props} />
      <div className="add-common">
        <Select label="Each row is" value={mapping.kind} choices={kindChoices} onChange={(kind) => onChange({ ...mapping, kind })} />
        <Field label="System" value={mapping.system} onChange={(system) => onChange({ ...mapping, system })} hint="When no column names it" />
        <Field label="Force" value={mapping.force} onChange={(force) => onChange({ ...mapping, force })} />
        {table.sheets.length > 1 ? <Select label="Sheet or table" value={mapping.sheet ?? table.sheet} choices={table.sheets.map((sheet) => ({ value: sheet, label: sheet }))} onChange={(sheet) => onChange({ ...mapping, sheet })} /> : null}
        <Field label="Row of the headings" value={headerRow} error={rowFault} onChange={(value) => {
          setHeaderRow(value);
          const next = Number(value);
          if (Number.isInteger(next) && next > 0) onChange({ ...mapping, headerRow: next });
        }} />
      </div>
      <AuditOptions {...props} />
      <Columns {...props} />
    </section>
  );
}

export function BeforeAndAfter({ preview, fault }: { readonly preview: TablePreviewResult | null; readonly fault: string | null }): ReactNode {
  return (
    <section className="question" aria-label="Before and after">
      <h3>Ten rows, before and after</h3>
      {fault === null ? null : <p className="warned-line">{fault}</p>}
      {preview === null ? <p className="quiet">Reading…</p> : (
        <>
          <p className="quiet">Date format: {preview.dateFormat}</p>
          <h4>In the file</h4>
          <Scroller className="scroll-x" label="Rows as they are in the file"><table className="preview-table" aria-label="Before">
            <thead><tr>{preview.table.headings.map((heading, column) => <th key={`${heading} ${column}`} scope="col">{heading}</th>)}</tr></thead>
            <tbody>{preview.table.rows.map((row, number) => <tr key={`${number} ${row.join('|')}`}>{preview.table.headings.map((heading, column) => <td key={`${heading} ${column}`} title={row[column]}>{row[column]}</td>)}</tr>)}</tbody>
          </table></Scroller>
          <h4>On the timeline</h4>
          <Scroller className="scroll-x" label="Rows as they would be on the timeline"><table className="preview-table" aria-label="After">
            <thead><tr><th scope="col">Row</th><th scope="col">Time</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Text</th></tr></thead>
            <tbody>{preview.after.map((row) => row.setAside === null
              ? <tr key={row.row}><td>{row.row}</td><td>{row.shownAs}</td><td>{row.from}</td><td>{row.to}</td><td title={row.text}>{row.text}</td></tr>
              : <tr key={row.row}><td>{row.row}</td><td colSpan={4} className="set-aside">Would be set aside: {row.setAside}</td></tr>)}</tbody>
          </table></Scroller>
        </>
      )}
    </section>
  );
}
