/**
 * Numbers kept by identifier, in a few bytes each. A report of a million records names every one of
 * them again in its list of sources; a Map of strings for those would not fit in the memory allowed.
 * Identifiers that are UUIDs are kept as their 128 bits, exactly; others in a Map.
 */

const startingSlots = 1_024;
/** Above this many identifiers of another kind, no more are kept. */
const otherLimit = 500_000;
/** Above this many identifiers no more are kept: 12 million take about 400 MB. */
const uuidLimit = 6_000_000;

const hexValue = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 16; digit += 1) {
  hexValue[digit.toString(16).charCodeAt(0)] = digit;
  hexValue[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/** Where the four words of the last UUID read are left. */
const words = new Uint32Array(4);

/** Reads `0f8fad5b-d9cb-469f-a165-70867728950e` into `words`; false when it is not one. */
function readUuid(id: string): boolean {
  if (id.length !== 36) return false;
  let word = 0;
  let digits = 0;
  for (let at = 0; at < 36; at += 1) {
    const code = id.charCodeAt(at);
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== 0x2d) return false;
      continue;
    }
    const value = code < 128 ? hexValue[code] ?? -1 : -1;
    if (value < 0) return false;
    word = (word << 4) | value;
    digits += 1;
    if ((digits & 7) === 0) { words[(digits >> 3) - 1] = word; word = 0; }
  }
  return true;
}

export class IdTable {
  #slots = startingSlots;
  #keys = new Uint32Array(startingSlots * 4);
  /** A value plus one; zero is an empty slot. */
  #values = new Uint32Array(startingSlots);
  #count = 0;
  readonly #other = new Map<string, number>();
  #full = false;

  /** True when an identifier could not be kept. */
  get full(): boolean { return this.#full; }

  /** The slot that holds the words last read, or the empty one where they belong. */
  #slotOf(): number {
    const [a = 0, b = 0, c = 0, d = 0] = words;
    let slot = (Math.imul(a ^ (c >>> 7), 0x9e3779b1) ^ Math.imul(b ^ d, 0x85ebca6b)) >>> 0;
    for (slot %= this.#slots; this.#values[slot] !== 0; slot = slot + 1 === this.#slots ? 0 : slot + 1) {
      const at = slot * 4;
      if (this.#keys[at] === a && this.#keys[at + 1] === b && this.#keys[at + 2] === c && this.#keys[at + 3] === d) break;
    }
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#slots *= 2;
    this.#keys = new Uint32Array(this.#slots * 4);
    this.#values = new Uint32Array(this.#slots);
    for (let old = 0; old < values.length; old += 1) {
      const value = values[old] ?? 0;
      if (value === 0) continue;
      words.set(keys.subarray(old * 4, old * 4 + 4));
      const slot = this.#slotOf();
      this.#keys.set(words, slot * 4);
      this.#values[slot] = value;
    }
  }

  /** The number kept for an identifier; -1 when there is none. */
  get(id: string): number {
    if (!readUuid(id)) return this.#other.get(id) ?? -1;
    return (this.#values[this.#slotOf()] ?? 0) - 1;
  }

  has(id: string): boolean {
    return this.get(id) >= 0;
  }

  /** Keeps a number, 0 to 4,294,967,293, replacing the one there was. */
  set(id: string, value: number): void {
    if (!readUuid(id)) {
      if (this.#other.size < otherLimit || this.#other.has(id)) this.#other.set(id, value);
      else this.#full = true;
      return;
    }
    let slot = this.#slotOf();
    if (this.#values[slot] === 0) {
      if (this.#count >= uuidLimit) { this.#full = true; return; }
      this.#count += 1;
      if (this.#count > this.#slots * 0.6) {
        const [a = 0, b = 0, c = 0, d = 0] = words;
        this.#grow();
        words.set([a, b, c, d]);
        slot = this.#slotOf();
      }
      this.#keys.set(words, slot * 4);
    }
    this.#values[slot] = value + 1;
  }
}
