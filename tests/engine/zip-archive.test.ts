/** The zip reader's own rules: names, limits, damage, cancelling, many members. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultZipLimits, openZipArchive, type ZipArchive, type ZipLimits } from '../../electron/engine/exhibits/zip-archive.ts';
import { DistinctPaths, containPath } from '../../electron/engine/exhibits/zip-member-name.ts';
import { newFolder, removeFolders, renameInside, zipOf } from '../fixtures/whatsapp/chat-source.ts';

afterAll(removeFolders);

const going = new AbortController().signal;

async function withArchive<T>(path: string, use: (archive: ZipArchive) => Promise<T> | T, limits?: ZipLimits): Promise<T> {
  const archive = await openZipArchive(path, 'evidence.zip', going, limits);
  try {
    return await use(archive);
  } finally {
    await archive.close();
  }
}

async function content(archive: ZipArchive, path: string, signal = going): Promise<string> {
  const member = archive.find(path);
  if (member === null) throw new Error(`no member ${path}`);
  const parts: Buffer[] = [];
  for await (const chunk of (await archive.open(member, signal)).bytes) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

describe('contained names', () => {
  it.each([
    ['/private/var/a.db', 'private/var/a.db', true], ['../../a', 'a', true], ['a/../../b', 'b', true], ['a/../b', 'b', false], ['C:\\Users\\x.txt', 'Users/x.txt', true],
    ['\\\\server\\share\\x', 'server/share/x', true], ['~/x', 'home/x', true], ['a\\b', 'a/b', false], ['a//./b', 'a/b', false], ['..', 'unnamed', true], ['a\u0000b', 'a_b', false],
  ])('%j is kept as %j', (name, path, pointsOutside) => {
    expect(containPath(name)).toEqual({ path, pointsOutside });
  });

  it('whatever the name, the path stays inside', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('..', '.', '', 'a', '~', 'C:', '\\', '/')).map((parts) => parts.join('/'))), (name) => {
      const { path } = containPath(name);
      expect(path).not.toBe('');
      expect(path).not.toMatch(/^\/|\\|[\u0000-\u001f]/);
      expect(path.split('/')).not.toContain('..');
    }));
  });

  it('keeps equal names apart, also when they differ only in case', () => {
    const paths = new DistinctPaths();
    expect(['a.txt', 'A.TXT', 'a.txt', 'a (2).txt'].map((path) => paths.claim(path))).toEqual(['a.txt', 'A (2).TXT', 'a (3).txt', 'a (2) (2).txt']);
  });
});

describe('reading members', () => {
  it('reads any content back, stored or deflated', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.boolean(), async (bytes, compress) => {
      const path = await zipOf([{ name: 'm', content: bytes, compress }]);
      expect(await withArchive(path, (archive) => content(archive, 'm'))).toBe(Buffer.from(bytes).toString('utf8'));
    }), { numRuns: 20 });
  });

  it('notes members of the same name and reads both', async () => {
    const path = await zipOf([{ name: 'one.txt', content: 'first' }, { name: 'two.txt', content: 'second' }]);
    await renameInside(path, 'two.txt', 'one.txt');
    await withArchive(path, async (archive) => {
      expect([await content(archive, 'one.txt'), await content(archive, 'one (2).txt')]).toEqual(['first', 'second']);
      expect(archive.members[1]?.notes[0]).toContain('another member has the same name');
    });
  });

  it('reports a member that does not unpack, and still reads the next', async () => {
    const path = await zipOf([{ name: 'bad', content: 'hello '.repeat(500) }, { name: 'good', content: 'fine' }]);
    const bytes = await readFile(path);
    bytes.fill(0xff, 35, 45);
    await writeFile(path, bytes);
    await withArchive(path, async (archive) => {
      await expect(content(archive, 'bad')).rejects.toMatchObject({ code: 'damaged_input', message: expect.stringContaining('“bad”') as string });
      expect(await content(archive, 'good')).toBe('fine');
    });
  });

  it('reports a member that unpacks to more than it states', async () => {
    const path = await zipOf([{ name: 'liar', content: 'y'.repeat(5000) }]);
    const bytes = await readFile(path);
    const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bytes.writeUInt32LE(100, entry + 24);
    await writeFile(path, bytes);
    await withArchive(path, (archive) => expect(content(archive, 'liar')).rejects.toMatchObject({ code: 'damaged_input', message: expect.stringContaining('more than the 100 bytes') as string }));
  });

  it('stops when asked', async () => {
    const stop = new AbortController();
    stop.abort();
    const path = await zipOf([{ name: 'm', content: 'x' }]);
    await withArchive(path, (archive) => expect(content(archive, 'm', stop.signal)).rejects.toMatchObject({ code: 'cancelled' }));
    await expect(openZipArchive(path, 'evidence.zip', stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('limits', () => {
  const members = [{ name: 'a', content: Buffer.alloc(100_000) }, { name: 'b', content: 'small' }];

  it('refuses a member above the size limit by name and reads the others', async () => {
    await withArchive(await zipOf(members), async (archive) => {
      expect(archive.members.map(({ refusal }) => refusal?.code ?? null)).toEqual(['refused-member', null]);
      expect(await content(archive, 'b')).toBe('small');
    }, { ...defaultZipLimits, memberBytes: 50_000 });
  });

  it('refuses what would take the whole above its limit', async () => {
    await withArchive(await zipOf(members), (archive) => {
      expect(archive.members.map(({ refusal }) => refusal === null)).toEqual([true, false]);
    }, { ...defaultZipLimits, totalBytes: 100_002 });
  });

  it('refuses a member that grows out of proportion only when it is large', async () => {
    const path = await zipOf(members);
    await withArchive(path, (archive) => expect(archive.members[0]?.refusal?.reason).toContain('made to exhaust'), { ...defaultZipLimits, ratioAboveBytes: 1000 });
    await withArchive(path, (archive) => expect(archive.members[0]?.refusal).toBeNull());
  });

  it('refuses an archive of too many members', async () => {
    await expect(withArchive(await zipOf(members), () => undefined, { ...defaultZipLimits, members: 1 })).rejects.toMatchObject({ code: 'refused_input' });
  });
});

describe('damaged archives', () => {
  it('lists what it can when the list of contents breaks off', async () => {
    const path = await zipOf([{ name: 'one', content: '1' }, { name: 'two', content: '2' }]);
    const bytes = await readFile(path);
    bytes[bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))] = 0;
    await writeFile(path, bytes);
    await withArchive(path, async (archive) => {
      expect(await content(archive, 'one')).toBe('1');
      expect(archive.notes.join()).toContain('breaks off after 1 of 2');
    });
  });

  it('never hangs or fails in an unforeseen way on altered bytes', async () => {
    const good = await readFile(await zipOf([{ name: 'one.txt', content: 'first '.repeat(50) }, { name: 'two.txt', content: 'second', compress: false }]));
    const folder = await newFolder();
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat(good.length), async (changes, cut) => {
      const bytes = Buffer.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      const path = join(folder, `${run += 1}.zip`);
      await writeFile(path, cut % 4 === 0 ? bytes.subarray(0, cut) : bytes);
      const attempt = async (): Promise<void> => withArchive(path, async (archive) => {
        for (const member of archive.members) {
          if (!member.directory && member.refusal === null) await content(archive, member.path).catch((error: unknown) => expect(error).toHaveProperty('code', 'damaged_input'));
        }
      });
      await attempt().catch((error: unknown) => expect(['damaged_input', 'unrecognised_format', 'refused_input']).toContain((error as { code?: string }).code));
    }), { numRuns: 150 });
  });
});
