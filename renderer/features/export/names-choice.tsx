/** Whether a file names people, and what is said when one in cipher still does. */
import type { ReactNode } from 'react';
import { z } from 'zod';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { useShownNames } from '../../session/shown-names.ts';
import { AnyOf, OneOf } from '../../ui/choices.tsx';

export type Names = 'as-they-are' | 'cipher';
const choices = [
  { value: 'as-they-are', label: 'As the evidence has them', note: 'names everybody' },
  { value: 'cipher', label: 'In cipher', note: 'whoever has a cipher is not named; the finished file is searched, and none is saved in which a name is still found' },
] as const;

/** Nothing to choose while nobody has a cipher. */
export function NamesChoice({ names, onChange }: { readonly names: Names; readonly onChange: (names: Names) => void }): ReactNode {
  const anybody = useShownNames(({ people }) => people !== null && people.length > 0);
  return anybody ? <OneOf label="Names" value={names} options={choices} onChange={onChange} /> : null;
}

const refusedSchema = z.object({ findings: z.array(z.object({ where: z.string(), cipher: z.string(), what: z.string(), word: z.string() })), words: z.array(z.string()) });
export type Refused = z.infer<typeof refusedSchema>;

/** What was found in a file that was not let out; null for any other error. */
export function refusedIn(error: unknown): Refused | null {
  if (!(error instanceof PlumblineError) || error.code !== 'rule_broken') return null;
  return refusedSchema.safeParse(error.details).data ?? null;
}

const mostShown = 40;

interface StillNamedProps { readonly refused: Refused; readonly ordinaryWords: readonly string[]; readonly onOrdinary: (words: string[]) => void }

/** The places in which somebody is still named, and the words of names that a person may let stand. */
export function StillNamed({ refused: { findings, words }, ordinaryWords, onOrdinary }: StillNamedProps): ReactNode {
  const places = [...new Set(findings.map(({ where }) => where))];
  return (
    <section className="still-named" role="alert">
      <p><strong>No file was saved.</strong> What must not be seen was still found in it:</p>
      <ul>
        {places.slice(0, mostShown).map((where) => <li key={where}>{where}: {[...new Set(findings.filter((finding) => finding.where === where).map(({ cipher, what, word }) => `${what} of ${cipher}${word === '' ? '' : ` (“${word}”)`}`))].join(', ')}</li>)}
        {places.length > mostShown ? <li>and {places.length - mostShown} more places</li> : null}
      </ul>
      {words.length === 0 ? null : <AnyOf label="An ordinary word where it was found, and to be left" values={[...ordinaryWords]} options={words.map((word) => ({ value: word, label: word }))} onChange={(values) => onOrdinary([...values])} />}
    </section>
  );
}
