/** A finished bundle split into volumes: every page in one of them, under the number it has in the whole. */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { partVolumes } from '../../electron/engine/bundle/volumes/part-volumes.ts';
import { volumeLabels } from '../../electron/engine/bundle/volumes/make-volume.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema } from '../../shared/domain/bundle.ts';
import { printedOn } from '../../shared/domain/page-labels.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { bundleBench, document, linksOf, ofExhibit, outlinesOf, pagesOf, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { facesOf, sizesOf, stampsOf } from './bundle-readers.ts';
import { codeOf } from './harness.ts';

type Built = CommandOutput<'bundles.build'>;
type Split = CommandOutput<'bundles.split'>;
let on: BundleBench;
let bundleId: CommandOutput<'bundles.save'>['bundleId'];
let built: Built;
let volumes: Split['volumes'];
const split = (destination: string, more: object = {}): Promise<Split> => on.bench.engine.call('bundles.split', { bundleId, versionId: built.versionId, destination: on.pathTo(destination), mostPages: 8, reason: 'The portal takes no more', ...more });

beforeAll(async () => {
  on = await bundleBench();
  const [report, long] = [await on.addPdf('ABC/9', 'Report', 4), await on.addPdf('ABC/10', 'Ledger', 11)];
  ({ bundleId } = await on.bench.engine.call('bundles.save', { definition: bundleDefinitionSchema.parse({
    title: 'Hearing bundle', hearingOn: '2022-06-30', profile: 'pd-27a',
    sections: [
      { title: 'Statements', documents: [ofExhibit('statement', 'Statement of Imogen Vale', on.statement), ofExhibit('report', 'A report', report)] },
      { title: 'Exhibits', documents: [ofExhibit('long', 'A ledger', long), document('chronology', 'Chronology', { type: 'timeline', filter: everything, zone: 'Europe/London' })] },
    ],
  }) }));
  built = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('Bundle A.pdf') });
  ({ volumes } = await split('Split.pdf'));
}, 600_000);

describe('which pages go into which volume', () => {
  const lying = (firstPage: number, lastPage: number) => ({ firstPage, lastPage }) as Built['documents'][number];

  it('keeps documents whole as far as they fit, and every page in exactly one', () => {
    const file = { pages: 30, frontPages: 2, documents: [lying(3, 6), lying(7, 12), lying(13, 30)], additions: [] };
    expect(partVolumes(file, 10).map(({ firstPage, lastPage }) => [firstPage, lastPage])).toEqual([[1, 6], [7, 12], [13, 22], [23, 30]]);
    expect(partVolumes(file, 12).map(({ firstPage, lastPage }) => [firstPage, lastPage])).toEqual([[1, 12], [13, 24], [25, 30]]);
    expect(partVolumes(file, 30)).toHaveLength(1);
  });

  it('keeps the page that lists late documents apart from what stands before it only where it must', () => {
    const file = { pages: 10, frontPages: 1, documents: [lying(2, 4), lying(6, 10)], additions: [{ addedOn: '2022-05-02', page: 5, documents: ['late'] }] };
    expect(partVolumes(file, 5).map(({ firstPage, lastPage }) => [firstPage, lastPage])).toEqual([[1, 5], [6, 10]]);
  });

  it('gives every page the number it has in the whole', () => {
    const labels = [{ firstPage: 1, style: 'roman' as const, prefix: '', first: 1 }, { firstPage: 3, style: 'decimal' as const, prefix: 'A', first: 1 }, { firstPage: 9, style: 'decimal' as const, prefix: 'B', first: 1 }];
    const own = volumeLabels(labels, 1, { firstPage: 5, lastPage: 12 }, 1);
    expect(Array.from({ length: 9 }, (_, index) => printedOn(own, index + 1))).toEqual(['Volume 2, i', 'A3', 'A4', 'A5', 'A6', 'B1', 'B2', 'B3', 'B4']);
    expect(printedOn(volumeLabels([], 2, { firstPage: 40, lastPage: 50 }, 0), 3)).toBe('40');
  });
});

describe('a bundle in volumes', () => {
  it('has sheets in the face and the size of type the bundle is to have', () => {
    for (const { path } of volumes) {
      expect(facesOf(path, 1).filter((face) => !/^(?:Arial|Arimo|LiberationSans)/u.test(face))).toEqual([]);
      for (const size of sizesOf(path, 1)) expect(size).toBeGreaterThanOrEqual(12);
    }
  });

  it('has every page once, as it is in the whole, with the number printed on it there', () => {
    const whole = stampsOf(built.path).map(({ text }) => text);
    const sheets = volumes.map(({ path }) => stampsOf(path).map(({ text }) => text));
    expect(sheets.map((stamps) => stamps[0])).toEqual(volumes.map(() => ''));
    expect(sheets.flatMap((stamps) => stamps.slice(1))).toEqual(whole);
    for (const { path, pages } of volumes) {
      expect(pagesOf(path)).toBe(pages);
      expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
    }
    const text = volumes.map(({ path, pages }) => tool('pdftotext', '-raw', '-f', '2', '-l', String(pages), path, '-')).join('');
    expect(text.replace(/\s+/gu, ' ')).toBe(tool('pdftotext', '-raw', built.path, '-').replace(/\s+/gu, ' '));
  });

  it('has names that say which of how many it is, and hashes of their own', () => {
    expect(volumes.map(({ path }) => path.split('/').at(-1))).toEqual(volumes.map((_, index) => `Split volume ${index + 1} of ${volumes.length}.pdf`));
    expect(volumes.map(({ sha256 }) => sha256)).toEqual(volumes.map(({ path }) => tool('sha256sum', path).slice(0, 64)));
    expect(volumes.map(({ printed }) => printed).slice(0, 3)).toEqual(['i–A3', 'A4–A7', 'B1–B8']);
    expect(volumes.at(-1)?.printed).toMatch(/B\d+$/u);
  });

  it('begins with a sheet that says what is in it and where the rest is, with links that lead there', () => {
    const [first, second, third] = volumes;
    expect(textOf(first?.path ?? '', 1)).toMatch(/In this volume Bundle page Cover and index i–ii /u);
    expect(textOf(second?.path ?? '', 1)).not.toContain('Cover and index');
    expect(textOf(second?.path ?? '', 1)).toMatch(/OFFICIAL-SENSITIVE Hearing bundle Bundle A, volume 2 of \d Hearing 30\/06\/2022\. Pages A4–A7 of the bundle\..*A report A4–A7.*Volume 1 i–A3 Volume 2, this one A4–A7 Volume 3 B1–B8/u);
    expect(textOf(third?.path ?? '', 1)).toContain('A ledger B1–B8 (of B1–B11)');
    expect(linksOf(second?.path ?? '').filter(({ page }) => page === 1).map(({ to }) => to)).toEqual([2, 2]);
    expect(outlinesOf(second?.path ?? '').map(({ title, destpageposfrom1 }) => [title, destpageposfrom1])).toEqual([[`Volume 2 of ${volumes.length}`, 1], ['A report, page A4', 2]]);
  });

  it('has no link that leads out of it, and nothing of the other volumes', () => {
    for (const { path, pages } of volumes) for (const { to } of linksOf(path)) {
      expect(to).toBeGreaterThan(0);
      expect(to).toBeLessThanOrEqual(pages);
    }
    expect(tool('qpdf', '--qdf', '--object-streams=disable', '--stream-data=uncompress', volumes[1]?.path ?? '', '-')).not.toContain('Ledger page');
  });

  it('is said in the log with the reason', async () => {
    const { entries } = await on.bench.engine.call('continuity.page', {});
    expect(entries.find(({ action }) => action === 'bundle.split')).toMatchObject({ summary: expect.stringContaining(`split into ${volumes.length} volumes: The portal takes no more`) });
  });

  it('is not made of a file that is not what was built, of one that fits, nor over files that are there', async () => {
    expect(await codeOf(split('One.pdf', { mostPages: 500 }))).toBe('invalid_input');
    expect(await codeOf(split('Split.pdf'))).toBe('already_exists');
    // Nobody has a cipher yet.
    expect(await codeOf(split('Hidden.pdf', { inCipher: true }))).toBe('invalid_input');
    expect(readdirSync(dirname(built.path)).filter((name) => /One|Hidden/u.test(name))).toEqual([]);
  });

  it('in cipher is made of the file in cipher, and names nobody', async () => {
    const { id: personId } = await on.bench.engine.call('people.create', { name: 'Imogen Vale' });
    await on.bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'By law' });
    await on.bench.engine.call('bundles.buildInCipher', { bundleId, destination: on.pathTo('in cipher.pdf') });
    const hidden = await split('Hidden.pdf', { inCipher: true });
    expect(hidden.volumes.map(({ printed }) => printed)).toEqual(volumes.map(({ printed }) => printed));
    expect(textOf(hidden.volumes[0]?.path ?? '', 1)).toContain('Statement of [Ms A]');
    for (const { path } of hidden.volumes) expect(tool('pdftotext', path, '-')).not.toMatch(/Imogen|Vale\b/u);
  }, 240_000);

  it('in cipher is not made of a file that shows what was redacted since', async () => {
    await on.bench.engine.call('redactions.add', { file: { type: 'exhibit', exhibitId: on.statement }, page: 1, region: { x: 0, y: 0, width: 1, height: 1 }, reason: 'Protected: Ms A' });
    await expect(split('Stale.pdf', { inCipher: true })).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringMatching(/redactions have changed.*again/u) });
    expect(readdirSync(dirname(built.path)).filter((name) => name.includes('Stale'))).toEqual([]);
  }, 60_000);
});
