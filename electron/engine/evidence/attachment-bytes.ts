/** Finds the bytes of an attachment: the exhibit itself, or a member of it unpacked once into the derived folder. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Attachment, Item } from '../../../shared/domain/item.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { makeThumbnail } from '../exhibits/thumbnail.ts';
import { openZipArchive } from '../exhibits/zip-archive.ts';
import { explainFileFault } from '../fs/file-faults.ts';
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

async function unpackMember(path: string, exhibit: Exhibit, member: string, target: string, signal: AbortSignal): Promise<void> {
  const archive = await openZipArchive(path, exhibit.originalName, signal);
  const unfinished = `${target}.${randomUUID()}`;
  try {
    const found = archive.find(member);
    if (found === null) throw new PlumblineError('not_found', `“${member}” is not in ${exhibit.reference}.`);
    if (found.sizeBytes > viewableBytes) throw new PlumblineError('refused_input', `“${member}” has ${found.sizeBytes} bytes; files over ${viewableBytes} bytes are not shown here.`);
    const { bytes } = await archive.open(found, signal);
    await pipeline(bytes, createWriteStream(unfinished, { mode: 0o600 }), { signal });
    await rename(unfinished, target);
  } catch (error) {
    throw explainFileFault(error, target);
  } finally {
    await rm(unfinished, { force: true });
    await archive.close();
  }
}

/** The original bytes of an attachment, ready to be granted. */
async function originalBytes(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal): Promise<Granted> {
  const attachment = attachmentOf(item, index);
  const original = store.originalForReading(exhibit.sha256);
  if (attachment.member === '') return { path: original, mediaType: attachment.mediaType, sizeBytes: exhibit.sizeBytes };
  const name = createHash('sha256').update(`${exhibit.sha256}\n${attachment.member}`).digest('hex');
  const target = await store.derivedFile('members', name);
  if (!existsSync(target)) await unpackMember(original, exhibit, attachment.member, target, signal);
  return { path: target, mediaType: attachment.mediaType, sizeBytes: (await stat(target)).size };
}

/** Pictures the window can show as they are. Others are shown as a rendition made from the original. */
const shownAsTheyAre: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/bmp']);

async function rendition(store: ExhibitStore, source: Granted, key: string, edgePixels: number): Promise<Granted> {
  const name = `${createHash('sha256').update(`${key}\n${edgePixels}`).digest('hex')}.webp`;
  const target = await store.derivedFile('thumbnails', name);
  if (!existsSync(target)) {
    const made = await makeThumbnail(source.path, source.mediaType, edgePixels);
    const unfinished = `${target}.${randomUUID()}`;
    await writeFile(unfinished, made.bytes, { mode: 0o600 });
    await rename(unfinished, target);
  }
  return { path: target, mediaType: 'image/webp', sizeBytes: (await stat(target)).size };
}

const keyOf = (exhibit: Exhibit, item: Item, index: number): string => `${exhibit.sha256}\n${item.attachments[index]?.member ?? ''}`;

/** A small picture of a picture, made once. Throws `refused_input` for what is not a picture. */
export async function thumbnailBytes(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal): Promise<Granted> {
  const source = await originalBytes(store, exhibit, item, index, signal);
  if (!source.mediaType.startsWith('image/')) throw new PlumblineError('refused_input', 'Only pictures have a small view.');
  return rendition(store, source, keyOf(exhibit, item, index), thumbnailEdgePixels);
}

/** What is shown in full: the original, or a large rendition of a picture the window cannot show (HEIC, TIFF). */
export async function fullViewBytes(store: ExhibitStore, exhibit: Exhibit, item: Item, index: number, signal: AbortSignal): Promise<Granted> {
  const source = await originalBytes(store, exhibit, item, index, signal);
  if (!source.mediaType.startsWith('image/') || shownAsTheyAre.has(source.mediaType)) return source;
  return rendition(store, source, keyOf(exhibit, item, index), fullViewEdgePixels);
}
