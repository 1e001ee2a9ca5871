/** Zip files whose bytes depend on nothing but their content. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export interface ArchiveMember { readonly name: string; readonly bytes: Uint8Array }

/**
 * Every member carries this time, the day the sample's exports are said to have been made. A zip
 * keeps clock readings without a zone, so a local time gives the same bytes on every machine.
 */
const madeAt = new Date(2022, 1, 9, 10, 0, 0);

export function zipOf(members: readonly ArchiveMember[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, bytes } of members) {
    zip.addBuffer(Buffer.from(bytes), name, { mtime: madeAt, mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  return buffer(zip.outputStream);
}
