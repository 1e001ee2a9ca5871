/** The field that holds a container's own creation time: written by the reading thread, dated by the importer. */
export const createdName = 'Created (as stored)';
