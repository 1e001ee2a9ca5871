/** Takes an archive apart into its members, for damage inside one of them. */
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import type { ArchiveMember } from '../sample-case/archive.ts';

/** The files of a sound zip, in its order. Throws yauzl's error when it is not sound. */
export async function membersOf(bytes: Buffer): Promise<ArchiveMember[]> {
  // Names are not judged here: that a sample's members have absolute paths is what it is a sample of.
  const zip = await fromBufferPromise(bytes, { decodeStrings: false });
  const members: ArchiveMember[] = [];
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileNameRaw.toString('utf8');
    if (!name.endsWith('/')) members.push({ name, bytes: await buffer(await zip.openReadStreamPromise(entry)) });
  }
  return members;
}
