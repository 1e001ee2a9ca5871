/** Rows left out of the review, and the schedule of search terms: totals that foot, whatever overlaps. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { BulkChange } from '../../shared/contract/assessing.ts';
import type { CoverageCounts } from '../../shared/contract/coverage.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, scratchFolder, smallChat, writeEvidence, type Bench } from './harness.ts';

async function readingCase(bench?: Bench): Promise<Bench> {
  const made = bench ?? await freshCase();
  await addAndImport(made, writeEvidence(made.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  await addAndImport(made, writeEvidence(made.folder, 'other.txt', `${smallChat}\n01/11/2021, 09:00 - Imogen Vale: later`), 'ABC/2', londonAnswers);
  return made;
}
async function change(bench: Bench, filter: Partial<TimelineFilter>, what: BulkChange) {
  const asked = { filter: { ...everything, ...filter }, change: what };
  const { token, ...preview } = await bench.engine.call('review.previewBulk', asked);
  return { preview, done: await bench.engine.call('review.bulk', { ...asked, token }) };
}
const leaveOut = (reason: string): BulkChange => ({ type: 'exclude', excluded: true, reason });
const footing = ({ seen, unseen, excluded, because }: CoverageCounts): readonly number[] => [seen + unseen + excluded, because.reduce((sum, { items }) => sum + items, 0)];

describe('rows left out of the review', () => {
  it('are counted before they are left out, by filter, for a reason that is needed, and one undo puts all of them back', async () => {
    const bench = await readingCase();
    const all = (await allItems(bench)).length;
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('the exhibit is missing');
    const { preview, done } = await change(bench, { exhibitIds: [exhibit.id] }, leaveOut('Duplicate of ABC/2'));
    expect(preview).toMatchObject({ items: 7, changed: 7, same: 0, kept: 0 });
    expect(done).toMatchObject({ changed: 7 });
    expect((await allItems(bench, { excluded: 'excluded' })).map(({ exhibit: reference }) => reference)).toEqual(Array.from({ length: 7 }, () => 'ABC/1'));
    expect(await allItems(bench, { excluded: 'in-review' })).toHaveLength(all - 7);
    expect((await bench.engine.call('continuity.page', { limit: 1 })).entries[0]).toMatchObject({ action: 'review.bulk', author: 'R. Reviewer', details: { change: { type: 'exclude', reason: 'Duplicate of ABC/2' } } });
    expect(await bench.engine.call('review.undo', {})).toMatchObject({ undone: 'Left out of the review: 7 items, because Duplicate of ABC/2' });
    expect(await allItems(bench, { excluded: 'excluded' })).toEqual([]);
    await expect(bench.engine.call('review.previewBulk', { filter: everything, change: leaveOut('  ') })).rejects.toThrow();
  });

  it('are neither read nor not read; what has been read stays read; and each line says why and foots', async () => {
    const bench = await readingCase();
    const items = await allItems(bench);
    await bench.engine.call('review.seen', { itemIds: items.slice(0, 2).map(({ id }) => id) });
    await change(bench, { search: 'message' }, leaveOut('Seen in ABC/2'));
    await change(bench, { kinds: ['notice'] }, leaveOut('Lines of the application'));
    const { whole, exhibits, terms } = await bench.engine.call('coverage.listTerm', { term: 'message OR hello' });
    const outUnread = (await allItems(bench, { excluded: 'excluded', seen: 'unseen' })).length;
    expect(whole).toMatchObject({ items: items.length, seen: 2, excluded: outUnread, unseen: items.length - 2 - outUnread });
    expect(outUnread).toBeGreaterThan(0);
    for (const line of [whole, ...exhibits, ...terms]) expect(footing(line)).toEqual([line.items, line.excluded]);
    expect((await allItems(bench, { exclusionReasons: ['Seen in ABC/2'], seen: 'unseen' })).length).toBe(whole.because.find(({ reason }) => reason === 'Seen in ABC/2')?.items);
    // The first two rows are the same notice in two exhibits: both read, one of them left out all the same.
    expect(await allItems(bench, { seen: 'seen' })).toHaveLength(2);
  });

  it('left out already, they keep the reason they have; put back, they are to be read again', async () => {
    const bench = await readingCase();
    await change(bench, { kinds: ['notice'] }, leaveOut('Lines of the application'));
    const { preview } = await change(bench, {}, leaveOut('Nothing here'));
    expect(preview).toMatchObject({ kept: 2, same: 0, changed: preview.items - 2 });
    const { whole } = await bench.engine.call('coverage.summary', {});
    expect(whole.unseen).toBe(0);
    expect(whole.because.map(({ reason }) => reason)).toEqual(['Nothing here', 'Lines of the application']);
    const { viewId } = await bench.engine.call('timeline.open', { filter: everything, zone: 'UTC' });
    expect(await bench.engine.call('timeline.nextUnseen', { viewId, from: 0 })).toBeNull();
    await change(bench, { kinds: ['notice'] }, { type: 'exclude', excluded: false, reason: 'They matter' });
    expect(await allItems(bench, { excluded: 'in-review' })).toHaveLength(2);
    expect(await bench.engine.call('timeline.nextUnseen', { viewId, from: 0 })).not.toBeNull();
    await bench.engine.call('review.undo', {});
    expect((await bench.engine.call('coverage.summary', {})).whole.because).toEqual(whole.because);
  });

  it('stay left out when their exhibit is read again, and count no more when they are gone', async () => {
    const bench = await readingCase();
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('the exhibit is missing');
    await change(bench, { exhibitIds: [exhibit.id] }, leaveOut('Duplicate'));
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC', zoneBasis: 'stated' } });
    expect(await allItems(bench, { excluded: 'excluded' })).toHaveLength(7);
    expect((await bench.engine.call('timeline.facets', {})).excluded).toBe(7);
    expect((await bench.engine.call('coverage.summary', {})).whole.because).toEqual([{ reason: 'Duplicate', items: 7 }]);
  });
});

describe('the schedule of search terms', () => {
  it('says of each term and saved view what it hits, and any term and no term make up the whole', async () => {
    const bench = await readingCase();
    for (const term of ['message', 'hello OR message', 'nothing has this']) await bench.engine.call('coverage.listTerm', { term });
    await bench.engine.call('coverage.dropTerm', { term: 'nothing has this', reason: 'Misspelt' });
    await bench.engine.call('views.save', { name: 'Hers', filter: { ...everything, people: ['Imogen Vale'] } });
    await bench.engine.call('review.seen', { itemIds: (await allItems(bench)).slice(0, 5).map(({ id }) => id) });
    await change(bench, { search: 'cannot' }, leaveOut('About sleep'));
    const { terms, views, dropped, any, none, whole } = await bench.engine.call('coverage.schedule', {});
    expect(terms.map(({ term }) => term)).toEqual(['message', 'hello OR message']);
    expect(any.items).toBe(terms[1]?.items);
    expect(views).toMatchObject([{ name: 'Hers', inWords: 'person is Imogen Vale', author: 'R. Reviewer' }]);
    expect(dropped).toMatchObject([{ term: 'nothing has this', reason: 'Misspelt' }]);
    for (const part of ['items', 'seen', 'unseen', 'excluded'] as const) expect(any[part] + none[part], part).toBe(whole[part]);
    for (const line of [...terms, ...views, any, none, whole]) expect(footing(line)).toEqual([line.items, line.excluded]);
  });

  it('foots whatever terms are listed, whatever was read and whatever was left out', { timeout: 120_000 }, async () => {
    const bench = await readingCase();
    const items = await allItems(bench);
    const words = ['message', 'hello', 'call', 'please', 'sleep', 'later', 'who', '07700', 'nothing'];
    await fc.assert(fc.asyncProperty(fc.subarray(words, { minLength: 1 }), fc.subarray([...items.keys()]), fc.constantFrom(...words), async (listed, read, out) => {
      for (const term of listed) await bench.engine.call('coverage.listTerm', { term });
      const seen = items.filter((_, index) => read.includes(index)).map(({ id }) => id);
      if (seen.length > 0) await bench.engine.call('review.seen', { itemIds: seen });
      await change(bench, { search: out }, leaveOut(`has ${out}`));
      const { any, none, whole, terms } = await bench.engine.call('coverage.schedule', {});
      for (const part of ['items', 'seen', 'unseen', 'excluded'] as const) expect(any[part] + none[part]).toBe(whole[part]);
      for (const line of [any, none, whole, ...terms]) expect(footing(line)).toEqual([line.items, line.excluded]);
      expect(whole.items).toBe(items.length);
    }), { numRuns: 8 });
  });

  it('is printed as CSV that says the same, keeps words words, and is recorded with its hash', async () => {
    const bench = await readingCase();
    for (const term of ['"same message"', 'me*']) await bench.engine.call('coverage.listTerm', { term });
    await bench.engine.call('views.save', { name: '=HYPERLINK("x"),', filter: everything });
    const destination = join(bench.folder, 'terms.csv');
    const done = await bench.engine.call('exports.terms', { format: 'csv', destination });
    const text = readFileSync(destination, 'utf8');
    expect(text.startsWith('\ufeffLine,Term or view,')).toBe(true);
    const rows = parse<Record<string, string>>(text, { bom: true, columns: true });
    const schedule = await bench.engine.call('coverage.schedule', {});
    expect(rows.map((row) => row['Term or view'])).toEqual(['"same message"', 'me*', `'=HYPERLINK("x"),`, 'Items hit by at least one term', 'Items hit by no term', 'All items of the case']);
    expect(rows.map((row) => Number(row['Hits']))).toEqual([...schedule.terms.map(({ items }) => items), schedule.whole.items, schedule.any.items, schedule.none.items, schedule.whole.items]);
    for (const row of rows) expect(Number(row['Read']) + Number(row['Not read']) + Number(row['Left out'])).toBe(Number(row['Hits']));
    expect(done).toMatchObject({ pages: null, terms: 2, views: 1 });
    expect((await bench.engine.call('continuity.page', { limit: 1 })).entries[0]).toMatchObject({ action: 'terms.exported', details: { sha256: done.sha256, terms: 2 } });
    expect(await codeOf(bench.engine.call('exports.terms', { format: 'csv', destination }))).toBe('already_exists');
  });

  it('bears ciphers in place of names when it is asked to', async () => {
    const bench = await readingCase();
    const { id: personId } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
    await bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'policy', basis: 'Policy 7' });
    await bench.engine.call('coverage.listTerm', { term: '"Imogen Vale" OR Imogen' });
    await bench.engine.call('views.save', { name: 'Vale', filter: { ...everything, personIds: [personId] } });
    await change(bench, { kinds: ['notice'] }, leaveOut('Not about Imogen'));
    const destination = join(bench.folder, 'terms.csv');
    await bench.engine.call('exports.terms', { format: 'csv', destination, ciphers: true });
    const text = readFileSync(destination, 'utf8');
    expect(text).not.toMatch(/imogen|vale/i);
    expect(text).toContain('Not about [Ms A]: 2');
  });

  it('is printed as PDF with every term, its counts, the marking and the totals; cancelled, nothing is there', { timeout: 300_000 }, async () => {
    const typesetter = await startTypesetter();
    try {
      const bench = await readingCase(await freshCase(scratchFolder(), (request, input) => typesetter.call(request, input)));
      for (let term = 0; term < 60; term += 1) await bench.engine.call('coverage.listTerm', { term: `hello OR term${String(term).padStart(2, '0')}` });
      await bench.engine.call('views.save', { name: '<b>bold</b>', filter: everything });
      await change(bench, { kinds: ['notice'] }, leaveOut('Lines of the application'));
      const destination = join(bench.folder, 'terms.pdf');
      const done = await bench.engine.call('exports.terms', { format: 'pdf', destination });
      const text = execFileSync('pdftotext', ['-layout', destination, '-'], { encoding: 'utf8' });
      for (let term = 0; term < 60; term += 1) expect(text).toContain(`term${String(term).padStart(2, '0')}`);
      expect(done.pages).toBeGreaterThan(1);
      expect(text).toContain(`Page ${done.pages ?? 0} of ${done.pages ?? 0}`);
      expect(text).toContain('OFFICIAL');
      expect(text).toContain('<b>bold</b>');
      expect(text.replace(/\s+/g, ' ')).toContain('Lines of the application: 2');
      expect(text.replace(/\s+/g, ' ')).toMatch(/Hit by at least one term 2 \+ by none 13 = 15 items\. Read 0 \+ not read 13 \+ left out 2 = 15 items\./);
      const controller = new AbortController();
      controller.abort();
      const other = join(bench.folder, 'other.pdf');
      expect(await codeOf(bench.engine.call('exports.terms', { format: 'pdf', destination: other }, { signal: controller.signal }))).toBe('cancelled');
      expect(existsSync(other)).toBe(false);
    } finally {
      await typesetter.stop();
    }
  });
});
