/** A titled box of the item pane, with at most one action beside its title. */
import type { ReactNode } from 'react';

export function Card({ title, children, action }: { readonly title: string; readonly children: ReactNode; readonly action?: ReactNode }): ReactNode {
  return (
    <section className="card" aria-label={title}>
      <div className="card-heading"><h2 className="caps">{title}</h2>{action}</div>
      {children}
    </section>
  );
}
