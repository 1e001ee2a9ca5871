/** Reads a download's rows, file by file. */
import { basename } from 'node:path';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { CountedRemarks } from '../certificate/counted-remarks.ts';
import type { EvidenceSource, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import type { JsonPiece } from '../json/cut-pieces.ts';
import { objectOf, parseJson } from '../json/values.ts';
import { damageRow, faultyPiece, malformedPiece } from '../json/piece-rows.ts';
import { readPieces, type Pieces } from '../json/read-pieces.ts';
import { AttachmentFiles } from '../attachments/attachment-files.ts';
import { isRecordPath, opensOf, type MetaFileKind } from './file-kind.ts';
import { openDownload, type Download, type DownloadFile } from './open-download.ts';
import { mapRecord, rowsInRecord } from './record-map.ts';
import { Survey } from './survey.ts';
import { mapMessage, timedReactions, type Mapping } from './thread-map.ts';

const isThread = (kind: MetaFileKind): boolean => kind === 'thread' || kind === 'encrypted-thread';

function piecesOf(file: DownloadFile, kind: MetaFileKind, signal: AbortSignal, onBytes: (done: number) => void): Pieces {
  return readPieces({ bytes: file.bytes(signal), name: file.name, opens: opensOf(kind), signal, onBytes });
}

/** What is thrown when the bytes of one file cannot be read: that file stops, the others go on. */
function faultOf(error: unknown): string {
  if (error instanceof PlumblineError && (error.code === 'damaged_input' || error.code === 'refused_input')) return error.message;
  throw error;
}

/** Reads every conversation once for names. A file whose bytes fail is met again in the second reading. */
export async function surveyDownload(download: Download, signal: AbortSignal, onBytes: (done: number) => void): Promise<Survey> {
  const survey = new Survey();
  let before = 0;
  for (const file of download.files) {
    const kind = file.recognised?.kind;
    if (kind !== undefined && isThread(kind)) {
      try {
        for await (const batch of piecesOf(file, kind, signal, (done) => onBytes(before + done)).batches) for (const piece of batch) survey.take(file.path, kind, piece);
      } catch (error) {
        faultOf(error);
      }
    }
    before += file.sizeBytes;
    onBytes(before);
  }
  survey.finish();
  return survey;
}

/** Whether a piece lies where a row lies. */
function isRow(kind: MetaFileKind, { path }: JsonPiece): boolean {
  if (isThread(kind)) return path[0] === 'messages';
  return kind === 'record' ? path.length === 0 : isRecordPath(path);
}

function sectionOf(file: DownloadFile, { path }: JsonPiece): string {
  const named = path.filter((step) => typeof step === 'string').at(-1);
  return typeof named === 'string' ? named : basename(file.path === '' ? file.name : file.path).replace(/\.json$/i, '');
}

interface PieceRows { readonly rows: readonly SourceRow[]; readonly seen: number }

async function rowsOf(file: DownloadFile, kind: MetaFileKind, piece: JsonPiece, mapping: Mapping): Promise<PieceRows> {
  const faulty = faultyPiece(file.path, piece);
  if (faulty !== null) return { rows: [faulty], seen: 1 };
  if (!isRow(kind, piece)) return { rows: [], seen: 0 };
  const entry = objectOf(parseJson(piece.text));
  if (entry === null || piece.path.length === 1 && isThread(kind)) return { rows: [malformedPiece(file.path, piece, 'is not the entry that belongs there, or is not JSON')], seen: 1 };
  const seen = isThread(kind) ? 1 + timedReactions(entry).length : rowsInRecord(entry);
  const drafts = isThread(kind) ? await mapMessage(kind, file.path, entry, piece, mapping) : mapRecord(file.path, sectionOf(file, piece), entry, piece);
  return { rows: drafts.map((item) => ({ type: 'item', item })), seen };
}

class FileReader {
  rowsSeen = 0;
  readonly damaged: string[] = [];

  #setAside(file: DownloadFile, reason: string): SourceRow {
    this.rowsSeen += 1;
    this.damaged.push(file.name);
    return { type: 'quarantined', row: { locator: { type: 'file', file: file.path }, code: file.refused ? 'refused-member' : 'unreadable-member', reason, verbatim: file.name } };
  }

  async *rows(file: DownloadFile, mapping: Mapping, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<SourceRow, void, void> {
    if (file.recognised === null) {
      yield this.#setAside(file, file.fault ?? `“${file.name}” cannot be read.`);
      return;
    }
    const { kind } = file.recognised;
    const reading = piecesOf(file, kind, signal, onBytes);
    try {
      for await (const batch of reading.batches) {
        for (const piece of batch) {
          const { rows, seen } = await rowsOf(file, kind, piece, mapping);
          this.rowsSeen += seen;
          yield* rows;
        }
      }
    } catch (error) {
      yield this.#setAside(file, `${faultOf(error)} The rows read before the damage are kept.`);
      return;
    }
    const damage = reading.damage();
    if (damage === null) return;
    this.rowsSeen += 1;
    this.damaged.push(file.name);
    yield damageRow(file.path, damage);
  }
}

const named = (names: readonly string[]): string => `${names.slice(0, 10).map((name) => `“${name}”`).join(', ')}${names.length > 10 ? ` and ${(names.length - 10).toLocaleString('en-GB')} more` : ''}`;

/** Files of the download that no row comes from or names. */
function unread(download: Download, files: AttachmentFiles): string[] {
  const read = new Set(download.files.map(({ path }) => path));
  const left = download.members.filter((path) => !read.has(path) && !files.named.has(path));
  const json = left.filter((path) => /\.json$/i.test(path));
  const others = left.filter((path) => !/\.json$/i.test(path));
  return [
    ...(json.length === 0 ? [] : [`${json.length.toLocaleString('en-GB')} JSON file${json.length === 1 ? '' : 's'} of the download of a kind this program does not read: ${named(json)}.`]),
    ...(others.length === 0 ? [] : [`${others.length.toLocaleString('en-GB')} other file${others.length === 1 ? '' : 's'} of the download that no row names: ${named(others)}.`]),
  ];
}

/** Reads the rows; see `Importer.read`. */
export async function* readDownload(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const download = await openDownload(source, signal);
  try {
    const size = download.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const total = Math.max(1, size * 2);
    const survey = await surveyDownload(download, signal, (done) => onBytes(done, total));
    const mapping: Mapping = { survey, owner: survey.senders.owner(answers), files: new AttachmentFiles(download.tree, 'download', signal), remarks: new CountedRemarks() };
    const reader = new FileReader();
    let before = size;
    for (const file of download.files) {
      const start = before;
      yield* reader.rows(file, mapping, signal, (done) => onBytes(start + done, total));
      before += file.sizeBytes;
    }
    const warnings = [
      ...mapping.remarks.warnings(), ...download.tree.notes.map((note) => `The exhibit: ${note}.`),
      ...(reader.damaged.length === 0 ? [] : [`Files that could not be read to their end: ${named(reader.damaged)}.`]), ...unread(download, mapping.files),
      ...(reader.rowsSeen === 0 ? ['Recognised, 0 records.'] : []),
    ];
    return { zone: 'UTC', basis: 'in-data', basisBy: '', dateOrder: null, dateOrderBasis: '', encoding: 'utf-8', warnings, rowsSeen: reader.rowsSeen };
  } finally {
    await download.close();
  }
}
