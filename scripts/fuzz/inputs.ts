/** What is damaged: the third-party samples beside the project, where they are, and small invented files of the formats without one. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { ArchiveMember } from '../sample-case/archive.ts';

/** One sound input. `files` has one entry with path '' for a single file, all of them for a folder. */
export interface FuzzInput {
  readonly name: string;
  /** The file's name as supplied. */
  readonly originalName: string;
  readonly folder: boolean;
  readonly files: readonly ArchiveMember[];
}

const samplesFolder = resolve(import.meta.dirname, '../../../shared/samples');
export const samplesPresent = existsSync(join(samplesFolder, 'expected.json'));

/** @param name the path of a sample below the folder of samples, or the name of an invented input */
export function fileInput(name: string, bytes: Uint8Array): FuzzInput {
  return { name, originalName: basename(name), folder: false, files: [{ name: '', bytes }] };
}

function filesBelow(folder: string, before = ''): ArchiveMember[] {
  return readdirSync(join(folder, before)).sort().flatMap((entry): ArchiveMember[] => {
    const inner = before === '' ? entry : `${before}/${entry}`;
    const path = join(folder, inner);
    return statSync(path).isDirectory() ? filesBelow(folder, inner) : [{ name: inner, bytes: readFileSync(path) }];
  });
}

/** Every sample `expected.json` gives facts of; none when they are absent. */
export function sampleInputs(): FuzzInput[] {
  if (!samplesPresent) return [];
  const { samples } = JSON.parse(readFileSync(join(samplesFolder, 'expected.json'), 'utf8')) as { readonly samples: readonly { readonly path: string }[] };
  return samples.map(({ path }): FuzzInput => {
    const name = path.replace(/\/$/, '');
    const place = join(samplesFolder, name);
    if (!statSync(place).isDirectory()) return fileInput(name, readFileSync(place));
    return { name, originalName: basename(name), folder: true, files: filesBelow(place) };
  });
}
