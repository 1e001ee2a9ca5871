import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleDefinitionSchema, type BundleDefinition } from '../../shared/domain/bundle.ts';
import { exhibitIdSchema } from '../../shared/domain/ids.ts';
import { copyOf, documentsOf, moveDocument, moveSection, orderByDate, placesOf, spotOf, stepDocument } from '../../renderer/features/bundles/bundle-edits.ts';
import { dropOfDocument, dropOfSection, type RowEdges } from '../../renderer/features/bundles/outline-drag.ts';

/** `a b | c`: sections of documents; `a=2025-01-02` is dated. */
function bundle(written: string): BundleDefinition {
  let exhibitId = 0;
  return bundleDefinitionSchema.parse({
    title: 'Hearing bundle',
    sections: written.split('|').map((section, index) => ({
      title: `Section ${index + 1}`,
      documents: section.trim().split(/\s+/).filter((word) => word !== '').map((word) => {
        const [id = '', dated = null] = word.split('=');
        exhibitId += 1;
        return { id, title: id, dated, source: { type: 'exhibit', exhibitId } };
      }),
    })),
  });
}
const read = (definition: BundleDefinition | null): string => definition?.sections.map(({ documents }) => documents.map(({ id }) => id).join(' ')).join(' | ') ?? 'nothing';

describe('the order of a bundle', () => {
  it('lets a document go one down and up, past the end of its section into the next', () => {
    expect(read(stepDocument(bundle('a b | c'), 'a', 1))).toBe('b a | c');
    expect(read(stepDocument(bundle('a b | c'), 'b', 1))).toBe('a | b c');
    expect(read(stepDocument(bundle('a b | c'), 'c', -1))).toBe('a b c | ');
    expect(read(stepDocument(bundle('a b |  | c'), 'c', -1))).toBe('a b | c | ');
    expect(stepDocument(bundle('a b | c'), 'a', -1)).toBeNull();
    expect(stepDocument(bundle('a b | c'), 'c', 1)).toBeNull();
  });

  it('counts a spot in the outline as it stands, the moved document among the others', () => {
    expect(read(moveDocument(bundle('a b c'), 'a', { section: 0, index: 3 }))).toBe('b c a');
    expect(read(moveDocument(bundle('a b c'), 'a', { section: 0, index: 1 }))).toBe('a b c');
    expect(read(moveDocument(bundle('a b c'), 'c', { section: 0, index: 0 }))).toBe('c a b');
  });

  it('loses and doubles nothing, whatever is moved where', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(fc.property(fc.constantFrom(...ids), fc.nat(2), fc.nat(6), fc.nat(2), fc.nat(2), (id, section, index, from, to) => {
      const moved = moveSection(moveDocument(bundle('a b | c d e | '), id, { section, index }), from, to);
      expect(documentsOf(moved).map((document) => document.id).toSorted()).toEqual(ids);
      expect(moved.sections.map(({ title }) => title).toSorted()).toEqual(['Section 1', 'Section 2', 'Section 3']);
      expect(placesOf(moved)).toHaveLength(8);
    }));
  });

  it('moves whole sections, and none past an end', () => {
    expect(read(moveSection(bundle('a | b | c'), 0, 2))).toBe('b | c | a');
    expect(read(moveSection(bundle('a | b | c'), 0, 3))).toBe('a | b | c');
  });

  it('finds the copy a bundle has of a source already', () => {
    const definition = bundle('a b | c');
    expect(copyOf(definition, { type: 'exhibit', exhibitId: exhibitIdSchema.parse(3) })).toMatchObject({ document: { id: 'c' }, section: 1 });
    expect(copyOf(definition, { type: 'exhibit', exhibitId: exhibitIdSchema.parse(9) })).toBeNull();
    expect(spotOf(definition, 'c')).toEqual({ section: 1, index: 0 });
  });
});

describe('the order of date', () => {
  it('keeps an undated document behind the one it stood behind, and those before any date at the head', () => {
    const { definition, moved, undated } = orderByDate(bundle('x late=2025-03-01 y z early=2024-01-01'), 0);
    expect(read(definition)).toBe('x early late y z');
    expect({ moved, undated }).toEqual({ moved: 4, undated: 3 });
  });

  it('leaves documents of one day as they stand, and other sections alone', () => {
    expect(read(orderByDate(bundle('b=2025-01-01 a=2025-01-01 | d=2025-02-02 c=2025-01-01'), 0).definition)).toBe('b a | d c');
    expect(orderByDate(bundle('b=2025-01-01 a=2025-01-01'), 0).moved).toBe(0);
  });
});

describe('where a dragged row would go', () => {
  // Two sections: a head and two documents, then a head with none. Each row is 20 high.
  const rows: RowEdges[] = [{ section: 0, index: null }, { section: 0, index: 0 }, { section: 0, index: 1 }, { section: 1, index: null }].map((row, at) => ({ ...row, top: at * 20, bottom: at * 20 + 20 }));

  it('is behind the row whose middle the pointer is past', () => {
    expect(dropOfDocument(rows, 5)).toEqual({ section: 0, index: 0, at: 20 });
    expect(dropOfDocument(rows, 35)).toEqual({ section: 0, index: 1, at: 40 });
    expect(dropOfDocument(rows, 65)).toEqual({ section: 0, index: 2, at: 60 });
    expect(dropOfDocument(rows, 75)).toEqual({ section: 1, index: 0, at: 80 });
    expect(dropOfDocument([], 10)).toBeNull();
  });

  it('is between whole sections for a section', () => {
    expect(dropOfSection(rows, 10)).toEqual({ section: 0, index: null, at: 0 });
    expect(dropOfSection(rows, 50)).toEqual({ section: 1, index: null, at: 60 });
    expect(dropOfSection(rows, 75)).toEqual({ section: 2, index: null, at: 80 });
    expect(dropOfSection([], 10)).toBeNull();
  });
});

