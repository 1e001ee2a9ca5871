import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { png } from '../fixtures/pictures.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const chat = [
  '28/09/2021, 15:31 - Rowan Ashdown: IMG-20210928-WA0001.png (file attached)',
  '28/09/2021, 15:32 - Imogen Vale: IMG-20210928-WA0002.png (file attached)',
  '28/09/2021, 15:33 - Imogen Vale: <Media omitted>',
].join('\n');

async function chatWithPicture(): Promise<{ bench: Bench; picture: Buffer; present: ItemLine; missing: ItemLine; omitted: ItemLine }> {
  const bench = await freshCase();
  const picture = Buffer.from(await png());
  const zip = await zipOf([{ name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from(chat) }, { name: 'IMG-20210928-WA0001.png', bytes: picture }]);
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.zip', zip), 'ABC/1', londonAnswers);
  const [present, missing, omitted] = await allItems(bench);
  if (present === undefined || missing === undefined || omitted === undefined) throw new Error('the chat has three rows');
  return { bench, picture, present, missing, omitted };
}

describe('leave to read evidence', () => {
  it('gives the very bytes of a picture inside a zip, in any ranges, until it is taken back', async () => {
    const { bench: { engine }, picture, present } = await chatWithPicture();
    const { grantId, mediaType, sizeBytes } = await engine.call('evidence.grant', { itemId: present.id, attachment: 0, variant: 'original' });
    expect({ mediaType, sizeBytes }).toEqual({ mediaType: 'image/png', sizeBytes: picture.length });
    const read = async (start: number, length: number): Promise<Buffer> => Buffer.from((await engine.call('evidence.read', { grantId, start, length })).base64, 'base64');
    expect((await read(0, 4_000_000)).equals(picture)).toBe(true);
    expect((await read(5, 7)).equals(picture.subarray(5, 12))).toBe(true);
    expect(await read(picture.length, 10)).toHaveLength(0);
    expect(createHash('sha256').update(picture).digest('hex')).toBe(present.attachments[0]?.sha256);
    await engine.call('evidence.revoke', { grantId });
    expect(await codeOf(read(0, 1))).toBe('not_found');
  });

  it('for a small view gives another, smaller picture, made once', async () => {
    const { bench, present } = await chatWithPicture();
    for (let time = 0; time < 2; time += 1) {
      expect(await bench.engine.call('evidence.grant', { itemId: present.id, attachment: 0, variant: 'thumbnail' })).toMatchObject({ mediaType: 'image/webp' });
    }
    expect(readdirSync(join(bench.caseFolder, 'derived', 'thumbnails'))).toHaveLength(1);
  });

  it('is refused for what was not supplied or was left out, and says which', async () => {
    const { bench: { engine }, missing, omitted } = await chatWithPicture();
    for (const [item, words] of [[missing, 'was not supplied'], [omitted, 'left this attachment out']] as const) {
      const refusal = await engine.call('evidence.grant', { itemId: item.id, attachment: 0, variant: 'original' }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'not_found', message: expect.stringContaining(words) as string });
    }
    expect(await codeOf(engine.call('evidence.grant', { itemId: omitted.id, attachment: 7, variant: 'original' }))).toBe('not_found');
  });

  it('is a reveal that the continuity log keeps', async () => {
    const { bench: { engine }, present } = await chatWithPicture();
    await engine.call('evidence.grant', { itemId: present.id, attachment: 0, variant: 'original' });
    const { entries } = await engine.call('continuity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({ action: 'evidence.revealed', author: 'R. Reviewer', details: { itemId: present.id, attachment: 0, exhibit: 'ABC/1' } });
  });

  it('ends when the case is closed', async () => {
    const { bench, present } = await chatWithPicture();
    const { grantId } = await bench.engine.call('evidence.grant', { itemId: present.id, attachment: 0, variant: 'original' });
    await bench.engine.call('cases.close', {});
    await bench.engine.call('cases.open', { folder: bench.caseFolder });
    expect(await codeOf(bench.engine.call('evidence.read', { grantId, start: 0, length: 1 }))).toBe('not_found');
  });
});
