/** The importer for files of a Snapchat download. docs/formats/snapchat-download.md says how each field is mapped and what the limits are. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft } from '../../../../shared/contract/importing.ts';
import { CountedRemarks } from '../certificate/counted-remarks.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { describePath } from '../json/path.ts';
import type { JsonPiece } from '../json/cut-pieces.ts';
import { objectOf, parseJson } from '../json/values.ts';
import { damageRow, faultyPiece, malformedPiece } from '../json/piece-rows.ts';
import { readPieces, type Pieces } from '../json/read-pieces.ts';
import { AttachmentFiles } from '../attachments/attachment-files.ts';
import { isFriend, isRowPath, isSent, opens, recogniseSnapchat } from './layout.ts';
import { mapFriend, mapSent, mediaById, type Mapping } from './map.ts';

const label = 'Snapchat download';

function recognised(source: EvidenceSource): string {
  const by = recogniseSnapchat(source.head);
  if (by === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” is not a file of a Snapchat download this program reads.`);
  return by;
}

function piecesOf(source: EvidenceSource, signal: AbortSignal, onBytes: (done: number) => void): Pieces {
  const bytes = createReadStream(source.path, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;
  return readPieces({ bytes, name: source.originalName, opens, signal, onBytes });
}

async function inspect(source: EvidenceSource, _answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const recognisedBy = recognised(source);
  let rows = 0;
  for await (const batch of piecesOf(source, signal, () => undefined).batches) rows += batch.filter(({ path }) => isRowPath(path)).length;
  return {
    format: 'snapchat-download', formatLabel: label, recognisedBy, questions: [], table: null,
    findings: [`${rows.toLocaleString('en-GB')} entries`, 'Times are in UTC and directions are stated by the download itself', 'Read from descriptions, not from a checked original: please compare a few rows with the file'],
  };
}

async function rowOf(piece: JsonPiece, mapping: Mapping): Promise<SourceRow> {
  const faulty = faultyPiece(mapping.file, piece);
  if (faulty !== null) return faulty;
  const entry = objectOf(parseJson(piece.text));
  if (entry !== null && isSent(entry)) return mapSent(entry, piece, mapping);
  if (entry !== null && isFriend(entry)) return mapFriend(entry, piece, mapping);
  return malformedPiece(mapping.file, piece, 'is not a chat, a snap or a person as Snapchat writes them');
}

async function* read(source: EvidenceSource, { signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  recognised(source);
  const mapping: Mapping = { file: source.name, files: new AttachmentFiles(source.tree, 'download', signal), media: mediaById(source.tree), remarks: new CountedRemarks() };
  const unread: string[] = [];
  let rowsSeen = 0;
  const reading = piecesOf(source, signal, (done) => onBytes(done, source.sizeBytes));
  for await (const batch of reading.batches) {
    for (const piece of batch) {
      if (isRowPath(piece.path) || piece.fault !== null) {
        rowsSeen += 1;
        yield await rowOf(piece, mapping);
      } else if (unread.length < 40) unread.push(describePath(piece.path));
    }
  }
  const damage = reading.damage();
  if (damage !== null) {
    rowsSeen += 1;
    yield damageRow(source.name, damage);
  }
  const warnings = [
    'Snapchat’s files are read from descriptions, not from a checked original: compare a few rows with the file.', ...mapping.remarks.warnings(),
    ...(unread.length === 0 ? [] : [`Members of the file that are no lists and were not read: ${unread.join(', ')}.`]),
    ...(damage === null ? [] : [`The file stops being JSON at byte ${damage.byte.toLocaleString('en-GB')}: ${damage.reason}.`]), ...(rowsSeen === 0 ? ['Recognised, 0 records.'] : []),
  ];
  return { zone: 'UTC', basis: 'in-data', basisBy: '', dateOrder: 'ymd', dateOrderBasis: 'the year is written first, with four digits', encoding: 'utf-8', warnings, rowsSeen };
}

export const snapchatDownloadImporter: Importer = {
  id: 'snapchat-download', label, version: '1', recognise: (source) => Promise.resolve(recogniseSnapchat(source.head)), inspect, read,
};
