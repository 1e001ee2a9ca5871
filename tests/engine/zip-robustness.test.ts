/** The zip reader against every archive of the robustness samples, by the class each is expected to have. */
import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { openZipArchive, type ZipMember } from '../../electron/engine/exhibits/zip-archive.ts';

const samples = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'samples');
const present = existsSync(join(samples, 'expected.json'));
if (!present) console.warn('Skipped: the sample inputs are not beside the project (../shared/samples).');

interface RobustnessEntry { readonly path: string; readonly sha256: string; readonly expected_class: string; readonly also_acceptable?: string; readonly checked_with: string }
const entries: RobustnessEntry[] = present
  ? (JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8')) as { robustness: RobustnessEntry[] }).robustness.filter(({ path }) => path.startsWith('robustness-zip/'))
  : [];

interface Outcome { readonly read: ZipMember[]; readonly refused: ZipMember[]; readonly damaged: string[]; readonly notes: string[]; readonly error: PlumblineError | null; readonly paths: string[] }

async function readAll(path: string): Promise<Outcome> {
  const signal = new AbortController().signal;
  const outcome: Outcome = { read: [], refused: [], damaged: [], notes: [], error: null, paths: [] };
  let archive;
  try {
    archive = await openZipArchive(path, 'archive.zip', signal);
  } catch (error) {
    if (error instanceof PlumblineError) return { ...outcome, error };
    throw error;
  }
  outcome.notes.push(...archive.notes);
  for (const member of archive.members) {
    outcome.paths.push(member.path);
    outcome.notes.push(...member.notes);
    if (member.directory) continue;
    if (member.refusal !== null) {
      outcome.refused.push(member);
      outcome.notes.push(member.refusal.reason);
      continue;
    }
    try {
      const opened = await archive.open(member, signal);
      outcome.notes.push(...opened.notes);
      let count = 0;
      for await (const chunk of opened.bytes) count += chunk.length;
      expect(count).toBe(member.sizeBytes);
      outcome.read.push(member);
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
      outcome.damaged.push(error.message);
    }
  }
  await archive.close();
  return outcome;
}

describe.skipIf(!present)('the zip reader and the robustness samples', () => {
  it.each(entries.map((entry) => [entry.path.slice('robustness-zip/'.length), entry] as const))('%s meets its class', async (_name, entry) => {
    const path = join(samples, entry.path);
    const outcome = await readAll(path);
    for (const contained of outcome.paths) {
      expect(contained).not.toMatch(/^\/|^[A-Za-z]:|\\|(?:^|\/)\.\.(?:\/|$)/);
    }
    switch (entry.expected_class) {
      case 'must import':
        expect(outcome).toMatchObject({ error: null, refused: [], damaged: [] });
        break;
      case 'must import with warning':
        expect(outcome.error).toBeNull();
        expect(outcome.read.length).toBeGreaterThan(0);
        expect(outcome.notes.length).toBeGreaterThan(0);
        break;
      case 'must be refused with a clear error':
        expect(outcome.read).toEqual([]);
        expect(outcome.error !== null || outcome.refused.length > 0).toBe(true);
        expect((outcome.error?.message ?? outcome.refused[0]?.refusal?.reason ?? '').length).toBeGreaterThan(20);
        break;
      case 'must be contained':
        expect(outcome.error).toBeNull();
        expect(outcome.refused.length + outcome.notes.length).toBeGreaterThan(0);
        break;
      default: throw new Error(`unknown class ${entry.expected_class}`);
    }
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(entry.sha256);
  });

  it('follows no symbolic link and still reads the other members', async () => {
    const outcome = await readAll(join(samples, 'robustness-zip', 'test_read_format_zip_symlink.zip'));
    expect(outcome.refused.map(({ name, symlink }) => [name, symlink])).toEqual([['symlink', true]]);
    expect(outcome.read.map(({ name }) => name)).toEqual(['file']);
  });

  it('says “encrypted” and names each member, even where the library would end the whole listing', async () => {
    const outcome = await readAll(join(samples, 'robustness-zip', 'test_read_format_zip_encryption_data.zip'));
    expect(outcome.refused).toHaveLength(2);
    for (const member of outcome.refused) {
      expect(member.refusal?.reason).toContain('is encrypted');
      expect(member.refusal?.reason).toContain(member.name);
    }
  });

  it('reads the one member of a partly encrypted archive that is not encrypted', async () => {
    const outcome = await readAll(join(samples, 'robustness-zip', 'test_read_format_zip_encryption_partially.zip'));
    expect(outcome.read.map(({ name }) => name)).toEqual(['bar.txt']);
    expect(outcome.refused.map(({ name }) => name)).toEqual(['foo.txt']);
  });

  it('keeps names that differ only in letter case apart', async () => {
    const { paths } = await readAll(join(samples, 'robustness-zip', 'test_read_format_zip_filename_utf8_ru.zip'));
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  it('notes a member whose own header gives another name', async () => {
    const { notes } = await readAll(join(samples, 'robustness-zip', 'test_read_format_zip_7075_utf8_paths.zip'));
    expect(notes).toContain('its own header gives another name than the list of contents');
  });

});
