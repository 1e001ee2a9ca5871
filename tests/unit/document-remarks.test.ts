import { describe, expect, it } from 'vitest';
import { hasPage, remarkKinds, remarkLabels, remarkSchema } from '../../shared/domain/document-remarks.ts';

describe('what can be said of a document', () => {
  it('is offered in every kind there is', () => {
    expect([...remarkKinds].toSorted()).toEqual(Object.keys(remarkLabels).toSorted());
  });

  it('is said of a page where a page can be meant, and only there', () => {
    const kept = (kind: string): unknown => remarkSchema.parse({ kind, page: 2, reason: 'A photograph', dpi: 400, words: 'Plan' });
    for (const kind of remarkKinds) expect('page' in Object(kept(kind)), kind).toBe(hasPage(kind));
  });
});
