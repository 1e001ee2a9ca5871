import { describe, expect, it } from 'vitest';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

async function family(): Promise<Bench> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', `${smallChat}\n01/11/2021, 10:00 - Marnie Ashdown: home late?\n01/11/2021, 10:05 - Ruth Pell: leave us alone`), 'ABC/1', londonAnswers);
  for (const [name, relationship, relationshipKind] of [['Rowan Ashdown', 'self', ''], ['Marnie Ashdown', 'family', 'wife'], ['Ruth Pell', 'family', 'son’s birth mother'], ['Imogen Vale', 'other', '']] as const) {
    const { id: personId } = await bench.engine.call('people.create', { name, relationship, relationshipKind });
    await bench.engine.call('people.holdIdentifier', { personId, kind: 'name', value: name, basis: 'Statement' });
  }
  return bench;
}

describe('“research both himself and his wife, their son and their son’s birth family”', () => {
  it('a relationship says what it is, in one’s own words, and keeps who said so, when, and what it said before', async () => {
    const bench = await family();
    const [ruth] = (await bench.engine.call('people.list', { matching: 'birth mother' })).people;
    if (ruth === undefined) throw new Error('she was stated');
    expect(ruth).toMatchObject({ name: 'Ruth Pell', relationship: 'family', relationshipKind: 'son’s birth mother' });
    await bench.engine.call('people.update', { personId: ruth.id, relationshipKind: 'son’s foster mother' });
    const [changed] = await bench.engine.call('people.history', { personId: ruth.id });
    expect(changed).toMatchObject({ summary: `Ruth Pell (person ${ruth.id}): kind of relationship changed`, author: 'R. Reviewer', undone: false });
    await bench.engine.call('people.undo', {});
    expect((await bench.engine.call('people.list', { matching: 'birth mother' })).total).toBe(1);
    expect((await bench.engine.call('people.history', { personId: ruth.id })).slice(0, 2).map(({ undone }) => undone)).toEqual([false, true]);
    const log = (await bench.engine.call('continuity.page', { limit: 2 })).entries[1];
    expect(log?.details).toMatchObject({ before: { relationshipKind: 'son’s birth mother' }, after: { relationshipKind: 'son’s foster mother' } });
  });

  it('people are listed by relationship, and rows are those that carry an identifier of theirs', async () => {
    const bench = await family();
    expect((await bench.engine.call('people.list', { relationships: ['family'] })).people.map(({ name }) => name)).toEqual(['Marnie Ashdown', 'Ruth Pell']);
    expect((await bench.engine.call('people.list', { relationships: ['self', 'other'] })).total).toBe(2);
    expect((await allItems(bench, { relationships: ['family'] })).map(({ from }) => from)).toEqual(['Marnie Ashdown', 'Ruth Pell']);
    expect(await allItems(bench, { relationships: ['colleague'] })).toEqual([]);
    expect((await allItems(bench, { relationships: ['self', 'family'] })).length).toBeGreaterThan(2);
    expect((await bench.engine.call('timeline.open', { filter: { ...everything, relationships: ['family'] }, zone: 'UTC' })).filterInWords).toContain('anybody who is family of the officer');
  });

  it('what was merged into one of the family counts as theirs', async () => {
    const bench = await family();
    const [marnie, imogen] = (await bench.engine.call('people.list', {})).people.filter(({ name }) => name === 'Marnie Ashdown' || name === 'Imogen Vale').sort((one, other) => other.name.localeCompare(one.name));
    if (marnie === undefined || imogen === undefined) throw new Error('both were stated');
    await bench.engine.call('people.merge', { keepId: marnie.id, mergeId: imogen.id, reason: 'For the test' });
    expect((await allItems(bench, { relationships: ['family'] })).map(({ from }) => from)).toContain('Imogen Vale');
    expect((await allItems(bench, { relationships: ['other'] }))).toEqual([]);
  });
});
