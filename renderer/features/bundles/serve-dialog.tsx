/** Serving a version: on whom, when, and every warning weighed. */
import { useState, type ReactNode } from 'react';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { isoDay } from '../../../shared/domain/typed-day.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { useShownName } from '../../session/shown-names.ts';
import { AnyOf } from '../../ui/choices.tsx';
import { Field } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { dayFault } from './bundle-dialog.tsx';
import { tell } from './bundles-store.ts';
import { noteVersions } from './versions-store.ts';
import { fileNameOf, kindWords, pageCount } from './version-words.ts';

interface Typed { readonly recipients: readonly string[]; readonly servedOn: string; readonly acknowledged: readonly string[]; readonly note: string }

/** What the engine says; where a file is now can be said on the command line alone. */
function failureWords(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return error instanceof PlumblineError && (error.code === 'not_found' || error.code === 'exhibit_altered') ? `${said} In the window: put the file back where it was saved, or make the PDF again.` : said;
}

/** What went wrong is shown in the dialog, which stays. */
function useServing({ bundleId, id, number }: BundleVersion): { readonly failure: string | null; readonly serve: (typed: Typed) => Promise<true | null> } {
  const [failure, setFailure] = useState<string | null>(null);
  const serve = async ({ recipients, servedOn, acknowledged, note }: Typed): Promise<true | null> => {
    setFailure(null);
    try {
      noteVersions(bundleId, await engine.call('bundles.serve', { bundleId, versionId: id, recipients: [...recipients], servedOn, acknowledged: [...acknowledged], note }));
      tell(`Version ${number} is served. Its page numbers stay as they are.`);
      return true;
    } catch (error) {
      setFailure(failureWords(error));
      return null;
    }
  };
  return { failure, serve };
}

export function ServeDialog({ version, onClose }: { readonly version: BundleVersion; readonly onClose: () => void }): ReactNode {
  const [recipients, setRecipients] = useState('');
  const [day, setDay] = useState('');
  const [weighed, setWeighed] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const { failure, serve } = useServing(version);
  const shown = useShownName();
  const named = recipients.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const servedOn = isoDay(day);
  const warnings = version.file.checks.filter(({ outcome }) => outcome === 'warn');
  const again = version.services.length > 0;
  const open = warnings.filter(({ rule }) => !weighed.includes(rule)).length;
  const tooLong = named.some((name) => name.length > 300) ? 'A recipient has at most 300 characters.' : named.length > 100 ? 'At most 100 recipients at once.' : null;
  return (
    <FormDialog
      title={`Serve version ${version.number}`} act="Serve" width={620} ready={named.length > 0 && tooLong === null && servedOn !== null && open === 0 && note.length <= 4_000}
      onSave={() => serve({ recipients: named, servedOn: servedOn ?? '', acknowledged: weighed, note: note.trim() })} onClose={onClose}
    >
      {failure === null ? null : <p className="flag" role="alert">{shown(failure)}</p>}
      <p>{again ? 'It has been served before; this adds to whom.' : 'The file is kept in the case as it is, and its page numbers never change again: what is added later comes after them.'}</p>
      <dl className="facts">
        <div><dt>Version</dt><dd>{version.number}, {kindWords(version)}, {pageCount(version.file.pages)}</dd></div>
        <div><dt>File</dt><dd className="wrap">{shown(fileNameOf(version))}</dd></div>
      </dl>
      <Field label="Served on" value={recipients} onChange={setRecipients} multiline={3} required autoFocus error={tooLong} hint="One recipient a line." />
      <Field label="Day it was served" value={day} onChange={setDay} required placeholder="30/06/2025" error={dayFault(day)} />
      <AnyOf label={warnings.length === 0 ? 'Warnings' : 'Warnings that were weighed'} values={weighed} options={warnings.map(({ rule, found }) => ({ value: rule, label: rule, note: shown(found) }))} onChange={setWeighed} none="None." />
      {open === 0 ? null : <p className="quiet" role="status">{open === 1 ? '1 warning is' : `${open} warnings are`} not ticked yet. Each is to be looked at and ticked before the version can be served.</p>}
      <Field label="Note (may be left empty)" value={note} onChange={setNote} multiline={2} hint="Recorded in the continuity log with the recipients and the day." />
    </FormDialog>
  );
}
