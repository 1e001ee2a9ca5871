/** What a version of a bundle is, in words. */
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { howMany } from '../../../shared/domain/how-many.ts';

type Version = Pick<BundleVersion, 'kind' | 'file'>;

/** `the whole bundle`, `with added pages`, `supplement 1` */
export const kindWords = ({ kind, file: { supplement } }: Version): string => (kind === 'whole' ? 'the whole bundle' : kind === 'append' ? 'with added pages' : `supplement ${supplement}`);
export const pageCount = (pages: number): string => howMany(pages, 'page');
/** Last part of the path it was saved to. */
export const fileNameOf = ({ file: { path } }: Version): string => path.split(/[\\/]/u).at(-1) ?? path;
