/** Where a file in cipher still names somebody, by place, and the words a person may say are ordinary here: single words of a name, and words that only have its letters. */
import type { ReactNode } from 'react';
import type { StillNamed } from '../session/still-named.ts';
import { AnyOf } from './choices.tsx';
import { Scroller } from './scroller.tsx';
import './cipher-findings.css';

/** `Ms A: a name, one word of a name; Ms B: a handle` */
function whoIn(here: StillNamed['findings']): string {
  return [...new Set(here.map(({ cipher }) => cipher))].map((cipher) => `${cipher}: ${[...new Set(here.filter((finding) => finding.cipher === cipher).map(({ what }) => what))].join(', ')}`).join('; ');
}

const placesShown = 100;

interface CipherFindingsProps {
  readonly found: StillNamed;
  readonly ordinary: readonly string[];
  readonly onOrdinary: (words: string[]) => void;
  /** A name as it may be seen now. */
  readonly shown: (name: string) => string;
  /** What else can be done about it. */
  readonly advice?: ReactNode;
}

export function CipherFindings({ found: { findings, words }, ordinary, onOrdinary, shown, advice }: CipherFindingsProps): ReactNode {
  const places = [...new Set(findings.map(({ where }) => where))].map((where) => ({ where, here: findings.filter((finding) => finding.where === where) }));
  const offered = [...new Set([...ordinary, ...words])];
  /** A word can only be judged by somebody who may see it. */
  const hidden = offered.some((word) => shown(word) !== word);
  return (
    <>
      <p className="flag" role="alert">No file was saved: what must not be seen is still in it, in {places.length === 1 ? '1 place' : `${places.length} places`}.</p>
      <section aria-label="Where somebody is still named">
        <h2>Where somebody is still named</h2>
        <Scroller className="cipher-findings" label="Places"><ul>
          {places.slice(0, placesShown).map(({ where, here }) => (
            <li key={where}><span>{where.slice(0, 1).toUpperCase()}{shown(where.slice(1))}</span> <span className="quiet">{whoIn(here)}</span></li>
          ))}
        </ul></Scroller>
        {places.length > placesShown ? <p className="quiet">And {places.length - placesShown} more places.</p> : null}
      </section>
      {findings.some(({ word }) => word === '') ? <p className="quiet">What names somebody by itself may be written there in a form nobody has stated: state that form of the person, in People, and it is hidden; or redact the page it is seen on, or leave the row or document out.</p> : null}
      {advice}
      {offered.length === 0 ? null : hidden ? <p className="quiet">Some of it are single words. Show names to say which of them are ordinary words here.</p> : (
        <section aria-label="Ordinary words">
          <AnyOf label="Words found there" values={ordinary} options={offered.map((word) => ({ value: word, label: `“${word}” is an ordinary word here` }))} onChange={onOrdinary} />
          <p className="quiet">Tick a word only where it names nobody: it is then left everywhere in the file. What was ticked is recorded.</p>
        </section>
      )}
    </>
  );
}
