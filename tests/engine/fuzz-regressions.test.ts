/** Damaged inputs that once failed, by their seeds (docs/fuzzing.md). Each is made again and must now be read, set aside or refused. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleInputs, samplesPresent } from '../../scripts/fuzz/inputs.ts';
import { inventedInputs } from '../../scripts/fuzz/invented-inputs.ts';
import { judge, sourceIn } from '../../scripts/fuzz/judge.ts';
import { mutate } from '../../scripts/fuzz/mutate.ts';
import { SourceFolder } from '../fixtures/evidence-sources.ts';

if (!samplesPresent) console.warn('Skipped: the sample inputs are not beside the project (../shared/samples).');

/** `done` is what the seed does: when the making of damage changes, it says that the seed must be found again. */
const once: readonly { readonly name: string; readonly seed: number; readonly done: string; readonly was: string }[] = [
  { name: 'macos-imessage/imessage_chat.db', seed: 36, done: 'blocks swapped', was: 'a damaged page met while counting removed rows ended the import' },
  { name: 'ios-voicemail/testdata.voicemail.voicemail.josh_ios15_ffs.zip', seed: 8, done: 'in filesystem2/mobile/Library/Voicemail/voicemail.db: bytes deleted values changed', was: 'a damaged list of row ids ended the import' },
  { name: 'ios-voicemail/testdata.voicemail.voicemail.josh_ios15_ffs.zip', seed: 19, done: 'in filesystem2/mobile/Library/Voicemail/voicemail.db: values changed part repeated values changed', was: 'a damaged list of row ids ended the import' },
];

const folder = new SourceFolder();
afterAll(() => folder.remove());
const inputs = new Map([...sampleInputs(), ...await inventedInputs()].map((input) => [input.name, input]));

describe('a damaged input that once failed', () => {
  for (const { name, seed, done, was } of once) {
    const input = inputs.get(name);
    it.skipIf(input === undefined && !samplesPresent)(`${name}, seed ${seed}: ${was}`, async () => {
      if (input === undefined) throw new Error('there is no such input');
      const mutated = await mutate(input, seed);
      expect(mutated.done.join(' ')).toBe(done);
      const { faults } = await judge(sourceIn(join(folder.path, 'run'), input, mutated));
      // What a private sample holds is shown to nobody.
      expect(name.startsWith('macos-imessage/') ? faults.map(() => 'failed') : faults).toEqual([]);
    });
  }
});
