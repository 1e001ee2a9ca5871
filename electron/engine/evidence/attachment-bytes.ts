/** Finds the bytes of an attachment: the exhibit itself, or a member of it unpacked once into the derived folder. */
import { createHash, randomUUID } from 'node:crypto';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Attachment, Item } from '../../../shared/domain/item.ts';
import type { Derived, ExhibitStore, Stored } from '../exhibits/exhibit-store.ts';
import { makeThumbnail } from '../exhibits/thumbnail.ts';
import { openZipArchive } from '../exhibits/zip-archive.ts';
import type { Granted } from './grant-book.ts';

/** Larger members are not unpacked for viewing. */
const viewableBytes = 512 * 2 ** 20;
const thumbnailEdgePixels = 480;
const fullViewEdgePixels = 4096;

function attachmentOf(item: Item, index: number): Attachment & { member: string } {
  const attachment = item.attachments[index];
  if (attachment === undefined) throw new PlumblineError('not_found', `This item has no attachment number ${index + 1}.`);
  if (attachment.state === 'missing') throw new PlumblineError('not_found', `“${attachment.name}” is named in ${item.exhibitReference} but its file was not supplied.`);
  if (attachment.state === 'omitted' || attachment.member === null) throw new PlumblineError('not_found', `${item.exhibitReference} says it left this attachment out.`);
  return { ...attachment, member: attachment.member };
}

async function unpackMember(store: ExhibitStore, exhibit: Exhibit, member: string, target: Derived, signal: AbortSignal): Promise<void> {
  await store.withPath({ kind: 'original', sha256: exhibit.sha256 }, async (path) => {
    const archive = await openZipArchive(path, exhibit.originalName, signal);
    try {
      const found = archive.find(member);
      if (found === null) throw new PlumblineError('not_found', `“${member}” is not in ${exhibit.reference}.`);
      if (found.sizeBytes > viewableBytes) throw new PlumblineError('refused_input', `“${member}” has ${found.sizeBytes} bytes; files over ${viewableBytes} bytes are not shown here.`);
      await store.putDerived(target, (await archive.open(found, signal)).bytes, signal);
    } finally {
      await archive.close();
    }
  });
}

async function grantedOf(store: ExhibitStore, stored: Stored, mediaType: string): Promise<Granted> {
  const sizeBytes = await store.sizeOf(stored);
  if (sizeBytes === null) throw new PlumblineError('not_found', 'The file is missing from the case folder. Verify the case.');
  return { stored, mediaType, sizeBytes };
}

function memberTarget(exhibit: Exhibit, member: string): Derived {
  return { kind: 'derived', family: 'members', name: createHash('sha256').update(`${exhibit.sha256}\n${member}`).digest('hex') };
}

/**
 * Lends the path of an attachment's original bytes to `use`, for reading only and only until it ends.
 * A member of an archive that nobody has viewed is unpacked for just as long, so that reading
 * thousands of pictures does not leave a second copy of each behind.
 */
export async function withAttachmentFile<T>(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal, use: (path: string) => Promise<T>): Promise<T> {
  const { member } = attachmentOf(item, index);
  if (member === '') return store.withPath({ kind: 'original', sha256: exhibit.sha256 }, use);
  const viewed = memberTarget(exhibit, member);
  if (await store.sizeOf(viewed) !== null) return store.withPath(viewed, use);
  const passing: Derived = { kind: 'derived', family: 'working-members', name: randomUUID() };
  try {
    await unpackMember(store, exhibit, member, passing, signal);
    return await store.withPath(passing, use);
  } finally {
    await store.discardDerived(passing);
  }
}

/** The original bytes of an attachment, ready to be granted. */
async function originalBytes(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal): Promise<Granted> {
  const attachment = attachmentOf(item, index);
  if (attachment.member === '') return grantedOf(store, { kind: 'original', sha256: exhibit.sha256 }, attachment.mediaType);
  const target = memberTarget(exhibit, attachment.member);
  if (await store.sizeOf(target) === null) await unpackMember(store, exhibit, attachment.member, target, signal);
  return grantedOf(store, target, attachment.mediaType);
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
