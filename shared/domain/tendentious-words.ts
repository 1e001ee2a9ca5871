/** Words that argue where a chronology only tells: a warning for whoever reads it over, and no more. */

const words = ['blatant', 'blatantly', 'clearly', 'conveniently', 'disgraceful', 'falsely', 'flagrant', 'grooming', 'groomed', 'lied', 'lying', 'notably', 'obviously', 'of course', 'plainly', 'predatory', 'shocking', 'so-called', 'tellingly', 'undoubtedly', 'unsurprisingly'] as const;
const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu');

/** Those of a list that a text has, each once, in lower case, in the order in which they come. */
export function tendentiousWords(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([found]) => found.toLowerCase()))];
}
