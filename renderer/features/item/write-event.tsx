/** An event read out of an exhibit: a statement, an interview, a policy in force; with its page, so that it can be found there. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useWrittenEntry, WrittenEntryFields } from './written-entry.tsx';

const kinds = ['event', 'account', 'note', 'message', 'call', 'access'] as const;

interface WriteEventProps {
  readonly zone: string;
  /** The exhibit and page at hand, if any. */
  readonly exhibitId: ExhibitId | null;
  readonly page: number | null;
  readonly onClose: () => void;
}

export function WriteEventDialog({ zone, exhibitId, page, onClose }: WriteEventProps): ReactNode {
  const [exhibits, setExhibits] = useState<readonly Exhibit[]>([]);
  const [chosen, setChosen] = useState<string | null>(exhibitId === null ? null : String(exhibitId));
  const [pageTyped, setPageTyped] = useState(page === null ? '' : String(page));
  useEffect(() => { void attempt(engine.call('exhibits.list', {})).then((list) => setExhibits(list ?? [])); }, []);
  const source = exhibits.find(({ id }) => String(id) === chosen) ?? null;
  const pageFault = pageTyped.trim() === '' || /^[1-9]\d{0,5}$/.test(pageTyped.trim()) ? null : 'A page is a number from 1.';
  const entry = useWrittenEntry(kinds, zone);
  const save = (): Promise<unknown> => entry.save((kind, written) => (
    source === null ? Promise.resolve(null) : attempt(engine.call('events.write', { ...written, exhibitId: source.id, page: pageTyped.trim() === '' ? null : Number(pageTyped), kind }))
  ));
  return (
    <FormDialog title="Write down an event" act="Write down" ready={source !== null && pageFault === null && entry.whole} onSave={save} onClose={onClose}>
      <p className="quiet">What a statement, an interview, a policy or another exhibit says happened. It stands on the timeline under your name, clearly not a row of the exhibit. A note is yours alone and no evidence.</p>
      <WrittenEntryFields
        entry={entry}
        source={<>
          <Select label="Read from" value={chosen} choices={exhibits.map(({ id, reference, description }) => ({ value: String(id), label: `${reference} ${description}`.trim() }))} onChange={setChosen} placeholder="Choose the exhibit" />
          <Field label="Page" value={pageTyped} onChange={setPageTyped} error={pageFault} hint="Empty when it has none" />
        </>}
      />
    </FormDialog>
  );
}
