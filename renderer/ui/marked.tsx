/** Text with the words of a search marked where they stand. */
import { createContext, type ReactNode } from 'react';
import { marksIn } from '../../shared/domain/search-marks.ts';

/** Words of the search that stands, for what shows evidence within. */
export const SearchedWords = createContext<readonly string[]>([]);

export function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }): ReactNode {
  if (words.length === 0) return text;
  const marks = marksIn(text, words);
  if (marks.length === 0) return text;
  const parts: ReactNode[] = [];
  let done = 0;
  for (const { from, until } of marks) {
    parts.push(text.slice(done, from), <mark key={from}>{text.slice(from, until)}</mark>);
    done = until;
  }
  return <>{parts}{text.slice(done)}</>;
}
