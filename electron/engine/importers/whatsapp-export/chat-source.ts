/** Where a chat's text lies: the exhibit itself, or the one text in a zip that begins as a chat does. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { openZipArchive, type ZipArchive, type ZipMember } from '../../exhibits/zip-archive.ts';
import type { EvidenceSource } from '../importer.ts';
import { decideEncoding } from '../text/text-encoding.ts';
import { isNamedAsChatText } from './chat-name.ts';
import { readLineStart, type LineStart } from './line-start.ts';
import { TextLineReader } from '../text/text-lines.ts';

export interface ChatText {
  /** Name inside the exhibit; '' when the exhibit is the text. */
  readonly file: string;
  readonly sizeBytes: number;
  readonly head: Uint8Array;
  /** The first record's start and its line; null for a chat without records. */
  readonly first: { readonly start: LineStart; readonly line: number } | null;
  /** The whole text from its beginning, as often as asked. */
  readonly bytes: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
}

export interface ChatSource {
  /** Null when the archive's chat text cannot be read; then `unreadable` says why. */
  readonly text: ChatText | null;
  readonly unreadable: { readonly member: ZipMember; readonly reason: string } | null;
  readonly archive: ZipArchive | null;
  readonly close: () => Promise<void>;
}

const headBytes = 65_536;
/** Text is decoded in pieces whose strings stay small for the garbage collector: larger ones halved the speed of a 100 MB chat. */
const pieceBytes = 1 << 15;
/** Bytes asked of the disk at once. */
const readBytes = 1 << 18;
/** A chat may begin with a few lines of another kind; a document that merely quotes one does not begin so. */
const linesBeforeFirst = 10;
/** Members whose beginning is looked at; texts by name come first. */
const probeLimit = 200;

/** The first record's start among the first lines; null when there is none. */
function firstStart(head: Uint8Array): ChatText['first'] {
  const sample = head.subarray(0, headBytes);
  const reader = new TextLineReader(decideEncoding(sample).encoding);
  const lines = [...reader.push(sample), ...reader.end()];
  let before = 0;
  for (const { text, line } of lines) {
    const start = readLineStart(text);
    if (start !== null) return { start, line };
    if (text.trim() !== '') before += 1;
    if (before > linesBeforeFirst) return null;
  }
  return null;
}

function isBlank(head: Uint8Array): boolean {
  return head.every((byte) => byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf || byte >= 0xfe);
}

/** Bytes of a database or a picture: no chat begins so, and nothing is gained by decoding them. */
function isBinary(head: Uint8Array): boolean {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return !wide && head.subarray(0, 4_096).filter((byte) => byte === 0).length > 16;
}

function looksLikeZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && (head[3] === 4 || head[3] === 6);
}

/** The member's beginning, and the damage met on the way: a text damaged further down still begins as a chat does. */
async function memberHead(archive: ZipArchive, member: ZipMember, signal: AbortSignal): Promise<{ readonly head: Uint8Array; readonly damage: string | null }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let damage: string | null = null;
  try {
    const { bytes } = await archive.open(member, signal);
    for await (const chunk of bytes) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= headBytes) break;
    }
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
    damage = error.message;
  }
  return { head: Buffer.concat(parts).subarray(0, headBytes), damage };
}

interface Candidate { readonly member: ZipMember; readonly head: Uint8Array; readonly first: ChatText['first'] }
interface Probe { readonly found: Candidate[]; readonly blocked: ChatSource['unreadable'] }

async function probeMembers(archive: ZipArchive, signal: AbortSignal): Promise<Probe> {
  const isText = ({ path }: ZipMember): boolean => /\.txt$/i.test(path);
  const members = archive.members.filter((member) => !member.directory && !member.systemMetadata);
  const ordered = [...members.filter(isText), ...members.filter((member) => !isText(member) && !/\.[A-Za-z0-9]{2,5}$/.test(member.path))];
  const found: Candidate[] = [];
  let blocked: ChatSource['unreadable'] = null;
  for (const member of ordered.slice(0, probeLimit)) {
    const named = isNamedAsChatText(member.name);
    if (member.refusal !== null) {
      if (named) blocked ??= { member, reason: member.refusal.reason };
      continue;
    }
    const { head, damage } = await memberHead(archive, member, signal);
    const first = isBinary(head) ? null : firstStart(head);
    if (first !== null || (named && damage === null && isBlank(head))) found.push({ member, head, first });
    else if (named && damage !== null) blocked ??= { member, reason: damage };
  }
  return { found, blocked };
}

async function* inPieces(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const block of blocks) {
    for (let at = 0; at < block.length; at += pieceBytes) yield block.subarray(at, at + pieceBytes);
  }
}

async function* memberBytes(archive: ZipArchive, member: ZipMember, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  yield* inPieces((await archive.open(member, signal)).bytes);
}

async function openArchivedChat(source: EvidenceSource, signal: AbortSignal): Promise<ChatSource | null> {
  const archive = await openZipArchive(source.path, source.originalName, signal).catch((error: unknown) => {
    // A file that only begins like an archive may be something else; one that is cut off is said to be.
    if (error instanceof PlumblineError && error.code === 'unrecognised_format') return null;
    throw error;
  });
  if (archive === null) return null;
  const close = (): Promise<void> => archive.close();
  try {
    const { found, blocked } = await probeMembers(archive, signal);
    if (found.length > 1) {
      throw new PlumblineError(
        'refused_input',
        `${source.originalName} holds ${found.length} WhatsApp chats (${found.slice(0, 5).map(({ member }) => member.name).join(', ')}). Add each chat as an exhibit of its own.`,
      );
    }
    const [only] = found;
    if (only !== undefined) {
      const { member, head, first } = only;
      const text: ChatText = { file: member.path, sizeBytes: member.sizeBytes, head, first, bytes: (stop) => memberBytes(archive, member, stop) };
      return { text, unreadable: null, archive, close };
    }
    if (blocked !== null) return { text: null, unreadable: blocked, archive, close };
  } catch (error) {
    await close();
    throw error;
  }
  await close();
  return null;
}

/** Opens a chat by its content; null when this is not one. Close it when done. Throws `damaged_input` for a zip that is cut off. */
export async function openChat(source: EvidenceSource, signal: AbortSignal): Promise<ChatSource | null> {
  if (looksLikeZip(source.head)) return openArchivedChat(source, signal);
  const first = firstStart(source.head);
  if (first === null && !(isNamedAsChatText(source.originalName) && isBlank(source.head))) return null;
  const text: ChatText = {
    file: '', sizeBytes: source.sizeBytes, head: source.head, first,
    bytes: () => inPieces(createReadStream(source.path, { highWaterMark: readBytes })),
  };
  return { text, unreadable: null, archive: null, close: () => Promise.resolve() };
}
