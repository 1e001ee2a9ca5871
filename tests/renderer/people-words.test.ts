import { describe, expect, it } from 'vitest';
import { formsWords, holdingTerms, seenWords, spanWords } from '../../renderer/features/people/people-words.ts';
import { listedPersonSchema, seenIdentifierSchema } from '../../shared/contract/people.ts';

const person = listedPersonSchema.parse({
  id: 1, name: 'Imogen Vale', role: 'complainant', relationship: 'unknown', relationshipKind: '', notes: '', mergedFrom: [], items: 13, byKind: [{ kind: 'message', count: 12 }, { kind: 'call', count: 1 }],
  firstMs: Date.parse('2021-09-28T23:30:00Z'), lastMs: Date.parse('2021-10-31T01:30:00Z'),
  holdings: [{ holdingId: 1, statedOf: 1, kind: 'phone', normal: '+447700900417', written: '07700 900417', validFrom: '2021-01-01', validUntil: null, zone: 'Europe/London', basis: 'Billing', shared: true }],
});

describe('what the People view says', () => {
  it('of a person counts kinds, and gives days in the reader’s zone', () => {
    expect(seenWords(person, 'Europe/London')).toMatch(/^12 messages, 1 call; .*29.* – .*31/);
    expect(spanWords(person, 'UTC')).toMatch(/28/);
    expect(seenWords({ ...person, items: 0, byKind: [], firstMs: null, lastMs: null }, 'UTC')).toContain('Nothing in the case');
    expect(spanWords({ firstMs: person.firstMs, lastMs: person.firstMs }, 'UTC')).not.toContain('–');
  });

  it('of a statement is its days and whether it is shared', () => {
    const [held] = person.holdings;
    if (held === undefined) throw new Error('there is one');
    expect(holdingTerms(held)).toBe('from 01/01/2021, shared');
    expect(holdingTerms({ ...held, validFrom: null, shared: false })).toBe('');
  });

  it('of an identifier is every written form with its exhibits, and how many are left out', () => {
    const identifier = seenIdentifierSchema.parse({
      kind: 'phone', normal: '+447700900417', forms: [{ written: '07700 900417', items: 3, exhibits: ['ABC/1', 'ABC/2'] }], formCount: 3, certainty: 'possible', items: 3, exhibitIds: [1, 2], firstMs: null, lastMs: null, heldBy: [],
    });
    expect(formsWords(identifier)).toBe('“07700 900417” (ABC/1, ABC/2) and 2 more');
  });
});
