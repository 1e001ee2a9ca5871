/** What was looked at in a browser: Chrome and its kin, Safari. Schemas by public knowledge only (D). */
import { stream, type SqliteProfile } from '../profile.ts';

const ofUrl = (table: string, key: string, column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ${table} WHERE ${table}.id = t.${key}`, needs: [`${table}.${column}`, `${table}.id`] });

const chromeVisits = stream({
  name: 'Pages visited', table: 'visits', kind: 'event', time: [{ column: 'visit_time', epoch: 'webkit-microseconds' }], direction: 'none',
  derived: { address: ofUrl('urls', 'url', 'url'), title: ofUrl('urls', 'url', 'title') },
  text: [{ column: 'title', as: 'plain' }, { column: 'address', as: 'plain' }],
  fields: [{ name: 'Address', column: 'address' }, { name: 'Title', column: 'title' }, { name: 'Visit duration (microseconds)', column: 'visit_duration' }],
  refine: (draft) => ({ ...draft, thread: 'Web pages' }),
});

const chromeSearches = stream({
  name: 'Searches', table: 'keyword_search_terms', kind: 'event', direction: 'none',
  derived: { address: ofUrl('urls', 'url_id', 'url'), lastVisit: ofUrl('urls', 'url_id', 'last_visit_time') },
  time: [{ column: 'lastVisit', epoch: 'webkit-microseconds' }], text: [{ column: 'term', as: 'plain' }], fields: [{ name: 'Address', column: 'address' }],
  refine: (draft) => ({ ...draft, thread: 'Web searches', remarks: [...draft.remarks, 'The time is the last visit to the page of results; an earlier search for the same words is not told apart.'] }),
});

export const chromeHistory: SqliteProfile = {
  id: 'chrome-history', label: 'Chrome browsing history (History)',
  recognise: [{ table: 'urls', columns: ['id', 'url', 'title', 'last_visit_time'] }, { table: 'visits', columns: ['url', 'visit_time'] }],
  streams: [chromeVisits, chromeSearches],
};

const safariVisits = stream({
  name: 'Pages visited', table: 'history_visits', kind: 'event', time: [{ column: 'visit_time', epoch: 'apple-seconds' }], direction: 'none',
  derived: { address: ofUrl('history_items', 'history_item', 'url') },
  text: [{ column: 'title', as: 'plain' }, { column: 'address', as: 'plain' }], fields: [{ name: 'Address', column: 'address' }, { name: 'Title', column: 'title' }],
  refine: (draft) => ({ ...draft, thread: 'Web pages' }),
});

export const safariHistory: SqliteProfile = {
  id: 'safari-history', label: 'Safari browsing history (History.db)',
  recognise: [{ table: 'history_items', columns: ['id', 'url'] }, { table: 'history_visits', columns: ['history_item', 'visit_time', 'title'] }],
  streams: [safariVisits],
};
