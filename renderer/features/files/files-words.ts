/** What the Same files view says of a file, in the words of the view. */
import type { DuplicateGroup, FileKind } from '../../../shared/contract/pictures.ts';

const counts = new Intl.NumberFormat('en-GB');

export const kindNames: Readonly<Record<FileKind, { readonly one: string; readonly many: string }>> = {
  picture: { one: 'Picture', many: 'Pictures' }, film: { one: 'Film', many: 'Films' }, sound: { one: 'Sound', many: 'Sounds' }, other: { one: 'Other file', many: 'Other files' },
};

const kindOfType: Readonly<Record<string, FileKind>> = { image: 'picture', video: 'film', audio: 'sound' };

/** `Picture`, `Document (PDF)`: what a reader calls it; the media type itself stands beside. */
export function kindWords(mediaType: string): string {
  if (mediaType === 'application/pdf') return 'PDF';
  return kindNames[kindOfType[mediaType.split('/')[0] ?? ''] ?? 'other'].one;
}

/** `ab12cd…89ef01`: enough to tell files apart at a glance. */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 6)}…${sha256.slice(-6)}`;
}

/** `5 places in 3 exhibits` */
export function placesWords({ count, exhibits }: Pick<DuplicateGroup, 'count' | 'exhibits'>): string {
  return `${counts.format(count)} places in ${counts.format(exhibits)} exhibits`;
}

/** `ABC/1, ABC/2 and 3 more`: at most the first three of the exhibits there are. */
export function exhibitWords({ places, exhibits }: Pick<DuplicateGroup, 'places' | 'exhibits'>): string {
  const named = [...new Set(places.map((place) => place.exhibit))].slice(0, 3);
  return `${named.join(', ')}${exhibits > named.length ? ` and ${counts.format(exhibits - named.length)} more` : ''}`;
}

/** What the file is called in its first place, and how many other names it has elsewhere (`+2 names`; '' for none). */
export function nameWords({ places }: Pick<DuplicateGroup, 'places'>): { readonly name: string; readonly others: string } {
  const names = new Set(places.map((place) => place.name));
  const others = names.size - 1;
  return { name: places[0]?.name ?? '', others: others <= 0 ? '' : `+${counts.format(others)} ${others === 1 ? 'name' : 'names'}` };
}

/** `12 pictures are in more than one exhibit`; of `total` files of the kind looked for. */
export function totalWords(total: number, kind: FileKind | null): string {
  const one = kind === null ? 'file' : kindNames[kind].one.toLowerCase();
  const many = kind === null ? 'files' : kindNames[kind].many.toLowerCase();
  return total === 1 ? `1 ${one} is in more than one exhibit` : `${total === 0 ? 'No' : counts.format(total)} ${total === 0 ? one : many} ${total === 0 ? 'is' : 'are'} in more than one exhibit`;
}

/** Said whenever files have no hash yet, so that nobody takes silence for an answer; '' when all have. */
export function notHashedWords(notHashed: number): string {
  if (notHashed === 0) return '';
  return notHashed === 1 ? '1 file has not been hashed yet: whether it is anywhere else is not known.' : `${counts.format(notHashed)} files have not been hashed yet: whether they are anywhere else is not known.`;
}
