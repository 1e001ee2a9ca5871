/** `1,910` */
export const grouped = (count: number): string => count.toLocaleString('en-GB');
/** A number with its noun: `1 page`, `1,910 pages`. `many` where the plural is not the noun with an s. */
export const howMany = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}`;
