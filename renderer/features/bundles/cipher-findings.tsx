/** Where a bundle in cipher still names somebody, by place, and the single words a person may say are ordinary here. */
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useShownName } from '../../session/shown-names.ts';
import { AnyOf } from '../../ui/choices.tsx';
import { Scroller } from '../../ui/scroller.tsx';

const foundSchema = z.object({ findings: z.array(z.object({ where: z.string(), cipher: z.string(), what: z.string(), word: z.string() })).min(1), words: z.array(z.string()) });
export type Found = z.infer<typeof foundSchema>;

/** Null when the refusal is about something else. */
export function readFindings(details: unknown): Found | null {
  const read = foundSchema.safeParse(details);
  return read.success ? read.data : null;
}

/** `Ms A: a name, one word of a name; Ms B: a handle` */
function whoIn(here: Found['findings']): string {
  return [...new Set(here.map(({ cipher }) => cipher))].map((cipher) => `${cipher}: ${[...new Set(here.filter((finding) => finding.cipher === cipher).map(({ what }) => what))].join(', ')}`).join('; ');
}

const placesShown = 100;

export function CipherFindings({ found: { findings, words }, ordinary, onOrdinary }: { readonly found: Found; readonly ordinary: readonly string[]; readonly onOrdinary: (words: string[]) => void }): ReactNode {
  const shown = useShownName();
  const places = [...new Set(findings.map(({ where }) => where))].map((where) => ({ where, here: findings.filter((finding) => finding.where === where) }));
  const offered = [...new Set([...ordinary, ...words])];
  /** A word can only be judged by somebody who may see it. */
  const hidden = offered.some((word) => shown(word) !== word);
  return (
    <>
      <p className="flag" role="alert">No file was saved: what must not be seen is still in it, in {places.length === 1 ? '1 place' : `${places.length} places`}.</p>
      <section aria-label="Where somebody is still named">
        <h2>Where somebody is still named</h2>
        <Scroller className="bundle-findings" label="Places"><ul>
          {places.slice(0, placesShown).map(({ where, here }) => (
            <li key={where}><span>{where.slice(0, 1).toUpperCase()}{shown(where.slice(1))}</span> <span className="quiet">{whoIn(here)}</span></li>
          ))}
        </ul></Scroller>
        {places.length > placesShown ? <p className="quiet">And {places.length - placesShown} more places.</p> : null}
      </section>
      <p className="quiet">Pages of PDFs, and pictures, are redacted from the outline: choose the document and press <em>Redact…</em>, or <span className="mono">R</span>. Then try again.</p>
      {offered.length === 0 ? null : hidden ? <p className="quiet">Some of it are single words of names. Show names to say which of them are ordinary words here.</p> : (
        <section aria-label="Ordinary words">
          <AnyOf label="Single words of names" values={ordinary} options={offered.map((word) => ({ value: word, label: `“${word}” is an ordinary word here` }))} onChange={onOrdinary} />
          <p className="quiet">Tick a word only where it names nobody: it is then left everywhere in the file. What was ticked is recorded.</p>
        </section>
      )}
    </>
  );
}
