/** Damage that needs no knowledge of what the bytes mean. Nothing here changes the bytes it is given. */
import type { Random } from './random.ts';

/** Makes damaged bytes of sound ones. */
export type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** Deep nesting and long runs are made this large at most, so that runs stay quick. */
export const largestInsertion = 400_000;

/** `inserted` in place of the bytes from `from` to `to`. */
export function spliced(bytes: Buffer, from: number, to: number, inserted: string | Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(inserted as Uint8Array), bytes.subarray(to)]);
}

function flipBits(bytes: Buffer, random: Random): Buffer {
  const out = Buffer.from(bytes);
  for (let left = 1 + random.below(random.chance(0.2) ? 64 : 6); left > 0 && out.length > 0; left -= 1) {
    const at = random.below(out.length);
    out[at] = (out[at] ?? 0) ^ (1 << random.below(8));
  }
  return out;
}

const randomBytes = (length: number, random: Random): Buffer => Buffer.from(Array.from({ length }, () => random.below(256)));

const insertBytes: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return spliced(bytes, at, at, randomBytes(1 + random.below(40), random));
};

const deleteBytes: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  return spliced(bytes, at, at + 1 + random.below(random.chance(0.2) ? 4_000 : 12), '');
};

const truncate: Mutation = (bytes, random) => bytes.subarray(0, random.chance(0.2) ? random.below(Math.min(bytes.length, 64)) : random.below(bytes.length));

const blockSizes = [512, 1_024, 4_096];

function swapBlocks(bytes: Buffer, random: Random): Buffer {
  const size = random.pick(blockSizes);
  const blocks = Math.floor(bytes.length / size);
  if (blocks < 2) return flipBits(bytes, random);
  const [one, other] = [random.below(blocks) * size, random.below(blocks) * size];
  const out = Buffer.from(bytes);
  bytes.copy(out, one, other, other + size);
  bytes.copy(out, other, one, one + size);
  return out;
}

const blankBlock: Mutation = (bytes, random) => {
  const size = Math.min(random.pick(blockSizes), Math.ceil(bytes.length / 3));
  const at = random.below(bytes.length);
  return Buffer.from(bytes).fill(random.pick([0, 0xff, 0x20, 0x41]), at, Math.min(bytes.length, at + size));
};

const repeatPart: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  const end = Math.min(bytes.length, at + 1 + random.below(2_000));
  return spliced(bytes, end, end, Buffer.concat(Array.from({ length: 1 + random.below(8) }, () => bytes.subarray(at, end))));
};

const hugeBinary = ['ff', '7f', '80', '00', 'ffff', '7fff', 'ffff7f', 'ffffffff', '7fffffff', '80000000', 'ffffff7f', '00000000', 'ffffffffffffffff', '7fffffffffffffff', '8000000000000000', '7ff0000000000000', '7ff8000000000000'];

/** Extreme values where lengths and offsets may stand. */
const overwriteNumber: Mutation = (bytes, random) => {
  const out = Buffer.from(bytes);
  const value = Buffer.from(random.pick(hugeBinary), 'hex');
  // Half of them near the beginning, where headers are.
  value.copy(out, random.below(random.chance(0.5) ? Math.min(out.length, 128) : out.length));
  return out;
};

const invalidUtf8 = ['ff', 'c0af', 'eda080', 'f8888080', 'e282', '80', 'f4908080', 'efbfbe', '00', '0000', 'c285', 'e280ae', 'f09f'];

const putInvalidText: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return spliced(bytes, at, at + random.below(3), Buffer.from(random.pick(invalidUtf8), 'hex'));
};

const empty: Mutation = (_bytes, random) => (random.chance(0.5) ? Buffer.alloc(0) : Buffer.alloc(1 + random.below(64), random.pick([0, 0x20, 0x0a, 0xff])));

export const byteMutations: Readonly<Record<string, Mutation>> = {
  'bits flipped': flipBits, 'bytes inserted': insertBytes, 'bytes deleted': deleteBytes, truncated: truncate, 'blocks swapped': swapBlocks,
  'block blanked': blankBlock, 'part repeated': repeatPart, 'number overwritten': overwriteNumber, 'invalid text': putInvalidText,
};

/** Tried rarely: there is little to vary. */
export const emptied = empty;
