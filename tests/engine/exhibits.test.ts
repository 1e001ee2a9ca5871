import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExhibitStore } from '../../electron/engine/exhibits/exhibit-store.ts';
import { casePaths } from '../../electron/engine/case/case-folder.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { addExhibit, codeOf, freshCase, londonAnswers, scratchFolder, smallChat, writeEvidence } from './harness.ts';

function leftovers(caseFolder: string): string[] {
  return readdirSync(join(caseFolder, 'exhibits')).filter((name) => !/^[0-9a-f]{64}$/.test(name));
}

const mebibyte = Buffer.alloc(1 << 20, 'evidence');

describe('an exhibit', () => {
  it('is copied byte for byte, read-only, under its hash', async () => {
    const bench = await freshCase();
    const path = writeEvidence(bench.folder, 'chat.txt', smallChat);
    const exhibit = await addExhibit(bench, path);
    const expected = createHash('sha256').update(smallChat).digest('hex');
    const original = join(bench.caseFolder, 'exhibits', expected);
    expect(exhibit).toMatchObject({ reference: 'ABC/1', sha256: expected, sizeBytes: Buffer.byteLength(smallChat), importState: 'not-imported' });
    expect(readFileSync(original, 'utf8')).toBe(smallChat);
    expect(statSync(original).mode & 0o222).toBe(0);
  });

  it('is refused when the same bytes are in the case, naming where', async () => {
    const bench = await freshCase();
    await addExhibit(bench, writeEvidence(bench.folder, 'chat.txt', smallChat));
    const refusal = await addExhibit(bench, writeEvidence(bench.folder, 'copy of chat.txt', smallChat), 'ABC/2').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'duplicate_exhibit', details: { reference: 'ABC/1' } });
    expect(leftovers(bench.caseFolder)).toEqual([]);
  });

  it('never gets a reference that was given before, whatever its letters’ case', async () => {
    const bench = await freshCase();
    await addExhibit(bench, writeEvidence(bench.folder, 'a.txt', 'first'));
    expect(await codeOf(addExhibit(bench, writeEvidence(bench.folder, 'b.txt', 'second file'), 'abc/1'))).toBe('reference_taken');
    expect(await bench.engine.call('exhibits.suggestReference', {})).toEqual({ reference: 'ABC/2' });
    expect(await bench.engine.call('exhibits.suggestReference', { initials: 'DEF' })).toEqual({ reference: 'DEF/1' });
  });

  it('is not taken from an empty file, a folder, a device, or a file that is not there', async () => {
    const bench = await freshCase();
    mkdirSync(join(bench.folder, 'folder'));
    expect(await codeOf(addExhibit(bench, writeEvidence(bench.folder, 'empty.txt', '')))).toBe('empty_file');
    expect(await codeOf(addExhibit(bench, join(bench.folder, 'folder')))).toBe('empty_file');
    expect(await codeOf(addExhibit(bench, '/dev/null'))).toBe('not_a_file');
    expect(await codeOf(addExhibit(bench, join(bench.folder, 'gone.txt')))).toBe('file_vanished');
    expect(leftovers(bench.caseFolder)).toEqual([]);
    expect(await bench.engine.call('exhibits.list', {})).toEqual([]);
  });

  it('is not kept when the file vanishes or grows while it is copied', async () => {
    const bench = await freshCase();
    const store = new ExhibitStore(casePaths(bench.caseFolder));
    const path = writeEvidence(bench.folder, 'big.bin', Buffer.concat([mebibyte, mebibyte, mebibyte]));
    const during = (deed: () => void) => {
      let done = false;
      return { signal: new AbortController().signal, report: () => { if (!done) deed(); done = true; } };
    };
    expect(await codeOf(store.takeIn(path, during(() => appendFileSync(path, 'more'))))).toBe('file_vanished');
    expect(await codeOf(store.takeIn(path, during(() => rmSync(path))))).toBe('file_vanished');
    expect(leftovers(bench.caseFolder)).toEqual([]);
  });

  it('can be cancelled while it is copied, and nothing is kept', async () => {
    const bench = await freshCase();
    const path = writeEvidence(bench.folder, 'big.bin', Buffer.concat(Array.from({ length: 24 }, () => mebibyte)));
    const controller = new AbortController();
    const work = bench.engine.call('exhibits.add', { sourcePath: path, details: { reference: 'ABC/1', producer: '', description: '', deviceOwner: '', legalBasis: '' } }, {
      signal: controller.signal, report: () => controller.abort(),
    });
    expect(await codeOf(work)).toBe('cancelled');
    expect(leftovers(bench.caseFolder)).toEqual([]);
    expect(await bench.engine.call('exhibits.list', {})).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('does not fit on a full disk: says so and leaves nothing (needs root on Linux for a tiny disk)', async () => {
    const disk = join(scratchFolder(), 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
    try {
      const bench = await freshCase(disk);
      const path = writeEvidence(scratchFolder(), 'big.bin', Buffer.concat(Array.from({ length: 6 }, () => mebibyte)));
      const refusal = await addExhibit(bench, path).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(PlumblineError);
      expect(refusal).toMatchObject({ code: 'disk_full' });
      expect(leftovers(bench.caseFolder)).toEqual([]);
      expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
      await bench.engine.close();
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('that was altered in the case folder is found by the check and is not read', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'chat.txt', smallChat));
    const original = join(bench.caseFolder, 'exhibits', exhibit.sha256);
    chmodSync(original, 0o600);
    writeFileSync(original, smallChat.replace('hello', 'HELLO'));
    expect(await codeOf(bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers }))).toBe('exhibit_altered');
    const verification = await bench.engine.call('cases.verify', {});
    expect(verification.ok).toBe(false);
    expect(verification.checks.find((check) => check.name === 'Original of ABC/1')).toMatchObject({ ok: false });
  });
});
