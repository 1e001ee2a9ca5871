import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { populateCase } from '../../scripts/demo/populate-case.ts';
import { generateSampleCase, type SampleManifest } from '../../scripts/sample-case.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { Engine } from '../../electron/engine/engine.ts';
import { allItems, scratchFolder, scratchFolderForAll } from './harness.ts';

function digest(folder: string): ReadonlyMap<string, string> {
  return new Map(readdirSync(folder).sort().map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]));
}

describe('the sample case', () => {
  it('is the same bytes for the same seed, and others for another', async () => {
    const [one, two, other] = [scratchFolder(), scratchFolder(), scratchFolder()];
    await generateSampleCase(one, 412);
    await generateSampleCase(two, 412);
    await generateSampleCase(other, 7);
    expect(digest(one)).toEqual(digest(two));
    expect(digest(other).get('national-computer-log.csv')).not.toBe(digest(one).get('national-computer-log.csv'));
  });

  it('holds no number outside the range kept for drama', async () => {
    const folder = scratchFolder();
    await generateSampleCase(folder, 412);
    const texts = readdirSync(folder).filter((name) => /\.(?:txt|csv|json)$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const numbers = texts.match(/(?<![\d.])(?:\+44\s?|0)7\d{3}\s?\d{3}\s?\d{3}(?!\d)/g) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter((number) => !/^(?:\+44\s?|0)7700\s?900\s?\d{3}$/.test(number))).toEqual([]);
  });
});

describe('the sample case, imported', () => {
  let manifest: SampleManifest;
  let items: readonly ItemLine[];
  let rows: { readonly rowsIn: number; readonly items: number; readonly quarantined: number; readonly reference: string }[];
  let whole: boolean;
  let duplicates: CommandOutput<'exhibits.duplicates'>;

  const [inputs, workplace] = [scratchFolderForAll(), scratchFolderForAll()];

  beforeAll(async () => {
    manifest = await generateSampleCase(inputs, 412);
    const engine = new Engine({ settingsFolder: join(workplace, 'settings'), author: 'R. Reviewer', log: () => undefined, host: () => { throw new Error('no pages are set here'); } });
    const bench = { engine, folder: workplace, caseFolder: join(workplace, 'Larkspur.plumbline'), log: [] };
    const populated = await populateCase(engine, bench.caseFolder, manifest, inputs, { onStep: () => undefined });
    items = await allItems(bench);
    rows = populated.certificates.map(({ rowsIn, items: made, quarantined, exhibit }) => ({ rowsIn, items: made, quarantined, reference: exhibit }));
    duplicates = await bench.engine.call('exhibits.duplicates', {});
    whole = (await bench.engine.call('cases.verify', {})).ok;
    await engine.close();
  }, 120_000);

  it('sets aside only what is damaged on purpose, and verifies', () => {
    expect(whole).toBe(true);
    for (const { rowsIn, items: made, quarantined, reference } of rows) {
      expect(rowsIn).toBe(made + quarantined);
      expect(quarantined, reference).toBe(manifest.exhibits.find((exhibit) => exhibit.reference === reference)?.setAside);
    }
  });

  it.each([
    ['a number-plate check', '2021-09-28T14:24:10Z', 'access', 'AB12 CDE'],
    ['a follow minutes later, read off a screenshot', '2021-09-28T14:31:00Z', 'event', 'started following you'],
    ['flame and heart eyes', '2021-09-28T15:05:00Z', 'event', '😍'],
    ['another emoji after the clocks went back', '2021-12-09T22:46:00Z', 'event', '🔥'],
    ['a block', '2021-12-10T08:03:00Z', 'event', 'blocked'],
    ['telephone details opened late at night', '2021-10-12T22:38:15Z', 'access', 'Telephone'],
    ['a message from a personal phone minutes later', '2021-10-12T22:44:00Z', 'message', 'my own phone'],
    ['a secret asked for', '2021-10-24T22:21:00Z', 'message', 'Our secret'],
    ['an official update', '2021-11-03T10:05:00Z', 'message', 'CCTV'],
    ['a search of himself', '2022-01-21T22:02:58Z', 'access', 'ASHDOWN, ROWAN'],
    ['her new number found', '2022-02-06T22:14:08Z', 'message', 'Found you'],
  ])('tells of %s at the right instant', (_what, at, kind, words) => {
    expect(items.filter((item) => item.at === at && item.kind === kind && item.text.includes(words))).not.toEqual([]);
  });

  it('has the same file, byte for byte, in the case file and in what the telephone sent: two pictures and a film', () => {
    const across = duplicates.groups.map(({ mediaType, places }) => `${mediaType}: ${places.map(({ exhibit, name }) => `${exhibit} ${name}`).join(' = ')}`);
    expect(across.toSorted()).toEqual([
      'image/jpeg: ABC/9 IMG-20220120-WA0003.jpg = TO/1 report-31806-photograph-1.jpg',
      'image/jpeg: ABC/9 IMG-20220120-WA0004.jpg = TO/2 report-31806-photograph-2.jpg',
      'video/webm: ABC/9 VID-20220120-WA0005.webm = TO/3 report-31806-film.webm',
    ]);
    expect(duplicates.notHashed).toBe(0);
  });

  it('has films that are whole and say how long they are, sent to a number nobody holds', () => {
    const film = items.find((item) => item.exhibit === 'TO/3');
    expect(film?.attachments).toMatchObject([{ mediaType: 'video/webm', state: 'present' }]);
    expect(film?.fields).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Duration' }), expect.objectContaining({ name: 'Container' })]));
    const sent = items.filter((item) => item.exhibit === 'ABC/9' && item.attachments.some(({ mediaType }) => mediaType.startsWith('video/')));
    expect(sent.map(({ at, from, thread }) => [at, from, thread])).toEqual([
      ['2022-01-20T23:14:00Z', 'Rowan Ashdown', expect.stringContaining('+44 7700 900612')], ['2022-01-26T10:05:00Z', 'Rowan Ashdown', expect.stringContaining('+44 7700 900612')],
    ]);
  });

  it('has the officer’s account beside it, and most of it is ordinary', () => {
    expect(items.filter((item) => item.kind === 'account').length).toBeGreaterThan(5);
    expect(items.filter((item) => item.assessment !== null).length).toBeLessThan(items.length / 20);
    expect(items.filter((item) => item.timeFlags.includes('repeated-hour'))).not.toEqual([]);
  });
});
