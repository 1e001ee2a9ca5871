/** Makes the damaged form of an input that belongs to a seed: always the same bytes for the same input and seed. */
import { zipOf, type ArchiveMember } from '../sample-case/archive.ts';
import { membersOf } from './archive-members.ts';
import { byteMutations, emptied, type Mutation } from './byte-mutations.ts';
import type { FuzzInput } from './inputs.ts';
import { Random } from './random.ts';
import { textMutations } from './text-mutations.ts';
import { changeDatabase, changeJson } from './value-mutations.ts';

export interface Mutated { readonly files: readonly ArchiveMember[]; /** What was done, in order. */ readonly done: readonly string[] }

const isZip = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\u0003\u0004'));
const isText = (bytes: Buffer): boolean => !bytes.subarray(0, 4_096).includes(0) && bytes.subarray(0, 5).toString('latin1') !== '%PDF-';

function oneOf(mutations: Readonly<Record<string, Mutation>>, random: Random): readonly [string, Mutation] {
  return random.pick(Object.entries(mutations));
}

/** One piece of damage of any kind that suits the bytes. */
function damageOnce(bytes: Buffer, random: Random): readonly [string, Buffer] {
  if (random.chance(0.01)) return ['emptied', emptied(bytes, random)];
  const text = isText(bytes);
  if (random.chance(text ? 0.3 : 0.6)) {
    const changed = text ? changeJson(bytes, random) : changeDatabase(bytes, random);
    if (changed !== null) return ['values changed', changed];
  }
  const [name, mutation] = text && random.chance(0.7) ? oneOf(textMutations, random) : oneOf(byteMutations, random);
  return [name, mutation(bytes, random)];
}

function damage(bytes: Uint8Array, random: Random): readonly [string[], Buffer] {
  const done: string[] = [];
  let current = Buffer.from(bytes);
  for (let left = random.chance(0.7) ? 1 : 2 + random.below(3); left > 0; left -= 1) {
    const [name, changed] = damageOnce(current, random);
    done.push(name);
    current = Buffer.from(changed);
  }
  return [done, current];
}

const unpacked = new WeakMap<Uint8Array, Promise<readonly ArchiveMember[]>>();

function membersOnce(bytes: Uint8Array): Promise<readonly ArchiveMember[]> {
  const known = unpacked.get(bytes);
  if (known !== undefined) return known;
  // An invented hostile archive may not be sound enough to take apart; it is damaged from outside then.
  const members = membersOf(Buffer.from(bytes)).catch((): ArchiveMember[] => []);
  unpacked.set(bytes, members);
  return members;
}

/** A yazl archive refuses names that point outside; they have their own samples. */
const safeName = (name: string): string => name.replace(/^\/+/, '').replaceAll('\\', '/');

async function damageFile(bytes: Uint8Array, random: Random): Promise<readonly [string[], Buffer]> {
  const members = isZip(bytes) && random.chance(0.7) ? await membersOnce(bytes) : [];
  if (members.length === 0) return damage(bytes, random);
  const at = random.below(members.length);
  const member = members[at];
  if (member === undefined) return damage(bytes, random);
  const [done, changed] = damage(member.bytes, random);
  const archive = await zipOf(members.map(({ name, bytes: content }, place) => ({ name: safeName(name), bytes: place === at ? changed : content })));
  return [[`in ${member.name}:`, ...done], archive];
}

/** The damaged form of `input` that belongs to `seed`. */
export async function mutate(input: FuzzInput, seed: number): Promise<Mutated> {
  const random = new Random(`${input.name}#${seed}`);
  const at = random.below(input.files.length);
  const chosen = input.files[at];
  if (chosen === undefined) return { files: [], done: [] };
  if (input.folder && random.chance(0.03)) return { files: input.files.toSpliced(at, 1), done: [`${chosen.name} left out`] };
  const [done, bytes] = await damageFile(chosen.bytes, random);
  return { files: input.files.with(at, { name: chosen.name, bytes }), done: chosen.name === '' ? done : [`in ${chosen.name}:`, ...done] };
}
