/** The page in place of a document a person withholds: what it is, so that it can be asked for, and why it is not here. Nothing it shows is. */
import { stat } from 'node:fs/promises';
import { mediaTypeWords } from '../../../shared/domain/media-type-words.ts';
import { lengthFacts, type Gathering, type SourceFile } from './file-pages.ts';
import { placeholder, type Gathered } from './gathered.ts';

/** `JPEG picture, 1,234 bytes` */
export const kindSaid = (mediaType: string, sizeBytes: number): string => `${mediaType === '' ? 'Type not known' : mediaTypeWords(mediaType)}, ${sizeBytes.toLocaleString('en-GB')} bytes`;
export const kindFacts = async (path: string, mediaType: string): Promise<string[]> => [kindSaid(mediaType, (await stat(path)).size)];

/** `facts`: its reference and name first, names in them hidden already. */
export async function withheldPage(title: string, file: Pick<SourceFile, 'path' | 'mediaType' | 'sha256' | 'facts'>, { withheld = '', hiding, call }: Gathering): Promise<Gathered> {
  return placeholder(title, `${/^withheld\b/iu.test(withheld) ? '' : 'Withheld: '}${hiding.text(withheld)}`, [...file.facts, ...await lengthFacts(file, call)], call, file.sha256);
}
