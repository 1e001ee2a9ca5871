/** What a person may say about an audit beyond its columns: the system, lines of one transaction, meanings of codes. */
import { useState, type ReactNode } from 'react';
import type { TablePreview } from '../../../shared/contract/importing.ts';
import { auditPresets, missingFields } from '../../../shared/domain/audit-presets.ts';
import { auditFieldLabels, auditFields, type ColumnMapping } from '../../../shared/domain/audit-row.ts';
import { Select } from '../../ui/controls.tsx';

interface AuditOptionsProps {
  readonly table: TablePreview;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

/** `Action: S = search`, one meaning a line. Lines that do not read so are handed back. */
function readMeanings(text: string): { readonly codes: NonNullable<ColumnMapping['codes']>; readonly unread: readonly string[] } {
  const byField = new Map<(typeof auditFields)[number], Record<string, string>>();
  const unread: string[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const match = /^([^:]+):\s*([^=]+?)\s*=\s*(.+)$/.exec(line);
    const field = auditFields.find((candidate) => auditFieldLabels[candidate].toLowerCase() === match?.[1]?.trim().toLowerCase());
    if (match === null || field === undefined) { unread.push(line); continue; }
    byField.set(field, { ...byField.get(field), [match[2] ?? '']: (match[3] ?? '').trim() });
  }
  return { codes: [...byField].map(([field, meanings]) => ({ field, meanings })), unread };
}

function writeMeanings(codes: ColumnMapping['codes']): string {
  return (codes ?? []).flatMap(({ field, meanings }) => Object.entries(meanings).map(([code, meaning]) => `${auditFieldLabels[field]}: ${code} = ${meaning}`)).join('\n');
}

function Meanings({ mapping, onChange }: AuditOptionsProps): ReactNode {
  const [text, setText] = useState(() => writeMeanings(mapping.codes));
  const [unread, setUnread] = useState<readonly string[]>([]);
  return (
    <label className="code-meanings">
      <span>Meanings of codes in this force’s files, one a line</span>
      <textarea
        rows={3} value={text} placeholder={`${auditFieldLabels['reason-code']}: 6 = …`}
        onChange={(event) => {
          setText(event.target.value);
          const { codes, unread: left } = readMeanings(event.target.value);
          setUnread(left);
          onChange({ ...mapping, codes });
        }}
      />
      <span className="quiet">A meaning is shown beside its code and never in its place.</span>
      {unread.length === 0 ? null : <span className="warned-line">Not read: {unread[0]}. Write it as “{auditFieldLabels.action}: S = search”.</span>}
    </label>
  );
}

export function AuditOptions(props: AuditOptionsProps): ReactNode {
  const { table, mapping, onChange } = props;
  const [presetId, setPresetId] = useState<string | null>(() => auditPresets.find(({ system }) => system === mapping.system)?.id ?? null);
  if (mapping.kind !== 'access') return null;
  const preset = auditPresets.find(({ id }) => id === presetId);
  const missing = preset === undefined ? [] : missingFields(preset, mapping);
  return (
    <div className="audit-options">
      <div className="add-common">
        <Select
          label="Kind of system" value={presetId} choices={auditPresets.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => {
            setPresetId(id);
            onChange({ ...mapping, system: auditPresets.find((candidate) => candidate.id === id)?.system ?? mapping.system });
          }}
        />
        <Select
          label="Lines of one transaction share" value={mapping.transaction ?? ''} choices={[{ value: '', label: 'Nothing: each row stands alone' }, ...table.headings.map((heading) => ({ value: heading, label: heading }))]}
          onChange={(heading) => {
            const { transaction: _before, ...rest } = mapping;
            onChange(heading === '' ? rest : { ...rest, transaction: heading });
          }}
        />
      </div>
      {missing.length === 0 ? null : <p className="warned-line">An audit of this kind is expected to say: {missing.map((field) => auditFieldLabels[field].toLowerCase()).join(', ')}. No column was given to {missing.length === 1 ? 'it' : 'them'}.</p>}
      <Meanings {...props} />
    </div>
  );
}
