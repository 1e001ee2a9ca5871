/** What was made of a bundle: pages of each document, what a reader must know of it, the rules checked; and the passwords of PDFs that need one. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { BuiltDocument, BundleCheck } from '../../../shared/contract/bundles.ts';
import { printedPages } from '../../../shared/domain/page-labels.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { formatBytes, formatCount } from '../../ui/progress-line.tsx';
import type { BuiltBundle } from './bundles-store.ts';

const outcomes: Readonly<Record<BundleCheck['outcome'], { readonly mark: string; readonly words: string }>> = {
  pass: { mark: '✓', words: 'Holds' }, warn: { mark: '!', words: 'Warning' }, fail: { mark: '✕', words: 'Does not hold' }, 'not-applicable': { mark: '–', words: 'Does not apply' },
};
/** What has to be looked at comes first. */
const urgency: readonly BundleCheck['outcome'][] = ['fail', 'warn', 'pass', 'not-applicable'];

function Passwords({ documents, onAgain }: { readonly documents: readonly BuiltDocument[]; readonly onAgain: (passwords: Readonly<Record<string, string>>) => void }): ReactNode {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const shown = useShownName();
  const given = Object.fromEntries(Object.entries(typed).filter(([, password]) => password !== ''));
  const again = (event: FormEvent): void => {
    event.preventDefault();
    if (Object.keys(given).length > 0) onAgain(given);
  };
  return (
    <form className="bundle-passwords" aria-label="Passwords" onSubmit={again}>
      <h2>{documents.length === 1 ? 'A PDF is protected' : `${documents.length} PDFs are protected`}</h2>
      <p className="quiet">A page stands in the place of each. Give its password to take its pages over; it is used while this dialog is open and kept nowhere.</p>
      {documents.map(({ id, title, notes }) => (
        <Field key={id} secret label={`Password of “${shown(title)}”`} value={typed[id] ?? ''} onChange={(password) => setTyped({ ...typed, [id]: password })} {...(notes.some((note) => note.includes('does not open')) ? { hint: 'The password given before does not open it.' } : {})} />
      ))}
      <div><Button type="submit" isDisabled={Object.keys(given).length === 0}>Make it again</Button></div>
    </form>
  );
}

export function BuildResult({ done, onAgain }: { readonly done: BuiltBundle; readonly onAgain: (passwords: Readonly<Record<string, string>>) => void }): ReactNode {
  const shown = useShownName();
  const protectedOnes = done.documents.filter(({ locked }) => locked);
  const noted = done.documents.filter(({ notes }) => notes.length > 0);
  const checks = done.checks.toSorted((one, other) => urgency.indexOf(one.outcome) - urgency.indexOf(other.outcome));
  return (
    <>
      <dl className="facts">
        <div><dt>Saved</dt><dd className="wrap">{done.path}</dd></div>
        <div><dt>Pages</dt><dd>{formatCount(done.pages)}, {formatBytes(done.sizeBytes)}; cover and index are pages {printedPages(done.labels, 1, done.frontPages)}</dd></div>
        <div><dt>SHA-256</dt><dd className="mono wrap">{done.sha256}</dd></div>
      </dl>
      {protectedOnes.length === 0 ? null : <Passwords documents={protectedOnes} onAgain={onAgain} />}
      {noted.length === 0 ? null : (
        <section aria-label="To know of it">
          <h2>To know of it</h2>
          <ul className="bundle-notes">{noted.map(({ id, title, notes, ...pages }) => <li key={id}><strong>{shown(title)}</strong> <span className="quiet">page {printedPages(done.labels, pages.firstPage, pages.lastPage)}</span>{notes.map((note) => <div key={note}>{shown(note)}</div>)}</li>)}</ul>
        </section>
      )}
      <section aria-label="Rules checked">
        <h2>Rules checked</h2>
        <p className="quiet">The finished file was opened again by another reader, and these rules were checked on it. What the guidance asks beyond them is for a person to look at.</p>
        <table className="bundle-checks">
          <thead><tr><th scope="col">Rule</th><th scope="col">Outcome</th><th scope="col">Found</th></tr></thead>
          <tbody>{checks.map(({ rule, outcome, found, overridden }) => <tr key={rule}><th scope="row">{rule}</th><td className={outcome}><span aria-hidden="true">{outcomes[outcome].mark}</span> {outcomes[outcome].words}{overridden ? ', by override' : ''}</td><td className="wrap">{shown(found)}</td></tr>)}</tbody>
        </table>
      </section>
    </>
  );
}
