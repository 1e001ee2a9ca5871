/** Whoever stops reading half way leaves nothing open: a file held open cannot be removed on every system. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Importer } from '../../electron/engine/importers/importer.ts';
import { packageImporter } from '../../electron/engine/importers/package/index.ts';
import { documentImporter } from '../../electron/engine/importers/document/index.ts';
import { notCancelled, SourceFolder } from '../fixtures/evidence-sources.ts';
import { sourceWithin } from '../fixtures/evidence-trees.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

/** Reads as documents are read, and says when it has been told that nobody reads on. */
function watched(closed: string[]): Importer {
  return {
    ...documentImporter, id: 'tabular',
    async *read(source, context) {
      try {
        return yield* documentImporter.read(source, context);
      } finally {
        closed.push(source.name);
      }
    },
  };
}

describe('a reading of several sources that is stopped', () => {
  it('ends the reading of the source it was in', async () => {
    const closed: string[] = [];
    const importer = packageImporter([watched(closed)]);
    const source = { ...sourceWithin(folder, { 'a.txt': 'Something was written here.\n', 'b.txt': 'And something else here.\n' }, 'a.txt'), name: '' };
    const rows = importer.read(source, { answers: {}, signal: notCancelled, onBytes: () => undefined });
    expect((await rows.next()).done).toBe(false);
    expect(closed).toEqual([]);
    await rows.return(undefined as never);
    expect(closed).toEqual(['a.txt']);
  });
});
