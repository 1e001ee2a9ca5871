/** Says something of a document of the bundle, or of one of its pages, that a rule asks about. */
import { useState, type ReactNode } from 'react';
import { hasPage, remarkKey, remarkLabels, remarkRules, remarkSchema, type Remark, type RemarkKind } from '../../../shared/domain/document-remarks.ts';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

const about: Readonly<Record<RemarkKind, string>> = {
  'no-text': 'A photograph, a plan, an empty page: no warning is given that nothing on it can be searched.',
  'lies-so': 'No warning is given that its text lies sideways or upside down.',
  finer: 'A picture is not made coarser than this, and a PDF may have pictures as fine.',
  'hard-to-read': 'The rules want a transcript beside it: a document “Transcript of …” right behind this one.',
  essential: 'Where nothing of it is linked to an allegation, the report says why it is here.',
  bookmark: 'The bookmark of the PDF has these words, and the page; the index keeps the title.',
};

/** Null while it cannot be said. */
function read(kind: RemarkKind, { page, value, reason }: { readonly page: string; readonly value: string; readonly reason: string }): Remark | null {
  const parsed = remarkSchema.safeParse({ kind, reason, ...(hasPage(kind) ? { page: page.trim() === '' ? null : Number(page) } : {}), ...(kind === 'finer' ? { dpi: Number(value) } : kind === 'bookmark' ? { words: value } : {}) });
  return parsed.success ? parsed.data : null;
}

export function RemarkDialog({ title, kinds, standing, onKeep, onClose }: {
  /** Of the document. */
  readonly title: string; readonly kinds: readonly RemarkKind[];
  /** What is said of it already; the same of the same page is replaced. */
  readonly standing: readonly Remark[];
  readonly onKeep: (remark: Remark) => void; readonly onClose: () => void;
}): ReactNode {
  const [kind, setKind] = useState<RemarkKind>(kinds[0] ?? 'no-text');
  const [page, setPage] = useState('');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const typed = { page, value, reason };
  const remark = read(kind, typed);
  const possible = (changed: Partial<typeof typed>): boolean => read(kind, { page: '', value: kind === 'finer' ? '300' : 'Words', reason: 'A reason', ...changed }) !== null;
  const choose = (next: RemarkKind): void => {
    setKind(next);
    setValue('');
  };
  const save = (): Promise<true> => {
    if (remark !== null) onKeep(remark);
    return Promise.resolve(true);
  };
  return (
    <FormDialog title={`Say of “${title}”`} act="Say it" ready={remark !== null} onSave={save} onClose={onClose}>
      <Select label="What is said" value={kind} choices={kinds.map((each) => ({ value: each, label: remarkLabels[each], note: remarkRules[each] }))} onChange={choose} />
      <p className="quiet wrap">{about[kind]}</p>
      {hasPage(kind) ? <Field label="Page of the document (empty: every page)" value={page} onChange={setPage} error={possible({ page }) ? null : 'A page is a number, counted from 1 in the document.'} /> : null}
      {kind === 'finer' ? <Field label="Dots an inch" value={value} onChange={setValue} required error={value === '' || possible({ value }) ? null : 'Dots an inch, 72 to 1,200.'} /> : null}
      {kind === 'bookmark' ? <Field label="Words of the bookmark" value={value} onChange={setValue} required error={value === '' || possible({ value }) ? null : 'At most 200 characters.'} /> : null}
      <Field label="Reason" multiline={2} value={reason} onChange={setReason} required hint="Recorded with your name and the time, and said in the report beside the PDF." />
      {remark !== null && standing.some((one) => remarkKey(one) === remarkKey(remark)) ? <p className="flag">This is said already and will be replaced.</p> : null}
    </FormDialog>
  );
}
