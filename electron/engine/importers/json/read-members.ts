/** The members of a JSON source that are its rows, read from its working copy without holding it in memory. */
import type { EvidenceSource } from '../importer.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { stopIfCancelled } from '../text/file-lines.ts';
import { decideEncoding } from '../text/text-encoding.ts';
import { JsonMemberReader, type JsonMember } from './cut-members.ts';
import type { JsonPath } from './path.ts';

/** JSON is UTF-8 unless the file is plainly UTF-16: a few wrong bytes do not make it anything else. */
export function jsonEncoding(source: Pick<EvidenceSource, 'head'>): { readonly encoding: string; readonly markBytes: number } {
  const { encoding, markBytes } = decideEncoding(source.head);
  return encoding.startsWith('utf-16') ? { encoding, markBytes } : { encoding: 'utf-8', markBytes: encoding === 'utf-8' ? markBytes : 0 };
}

/** The beginning of the document as text, for recognition. */
export function jsonHead(source: Pick<EvidenceSource, 'head'>): string {
  const { encoding, markBytes } = jsonEncoding(source);
  return new TextDecoder(encoding).decode(source.head.subarray(markBytes));
}

/** Every member, in file order; a document that is cut off or damaged ends with a member that says so. Throws `cancelled`. */
export async function* jsonMembers(
  source: EvidenceSource, descend: (keys: JsonPath) => boolean, signal: AbortSignal, onBytes: (done: number, total: number) => void,
): AsyncGenerator<JsonMember, void, void> {
  const { encoding, markBytes } = jsonEncoding(source);
  const feed = await openByteFeed(source.path, encoding);
  const reader = new JsonMemberReader(descend);
  let done = markBytes;
  try {
    for await (const chunk of feed.from(markBytes)) {
      stopIfCancelled(source, signal);
      yield* reader.push(chunk);
      done = Math.min(source.sizeBytes, done + feed.sourceLength(chunk));
      onBytes(done, source.sizeBytes);
    }
    yield* reader.end();
  } finally {
    await feed.close();
  }
}
