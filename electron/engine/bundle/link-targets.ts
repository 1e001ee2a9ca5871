/** What a link of a bundle says until the pages are known: a document by its id, a page by its number, or that a row begins here. */

export const linkScheme = 'plumbline:';
export const documentTarget = (id: string): string => `${linkScheme}${id}`;
export const pageTarget = (page: number): string => `${linkScheme}page/${page}`;
export const rowTarget = (row: number): string => `${linkScheme}row/${row}`;
