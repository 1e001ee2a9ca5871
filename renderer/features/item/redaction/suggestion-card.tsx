/** The search for protected names, and what it found: each taken over with a reason, or passed over. */
import { useState, type ReactNode } from 'react';
import { useShownNames } from '../../../session/shown-names.ts';
import { Button, Field, KeyCap } from '../../../ui/controls.tsx';
import { ProgressLine } from '../../../ui/progress-line.tsx';
import { Card } from '../card.tsx';
import { pagesInWords } from './region-words.ts';
import type { Suggestion, Suggestions } from './use-suggestions.ts';

interface CardProps {
  readonly suggestions: Suggestions;
  /** A picture has no page numbers. */
  readonly isPicture: boolean;
  readonly pointed: string | null;
  readonly onSearch: (ordinaryWords: readonly string[]) => void;
  readonly onPoint: (suggestion: Suggestion) => void;
  readonly onAccept: (suggestion: Suggestion) => void;
  readonly onAcceptPage: (page: number, suggestions: readonly Suggestion[]) => void;
}

export const suggestionKey = ({ key }: Suggestion): string => `suggestion ${key}`;

function Unread({ pages, isPicture }: { readonly pages: readonly number[]; readonly isPicture: boolean }): ReactNode {
  if (pages.length === 0) return null;
  const what = isPicture ? 'No text could be read in this picture' : pages.length === 1 ? `No text could be read on page ${pages[0]}` : `No text could be read on pages ${pagesInWords(pages)}`;
  return <p className="flag">{what}: whether somebody is named there is for a person to see.</p>;
}

function OfPage({ page, here, isPicture, pointed, onPoint, onAccept, onAcceptPage, suggestions }: CardProps & { readonly page: number; readonly here: readonly Suggestion[] }): ReactNode {
  const place = isPicture ? 'in the picture' : `on page ${page}`;
  return (
    <section aria-label={isPicture ? 'Suggested in the picture' : `Suggested on page ${page}`} className="redaction-suggested">
      <div className="redaction-suggested-head">
        <h3>{isPicture ? 'In the picture' : `Page ${page}`}</h3>
        {here.length < 2 ? null : <button type="button" className="link" onClick={() => onAcceptPage(page, here)}>{isPicture ? 'Accept all…' : 'Accept all on this page…'}</button>}
      </div>
      <ul className="redaction-list">
        {here.map((suggestion, index) => {
          const which = `${suggestion.cipher}, ${index + 1} of ${here.length} ${place}`;
          return (
            <li key={suggestion.key} className={pointed === suggestionKey(suggestion) ? 'pointed suggested' : 'suggested'}>
              <button type="button" className="link" aria-label={`Show ${which}`} onClick={() => onPoint(suggestion)}>{suggestion.cipher}</button>
              <span className="redaction-acts">
                <button type="button" className="link" data-accept aria-label={`Accept ${which}`} onFocus={() => onPoint(suggestion)} onClick={() => onAccept(suggestion)}>Accept…</button>
                <button type="button" className="link" aria-label={`Pass over ${which}`} onClick={() => suggestions.passOver(suggestion.key)}>Pass over</button>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Found(props: CardProps): ReactNode {
  const { suggestions: { open, found }, isPicture } = props;
  if (found === null) return null;
  const pages = [...new Set(open.map(({ page }) => page))];
  const passed = found.suggestions.length - found.covered - open.length;
  const rest = [...(found.covered === 0 ? [] : [`${found.covered} ${found.covered === 1 ? 'lies' : 'lie'} under what is redacted`]), ...(passed === 0 ? [] : [`${passed} passed over`])].join(', ');
  const said = found.suggestions.length === 0 ? 'Nothing protected was found where text can be read.' : open.length === 0 ? `Nothing is left of what was found: ${rest}.` : `${open.length === 1 ? '1 place' : `${open.length} places`} to decide${rest === '' ? '' : `; ${rest}`}.`;
  return (
    <>
      <p role="status">{said}</p>
      <Unread pages={found.unread} isPicture={isPicture} />
      {pages.map((page) => <OfPage key={page} {...props} page={page} here={open.filter((suggestion) => suggestion.page === page)} />)}
    </>
  );
}

export function SuggestionCard(props: CardProps): ReactNode {
  const { suggestions: { progress, fault, stop, found }, isPicture, onSearch } = props;
  const [ordinary, setOrdinary] = useState('');
  const anybody = useShownNames(({ people }) => people === null || people.length > 0);
  const words = ordinary.split(',').map((word) => word.trim()).filter((word) => word !== '');
  if (!anybody) return <Card title="Protected names"><p className="quiet">Nobody in this case has a cipher yet, so there is no name to look for. Ciphers are given in People.</p></Card>;
  return (
    <Card title="Protected names">
      {progress === null ? (
        <>
          <div><Button onPress={() => onSearch(words)}>{found === null ? 'Look for protected names' : 'Look again'} <span aria-hidden="true"><KeyCap>L</KeyCap></span></Button></div>
          <Field label="Ordinary words here, parted by commas (may be left empty)" value={ordinary} onChange={setOrdinary} hint="Single words of names that name nobody in this file." />
        </>
      ) : <ProgressLine progress={progress === 'beginning' ? null : progress} waiting={isPicture ? 'Reading the picture' : 'Searching pages'} onCancel={stop} />}
      {fault === '' ? null : <p className="flag wrap" role="alert">{fault}</p>}
      <Found {...props} />
    </Card>
  );
}
