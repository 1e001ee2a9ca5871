import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkers } from '../../electron/engine/bundle/checks/checkers.ts';

it('a report names the readers with the versions that are installed', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> };
  expect(checkers).toEqual([`pdf.js ${dependencies['pdfjs-dist']} (text and numbers)`, `@cantoo/pdf-lib ${dependencies['@cantoo/pdf-lib']} (bookmarks, links, pictures)`]);
});
