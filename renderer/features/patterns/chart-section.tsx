/** The frame of a chart: its title, what it leaves out, and the way to copy it. And the numbers in it, which open the rows they count. */
import { createContext, useContext, type ReactNode } from 'react';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { say } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { copyPicture, type Draw } from './picture.ts';

/** What every chart of the view has in common. */
interface Subject { readonly open: (filter: TimelineFilter) => void; /** What is counted in, for the pictures. */ readonly about: readonly string[] }
const SubjectContext = createContext<Subject>({ open: () => undefined, about: [] });
export const SubjectProvider = SubjectContext.Provider;

interface SectionProps {
  readonly title: string;
  /** What is counted how, and what is left out. */
  readonly note?: ReactNode;
  /** The same in one line, for the picture. */
  readonly noteInPicture?: string;
  readonly controls?: ReactNode;
  readonly wide?: boolean;
  readonly picture: (() => { readonly height: number; readonly draw: Draw }) | null;
  readonly children: ReactNode;
}

export function ChartSection({ title, note, noteInPicture, controls, wide = false, picture, children }: SectionProps): ReactNode {
  const { about } = useContext(SubjectContext);
  const copy = (): void => {
    if (picture === null) return;
    copyPicture({ title, lines: [...about, ...(noteInPicture === undefined ? [] : [noteInPicture])], ...picture() })
      .then(() => say(`“${title}” copied as a picture`), () => say(`“${title}” could not be copied: the clipboard refused it.`, 'failed'));
  };
  return (
    <section aria-label={title} className={`pattern${wide ? ' wide' : ''}`}>
      <div className="pattern-head">
        <h2>{title}</h2>
        <div className="pattern-controls">{controls}{picture === null ? null : <Button tone="quiet" aria-label={`Copy as picture: ${title}`} onPress={copy}>Copy as picture</Button>}</div>
      </div>
      {children}
      {note === undefined ? null : <p className="pattern-note quiet">{note}</p>}
    </section>
  );
}

/** A count; opens its rows when there are any. `what` says what is counted, for a reader who hears it. */
export function Count({ count, what, filter, className = '', shown, tabIndex }: {
  readonly count: number; readonly what: string; readonly filter: TimelineFilter; readonly className?: string;
  /** Where there is room for less than the whole number. */
  readonly shown?: string;
  readonly tabIndex?: number;
}): ReactNode {
  const { open } = useContext(SubjectContext);
  if (count === 0) return <span className={`pattern-zero ${className}`}>0</span>;
  return <button type="button" className={`pattern-count ${className}`} aria-label={`${formatCount(count)} ${what}: show them`} {...(tabIndex === undefined ? {} : { tabIndex })} onClick={() => open(filter)}>{shown ?? formatCount(count)}</button>;
}

/** Whole per cent; what is there at all is never 0, and what is not all never 100. */
export function share(count: number, of: number): string {
  if (of === 0) return '';
  const whole = Math.round((count / of) * 100);
  return count > 0 && whole === 0 ? '< 1%' : count < of && whole === 100 ? '> 99%' : `${whole}%`;
}
