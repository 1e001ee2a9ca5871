/** A number with its noun: `1 page`, `1,910 pages`. `many` where the plural is not the noun with an s. */
export const howMany = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
