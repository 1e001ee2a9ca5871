/** Takes an archive apart into its members, for damage inside one of them. */
import yauzl from 'yauzl';
import type { ArchiveMember } from '../sample-case/archive.ts';

/** The files of a sound zip, in its order. Names that could not be written again are left as the reader gives them. */
export function membersOf(bytes: Buffer): Promise<ArchiveMember[]> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, decodeStrings: true, strictFileNames: false }, (error, zip) => {
      if (error !== null) { reject(error); return; }
      const members: ArchiveMember[] = [];
      zip.on('error', reject);
      zip.on('end', () => resolve(members));
      zip.on('entry', (entry) => {
        if (entry.fileName.endsWith('/')) { zip.readEntry(); return; }
        zip.openReadStream(entry, (fault, stream) => {
          if (fault !== null) { reject(fault); return; }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => { chunks.push(chunk); });
          stream.on('error', reject);
          stream.on('end', () => { members.push({ name: entry.fileName, bytes: Buffer.concat(chunks) }); zip.readEntry(); });
        });
      });
      zip.readEntry();
    });
  });
}
