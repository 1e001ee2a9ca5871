/** Tells apart the members of one object that have the same name, so that each value has a place of its own. */

/** Names remembered; beyond them every name is told apart by its position. */
const maxNamesHeld = 50_000;
const maxCharactersHeld = 32_000_000;

/** What is added to a name that comes again. */
export const memberSuffix = / \(member \d{1,15}\)$/;

/**
 * Makes repeated names of one object distinct without remembering names that count by themselves
 * (`event_0`, `event_1`, …), of which there may be millions.
 */
export class MemberNames {
  readonly #held = new Set<string>();
  #characters = 0;
  #prefix: string | null = null;

  /** The name of the member at `position` (from 0), followed by ` (member 5)` when it is not the first of that name. */
  distinct(name: string, position: number): string {
    const [, prefix, digits] = /^(.*_)(\d{1,12})$/s.exec(name) ?? [];
    if (prefix !== undefined && digits === String(position) && (this.#prefix ??= prefix) === prefix && !this.#held.has(name)) return name;
    const counted = prefix !== undefined && prefix === this.#prefix && Number(digits) < position && digits === String(Number(digits));
    const full = this.#held.size >= maxNamesHeld || this.#characters + name.length > maxCharactersHeld;
    const repeated = counted || full || this.#held.has(name) || memberSuffix.test(name);
    if (!full && !this.#held.has(name)) {
      this.#held.add(name);
      this.#characters += name.length;
    }
    return repeated ? `${name} (member ${position + 1})` : name;
  }
}
