/** Counts under each other with a bar each: a table that is its own chart. */
import type { ReactNode } from 'react';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { useShownName } from '../../session/shown-names.ts';
import { ChartSection, Count, share } from './chart-section.tsx';
import { barsPicture } from './draw-tables.ts';

export type Counted = 'contacts' | 'accesses';
const countedWords: Readonly<Record<Counted, string>> = { contacts: 'contacts', accesses: 'system accesses' };
const headings: Readonly<Record<Counted, string>> = { contacts: 'Contacts', accesses: 'System accesses' };

export interface CountRow {
  readonly key: string;
  readonly label: string;
  readonly aside?: string | undefined;
  readonly counts: readonly { readonly counted: Counted; readonly count: number; readonly filter: TimelineFilter }[];
}

interface TableProps {
  readonly title: string;
  readonly first: string;
  readonly rows: readonly CountRow[];
  readonly columns: readonly Counted[];
  /** What the shares are of, a column. */
  readonly totals: readonly number[];
  readonly note?: ReactNode;
  readonly noteInPicture?: string;
  readonly controls?: ReactNode;
  readonly wide?: boolean;
  readonly empty?: string;
}

export function CountTable({ title, first, rows: named, columns, totals, empty, ...frame }: TableProps): ReactNode {
  const shown = useShownName();
  const rows = named.map((row) => ({ ...row, label: shown(row.label), aside: row.aside === undefined ? undefined : shown(row.aside) }));
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts.map(({ count }) => count)));
  const picture = rows.length === 0 ? null : () => barsPicture(rows.map(({ label, aside, counts }) => ({ label: aside === undefined ? label : `${label} (${aside})`, values: counts.map(({ count }) => count) })), columns);
  return (
    <ChartSection title={title} picture={picture} {...frame}>
      {rows.length === 0 ? <p className="quiet">{empty ?? 'Nothing to count.'}</p> : (
        <table className="pattern-table">
          <thead><tr><th scope="col">{first}</th>{columns.length > 1 ? columns.map((column) => <th key={column} scope="colgroup" colSpan={2} className="number">{headings[column]}</th>) : <><th scope="col" className="number">Count</th><th scope="col" className="number share">Share</th></>}<th scope="col"><span className="visually-hidden">Bar</span></th></tr></thead>
          <tbody>
            {rows.map(({ key, label, aside, counts }) => (
              <tr key={key}>
                <th scope="row">{label === '' ? <span className="quiet">not stated</span> : label}{aside === undefined ? null : <span className="quiet"> {aside}</span>}</th>
                {counts.flatMap(({ counted, count, filter }, index) => [
                  <td key={counted} className="number"><Count count={count} what={`${countedWords[counted]}, ${label}`} filter={filter} /></td>,
                  <td key={`${counted} share`} className="number share quiet">{share(count, totals[index] ?? 0)}</td>,
                ])}
                <td className="bars" aria-hidden="true">{counts.map(({ counted, count }) => <i key={counted} className={counted} style={{ width: `${count === 0 ? 0 : Math.max(1.5, (count / most) * 100)}%` }} />)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ChartSection>
  );
}
