/** A titled table of the view, with one action beside its title. */
import type { ReactNode } from 'react';

export function FrameworkSection({ title, heads, action = null, children }: { readonly title: string; readonly heads: readonly string[]; readonly action?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <section aria-label={title} className="framework-section">
      <div className="framework-heading"><h2>{title}</h2>{action}</div>
      <table className="framework-table">
        <thead><tr>{heads.map((head) => <th key={head} scope="col" className={head === 'Items' ? 'number' : undefined}>{head}</th>)}<th scope="col"><span className="visually-hidden">Change</span></th></tr></thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
