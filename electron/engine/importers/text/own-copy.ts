/**
 * The engine's one string of these characters. A slice holds on to the whole piece of text it was cut from: what is
 * kept for long (the key of a table, a word met again and again) must be a copy of its own. It is also told apart
 * from others without looking at its characters.
 */
export function ownCopy(slice: string): string {
  return Object.keys({ [slice]: 0 })[0] ?? slice;
}
