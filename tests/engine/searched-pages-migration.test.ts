/** A case of the format before readings of searched pages were kept. */
import { expect, it } from 'vitest';
import { formerCase } from './former-case.ts';

it('has nothing kept, and can keep what is read from then on, once for each page and reader', () => {
  const db = formerCase('searched pages', () => undefined);
  const count = (): unknown => db.prepare('SELECT count(*) FROM searched_page').pluck().get();
  expect(count()).toBe(0);
  db.exec(`INSERT INTO searched_page VALUES ('a', 'one reader', '[]'), ('a', 'another', '[]')`);
  expect(() => db.exec(`INSERT INTO searched_page VALUES ('a', 'another', '[]')`)).toThrow('UNIQUE');
  expect(count()).toBe(2);
});
