/** What read a finished bundle again, with versions as package.json pins them: the readers do not all tell theirs. */
export const checkers = ['pdf.js 6.5.438 (text and numbers)', '@cantoo/pdf-lib 2.11.1 (bookmarks, links, pictures)'] as const;
