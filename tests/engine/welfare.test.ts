/** Files that are hard to look at: described once, stopped when they must be, and every showing logged with its length. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ItemId } from '../../shared/domain/ids.ts';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import { jpeg, png } from '../fixtures/pictures.ts';
import { addAndImport, allItems, codeOf, freshCase, freshEngine, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const chat = ['28/09/2021, 16:02 - Rowan Ashdown: IMG-20210928-WA0001.jpg (file attached)', '28/09/2021, 16:04 - Imogen Vale: Why this'].join('\n');

/** A picture sent in a chat, the same picture as an exhibit of its own, and another picture. */
async function pictureCase(): Promise<Bench & { readonly one: ItemId; readonly same: ItemId; readonly other: ItemId }> {
  const bench = await freshCase();
  const shared = await jpeg();
  const zip = await zipOf([{ name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from(chat) }, { name: 'IMG-20210928-WA0001.jpg', bytes: shared }]);
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.zip', zip), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'b.jpg', shared), 'ABC/2');
  await addAndImport(bench, writeEvidence(bench.folder, 'c.png', await png()), 'ABC/3');
  await bench.engine.call('exhibits.hashFiles', {});
  const items = await allItems(bench);
  const idOf = (exhibit: string): ItemId => {
    const found = items.find((item) => item.exhibit === exhibit && (exhibit !== 'ABC/1' || item.text.includes('IMG-')));
    if (found === undefined) throw new Error(`the row of ${exhibit} is missing`);
    return found.id;
  };
  return { ...bench, one: idOf('ABC/1'), same: idOf('ABC/2'), other: idOf('ABC/3') };
}
const look = (bench: Bench, itemId: ItemId) => bench.engine.call('evidence.grant', { itemId, attachment: 0, variant: 'thumbnail' });

describe('a file described once', () => {
  it('is described wherever the same bytes are, and the last words stand', async () => {
    const bench = await pictureCase();
    await bench.engine.call('files.describe', { itemId: bench.one, attachment: 0, text: ' A man’s hand on a car door ' });
    expect(await bench.engine.call('files.notes', { itemId: bench.same })).toMatchObject([{ attachment: 0, description: { text: 'A man’s hand on a car door', author: 'R. Reviewer' }, stop: null }]);
    expect(await bench.engine.call('files.notes', { itemId: bench.other })).toMatchObject([{ description: null, stop: null }]);
    await bench.engine.call('files.describe', { itemId: bench.same, attachment: 0, text: 'A hand on a white car' });
    expect(await bench.engine.call('files.notes', { itemId: bench.one })).toMatchObject([{ description: { text: 'A hand on a white car' } }]);
    await bench.engine.call('files.describe', { itemId: bench.one, attachment: 0, text: '' });
    expect(await bench.engine.call('files.notes', { itemId: bench.same })).toMatchObject([{ description: null }]);
  });

  it('must be a file of the item', async () => {
    const bench = await pictureCase();
    expect(await codeOf(bench.engine.call('files.describe', { itemId: bench.one, attachment: 3, text: 'x' }))).toBe('not_found');
  });
});

describe('work on a file stopped', () => {
  it('cannot be opened by anybody, in any exhibit, and what was open is put away at once', async () => {
    const bench = await pictureCase();
    const { grantId } = await look(bench, bench.same);
    await bench.engine.call('files.stop', { itemId: bench.one, attachment: 0 });
    expect(await codeOf(bench.engine.call('evidence.read', { grantId, start: 0, length: 10 }))).toBe('not_found');
    for (const itemId of [bench.one, bench.same]) {
      expect(await codeOf(look(bench, itemId))).toBe('stopped');
      expect(await codeOf(bench.engine.call('evidence.grant', { itemId, attachment: 0, variant: 'original' }))).toBe('stopped');
    }
    expect(await look(bench, bench.other)).toMatchObject({ mediaType: 'image/webp' });
  });

  it('stays so when the case is opened again, until somebody releases it with a reason', async () => {
    const { engine, folder, one, same } = await pictureCase();
    await engine.call('files.stop', { itemId: one, attachment: 0, reason: 'Looks young' });
    await engine.call('files.stop', { itemId: same, attachment: 0, reason: 'Again' });
    const { folder: caseFolder } = await engine.call('cases.summary', {});
    await engine.close();
    expect(existsSync(join(caseFolder, 'case.json'))).toBe(true);
    const next = freshEngine(join(folder, 'next'), undefined, 'A. Senior');
    await next.engine.call('cases.open', { folder: caseFolder });
    expect(await next.engine.call('files.notes', { itemId: same })).toMatchObject([{ stop: { text: 'Looks young', author: 'R. Reviewer' } }]);
    await expect(next.engine.call('files.release', { itemId: same, attachment: 0, reason: ' ' })).rejects.toThrow('reason');
    await next.engine.call('files.release', { itemId: same, attachment: 0, reason: 'Known adult: exhibit ABC/9' });
    expect(await look(next, one)).toMatchObject({ mediaType: 'image/webp' });
    expect(await codeOf(next.engine.call('files.release', { itemId: same, attachment: 0, reason: 'Again' }))).toBe('not_found');
    const { entries } = await next.engine.call('continuity.page', {});
    expect(entries.map(({ action }) => action)).toContain('file.released');
    expect(entries.filter(({ action }) => action === 'file.stopped')).toHaveLength(1);
    await next.engine.close();
  });
});

describe('the log of what was shown', () => {
  it('says who, when, which size and how long; one still open has no end', async () => {
    const bench = await pictureCase();
    const small = await look(bench, bench.one);
    await bench.engine.call('evidence.revoke', { grantId: small.grantId });
    await bench.engine.call('evidence.revoke', { grantId: small.grantId });
    await bench.engine.call('evidence.grant', { itemId: bench.other, attachment: 0, variant: 'original' });
    const { total, reveals } = await bench.engine.call('welfare.reveals', {});
    expect(total).toBe(2);
    expect(reveals).toMatchObject([
      { author: 'R. Reviewer', size: 'full', itemId: bench.other, exhibit: 'ABC/3', seconds: null }, { author: 'R. Reviewer', size: 'small', itemId: bench.one, exhibit: 'ABC/1' },
    ]);
    expect(reveals[1]?.seconds).toBeGreaterThanOrEqual(0);
    const [latest] = reveals;
    expect((await bench.engine.call('welfare.reveals', { before: latest?.sequence ?? 0 })).reveals).toHaveLength(1);
  });

  it('has an end for what was open when the case was closed', async () => {
    const { engine, folder, one } = await pictureCase();
    await engine.call('evidence.grant', { itemId: one, attachment: 0, variant: 'thumbnail' });
    const { folder: caseFolder } = await engine.call('cases.summary', {});
    await engine.close();
    const next = freshEngine(join(folder, 'next'));
    await next.engine.call('cases.open', { folder: caseFolder });
    expect((await next.engine.call('welfare.reveals', {})).reveals[0]?.seconds).not.toBeNull();
    await next.engine.close();
  });
});

describe('a conversation', () => {
  it('counts what can be opened before anybody opens it', async () => {
    const bench = await pictureCase();
    expect((await bench.engine.call('conversation.of', { itemId: bench.one })).media).toEqual({ pictures: 1, films: 0, sounds: 0, others: 0, described: 0, stopped: 0 });
    await bench.engine.call('files.describe', { itemId: bench.same, attachment: 0, text: 'A car park' });
    await bench.engine.call('files.stop', { itemId: bench.same, attachment: 0 });
    expect((await bench.engine.call('conversation.of', { itemId: bench.one })).media).toMatchObject({ pictures: 1, described: 1, stopped: 1 });
    expect((await bench.engine.call('conversation.of', { itemId: bench.other })).media).toMatchObject({ pictures: 0 });
  });
});

describe('a privileged item', () => {
  it('says nothing of its files either', async () => {
    const bench = await pictureCase();
    await bench.engine.call('files.describe', { itemId: bench.one, attachment: 0, text: 'A letter to a solicitor' });
    await bench.engine.call('review.disclose', { itemIds: [bench.one], relevance: 'not-set', handling: 'privileged', reason: 'Legal advice' });
    const codes = [await codeOf(bench.engine.call('files.notes', { itemId: bench.one })), await codeOf(bench.engine.call('files.describe', { itemId: bench.one, attachment: 0, text: 'x' }))];
    expect(new Set(codes)).toEqual(new Set([await codeOf(look(bench, bench.one))]));
  });
});
