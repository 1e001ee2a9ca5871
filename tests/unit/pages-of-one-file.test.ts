import { describe, expect, it } from 'vitest';
import { ofOneFile } from '../../electron/engine/pictures/read-queue.ts';

type Picture = Parameters<typeof ofOneFile>[0][number];
const picture = (member: string, page: number | null, exhibitId = 1): Picture => ({ itemId: `${member}-${page ?? ''}` as Picture['itemId'], attachment: 0, exhibitId: exhibitId as Picture['exhibitId'], exhibit: `ABC/${exhibitId}`, member, name: member, sha256: null, page });
const shape = (queue: readonly Picture[]): string[] => ofOneFile(queue).map((file) => file.map(({ member, page }) => `${member}${page ?? ''}`).join(' '));

describe('pictures that wait to be read', () => {
  it('stand by themselves, and pages of one file together', () => {
    expect(shape([picture('a.jpg', null), picture('a.jpg', null), picture('b.pdf', 1), picture('b.pdf', 4), picture('c.pdf', 1)])).toEqual(['a.jpg', 'a.jpg', 'b.pdf1 b.pdf4', 'c.pdf1']);
  });

  it('files of the same name in two exhibits are two files', () => {
    expect(shape([picture('b.pdf', 1, 1), picture('b.pdf', 2, 2)])).toEqual(['b.pdf1', 'b.pdf2']);
  });

  it('a long file is shared between readers, and every page is read once', () => {
    const queue = Array.from({ length: 45 }, (_, index) => picture('b.pdf', index + 1));
    expect(ofOneFile(queue).map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(ofOneFile(queue).flat()).toEqual(queue);
  });
});
