/** Named filters of a case. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { SavedView } from '../../../shared/contract/timeline.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { timelineFilterSchema, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { describeView } from './describe-view.ts';

/** The views that stand, by name. A filter saved by an earlier version means what it meant: fields it did not have are left open. */
export function savedViews(db: CaseDatabase, formatMs: (ms: number) => string): SavedView[] {
  return db.prepare<[], { name: string; filter: string; author: string; madeAt: string }>(
    `SELECT name, filter, author, made_at AS madeAt FROM saved_view_change
     WHERE filter IS NOT NULL AND change_id IN (SELECT max(change_id) FROM saved_view_change GROUP BY name) ORDER BY name COLLATE NOCASE`,
  ).all().map(({ filter: json, ...view }) => {
    const filter = timelineFilterSchema.parse(JSON.parse(json));
    return { ...view, filter, inWords: describeView(db, filter, formatMs) };
  });
}

interface Author { readonly db: CaseDatabase; readonly author: string }

function append({ db, author }: Author, name: string, filter: TimelineFilter | null): void {
  db.prepare('INSERT INTO saved_view_change (name, filter, author, made_at) VALUES (?, ?, ?, ?)').run(name, filter === null ? null : JSON.stringify(filter), author, new Date().toISOString());
}

/** Keeps a filter under a name; one of that name is replaced. */
export function saveView(by: Author, name: string, filter: TimelineFilter): void {
  append(by, name, filter);
}

/** Throws `not_found`. */
export function removeView(by: Author, name: string): void {
  const standing = by.db.prepare<[string], { filter: string | null }>('SELECT filter FROM saved_view_change WHERE name = ? ORDER BY change_id DESC LIMIT 1').get(name);
  if (standing?.filter == null) throw new PlumblineError('not_found', `No view is saved under the name “${name}”.`);
  append(by, name, null);
}
