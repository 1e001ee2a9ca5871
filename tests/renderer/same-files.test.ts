import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeMessage, BridgeReply } from '../../shared/contract/bridge.ts';
import type { DuplicateGroup, FileKind } from '../../shared/contract/pictures.ts';
import { exhibitIdSchema, itemIdSchema, sha256Schema } from '../../shared/domain/ids.ts';
import { exhibitWords, kindWords, nameWords, notHashedWords, placesWords, totalWords } from '../../renderer/features/files/files-words.ts';

const place = (exhibit: number, name: string): DuplicateGroup['places'][number] => ({ exhibitId: exhibitIdSchema.parse(exhibit), exhibit: `ABC/${exhibit}`, itemId: itemIdSchema.parse('a'.repeat(32)), attachment: 0, name });
const group = (index: number, places = [place(1, 'one.jpg'), place(2, 'one.jpg')]): DuplicateGroup => ({
  sha256: sha256Schema.parse(index.toString(16).padStart(64, '0')), mediaType: 'image/jpeg', count: places.length, exhibits: new Set(places.map(({ exhibit }) => exhibit)).size, places,
});

describe('what the Same files view says', () => {
  it('of a file is its kind, its name, and where it is', () => {
    expect([kindWords('image/heic'), kindWords('video/mp4'), kindWords('audio/opus'), kindWords('application/pdf'), kindWords('')]).toEqual(['Picture', 'Film', 'Sound', 'PDF', 'Other file']);
    expect(nameWords(group(1))).toEqual({ name: 'one.jpg', others: '' });
    expect(nameWords(group(1, [place(1, 'a'), place(2, 'b'), place(3, 'c')])).others).toBe('+2 names');
    expect(exhibitWords(group(1, [1, 1, 2, 3, 4, 5].map((exhibit) => place(exhibit, 'a'))))).toBe('ABC/1, ABC/2, ABC/3 and 2 more');
    expect(placesWords({ count: 1204, exhibits: 2 })).toBe('1,204 places in 2 exhibits');
  });

  it('of the list is how many there are, and of how many nothing is known', () => {
    expect([totalWords(0, null), totalWords(1, null), totalWords(1204, 'picture'), totalWords(0, 'sound')]).toEqual([
      'No file is in more than one exhibit', '1 file is in more than one exhibit', '1,204 pictures are in more than one exhibit', 'No sound is in more than one exhibit',
    ]);
    expect(notHashedWords(0)).toBe('');
    expect(notHashedWords(2)).toContain('2 files have not been hashed yet');
  });
});

describe('the list as the window holds it', () => {
  let asked: { kind: FileKind | null; offset: number; limit: number }[];
  let all: DuplicateGroup[];
  let broken: string | null;
  let tell: (message: BridgeMessage) => void;
  let files: typeof import('../../renderer/features/files/files-store.ts');

  beforeEach(async () => {
    asked = [];
    all = Array.from({ length: 1203 }, (_, index) => group(index));
    broken = null;
    vi.resetModules();
    const call = async (_id: string, _name: string, input: { kind: FileKind | null; offset: number; limit: number }): Promise<BridgeReply> => {
      asked.push(input);
      if (broken !== null) return { ok: false, error: { code: 'internal', message: broken } };
      return { ok: true, json: JSON.stringify({ total: all.length, notHashed: 0, groups: all.slice(input.offset, input.offset + input.limit) }) };
    };
    vi.stubGlobal('window', { plumbline: { call, cancel: () => undefined, onMessage: (listener: typeof tell) => { tell = listener; } } });
    files = await import('../../renderer/features/files/files-store.ts');
    vi.unstubAllGlobals();
  });
  const settled = (): Promise<void> => vi.waitFor(() => { expect(files.useFiles.getState().total).not.toBeNull(); });
  const shows = (index: number): Promise<void> => vi.waitFor(() => { expect(files.fileAt(index)?.sha256).toBe(all[index]?.sha256); });

  it('is fetched page by page where it is looked at, each page once', async () => {
    files.openFiles();
    await settled();
    files.wantFiles(1190, 1202);
    files.wantFiles(1180, 1202);
    await shows(1202);
    expect(files.fileAt(600)).toBeNull();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 1150, 1200]);
  });

  it('is not held whole, however far it is read', async () => {
    files.openFiles();
    await settled();
    for (let at = 0; at < 1200; at += 50) {
      files.wantFiles(at, at + 20);
      await shows(at);
    }
    expect(files.fileAt(0)).toBeNull();
    files.wantFiles(0, 20);
    await shows(0);
  });

  it('stays where the reader was when the case changes, and ends where the list ends', async () => {
    const stop = files.followFiles();
    files.openFiles();
    await settled();
    files.moveFile('last');
    expect(files.useFiles.getState().file).toBe(1202);
    files.moveFile(1);
    expect(files.useFiles.getState().file).toBe(1202);
    all = all.slice(0, 60);
    tell({ type: 'event', name: 'case.changed', payload: { what: 'exhibits', itemIds: [] } });
    await vi.waitFor(() => { expect(files.useFiles.getState()).toMatchObject({ total: 60, file: 59, place: 0 }); });
    stop();
  });

  it('says why it could not be fetched, and asks again only when told to', async () => {
    broken = 'The case file cannot be read.';
    files.openFiles();
    await vi.waitFor(() => { expect(files.useFiles.getState().fault).toBe('The case file cannot be read.'); });
    files.wantFiles(0, 20);
    expect(asked).toHaveLength(1);
    broken = null;
    files.openFiles();
    await shows(3);
    expect(files.useFiles.getState().fault).toBe('');
  });

  it('of another kind begins anew, at its first file', async () => {
    files.openFiles();
    await settled();
    files.moveFile(40);
    files.choosePlace(1);
    files.showKind('film');
    expect(files.useFiles.getState()).toMatchObject({ total: null, file: 0, place: 0 });
    await settled();
    expect(asked.at(-1)).toMatchObject({ kind: 'film', offset: 0 });
  });
});
