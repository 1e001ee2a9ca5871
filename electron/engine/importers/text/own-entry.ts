/** Lists of fixed words, asked with words out of evidence. */

/**
 * What the list says of a word; undefined when it is not in it. A plain look into an object would also
 * answer to `constructor`, `__proto__` and other names that every object has.
 */
export function ownEntry<T>(list: Readonly<Partial<Record<string, T>>>, word: string): T | undefined {
  return Object.hasOwn(list, word) ? list[word] : undefined;
}
