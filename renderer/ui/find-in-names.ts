/** Finds names by a few typed words: the words of the person, in any order, each at the start of a word or else inside one. */

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** Lower is nearer; null when a typed word is not there. A name that begins with what was typed comes first. */
function distance(name: string, typed: string, words: readonly string[]): number | null {
  if (name.startsWith(typed)) return 0;
  let total = 1;
  for (const word of words) {
    const at = name.indexOf(word);
    if (at < 0) return null;
    total += at === 0 || /[^\p{L}\p{N}]/u.test(name[at - 1] ?? '') ? 1 : 3;
  }
  return total;
}

/** The entries whose `nameOf` has every typed word, nearest first and otherwise in their own order; all of them when nothing is typed. */
export function findInNames<T>(entries: readonly T[], typed: string, nameOf: (entry: T) => string): T[] {
  const wanted = plain(typed.trim());
  if (wanted === '') return [...entries];
  const words = wanted.split(/\s+/);
  return entries
    .map((entry) => ({ entry, far: distance(plain(nameOf(entry)), wanted, words) }))
    .filter((found): found is { entry: T; far: number } => found.far !== null)
    .sort((one, other) => one.far - other.far)
    .map(({ entry }) => entry);
}
