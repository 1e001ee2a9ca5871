/** Finds the bytes of an attachment: the exhibit itself, or a member of it unpacked once into the derived folder. */
import { createHash } from 'node:crypto';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Attachment, Item } from '../../../shared/domain/item.ts';
import type { Derived, ExhibitStore, Stored } from '../exhibits/exhibit-store.ts';
import { makeThumbnail } from '../exhibits/thumbnail.ts';
import type { Granted } from './grant-book.ts';
import { memberBytes } from './member-bytes.ts';

const thumbnailEdgePixels = 480;
const fullViewEdgePixels = 4096;

function attachmentOf(item: Item, index: number): Attachment & { member: string } {
  const attachment = item.attachments[index];
  if (attachment === undefined) throw new PlumblineError('not_found', `This item has no attachment number ${index + 1}.`);
  if (attachment.state === 'missing') throw new PlumblineError('not_found', `“${attachment.name}” is named in ${item.exhibitReference} but its file was not supplied.`);
  if (attachment.state === 'omitted' || attachment.member === null) throw new PlumblineError('not_found', `${item.exhibitReference} says it left this attachment out.`);
  return { ...attachment, member: attachment.member };
}

async function grantedOf(store: ExhibitStore, stored: Stored, mediaType: string): Promise<Granted> {
  const sizeBytes = await store.sizeOf(stored);
  if (sizeBytes === null) throw new PlumblineError('not_found', 'The file is missing from the case folder. Verify the case.');
  return { stored, mediaType, sizeBytes };
}

/**
 * Lends the path of an attachment's original bytes to `use`, for reading only and only until it ends.
 * A member of an archive that nobody has viewed is unpacked for just as long, so that reading
 * thousands of pictures does not leave a second copy of each behind.
 */
export async function withAttachmentFile<T>(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal, use: (path: string) => Promise<T>): Promise<T> {
  const { member } = attachmentOf(item, index);
  const made: Derived[] = [];
  try {
    return await store.withPath(await memberBytes(store, exhibit, member, signal, (derived) => made.push(derived)), use);
  } finally {
    for (const derived of made) await store.discardDerived(derived);
  }
}

/** The original bytes of an attachment, ready to be granted. */
async function originalBytes(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal): Promise<Granted> {
  const attachment = attachmentOf(item, index);
  return grantedOf(store, await memberBytes(store, exhibit, attachment.member, signal), attachment.mediaType);
}

/** Pictures the window can show as they are. Others are shown as a rendition made from the original. */
const shownAsTheyAre: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/bmp']);

async function rendition(store: ExhibitStore, source: Granted, key: string, edgePixels: number, signal: AbortSignal): Promise<Granted> {
  const name = `${createHash('sha256').update(`${key}\n${edgePixels}`).digest('hex')}.webp`;
  const target: Derived = { kind: 'derived', family: 'thumbnails', name };
  if (await store.sizeOf(target) === null) {
    const made = await store.withPath(source.stored, (path) => makeThumbnail(path, source.mediaType, edgePixels));
    await store.putDerived(target, [made.bytes], signal);
  }
  return grantedOf(store, target, 'image/webp');
}

const keyOf = (exhibit: Exhibit, item: Item, index: number): string => `${exhibit.sha256}\n${item.attachments[index]?.member ?? ''}`;

/** A small picture of a picture, made once. Throws `refused_input` for what is not a picture. */
export async function thumbnailBytes(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal): Promise<Granted> {
  const source = await originalBytes(store, exhibit, item, index, signal);
  if (!source.mediaType.startsWith('image/')) throw new PlumblineError('refused_input', 'Only pictures have a small view.');
  return rendition(store, source, keyOf(exhibit, item, index), thumbnailEdgePixels, signal);
}

/** What is shown in full: the original, or a large rendition of a picture the window cannot show (HEIC, TIFF). */
export async function fullViewBytes(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal): Promise<Granted> {
  const source = await originalBytes(store, exhibit, item, index, signal);
  if (!source.mediaType.startsWith('image/') || shownAsTheyAre.has(source.mediaType)) return source;
  return rendition(store, source, keyOf(exhibit, item, index), fullViewEdgePixels, signal);
}
