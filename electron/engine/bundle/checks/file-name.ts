/** Whether a bundle’s file has the name it should have. */

/** Whether a name is the suggested one, however its words are parted. */
export function isNamed(fileName: string, suggested: string): boolean {
  const bare = (name: string): string => name.toLocaleLowerCase('en-GB').replace(/[\s_–-]+/gu, ' ');
  return bare(fileName) === bare(suggested);
}
