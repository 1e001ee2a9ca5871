/** What becomes of a piece of JSON that cannot be read, and of the place where a file stops being JSON. */
import type { Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { SourceRow } from '../importer.ts';
import { describePath } from './path.ts';
import { pieceByteLimit, type JsonDamage, type JsonPiece } from './cut-pieces.ts';

/** The locator of a piece in the file with this path inside the exhibit. */
export function pieceLocator(file: string, piece: Pick<JsonPiece, 'path'>): Locator {
  return { type: 'json', file, path: describePath(piece.path) };
}

function setAside(locator: Locator, code: QuarantinedRow['code'], reason: string, verbatim: string): SourceRow {
  return { type: 'quarantined', row: { locator, code, reason, verbatim } };
}

/** The row set aside for a piece with a fault; null when it has none. */
export function faultyPiece(file: string, piece: JsonPiece): SourceRow | null {
  const place = describePath(piece.path);
  const locator = pieceLocator(file, piece);
  const bytes = piece.byteLength.toLocaleString('en-GB');
  switch (piece.fault) {
    case null: return null;
    case 'too-large': return setAside(locator, 'too-large', `${place} is ${bytes} bytes long; entries above ${pieceByteLimit / 2 ** 20} MiB are set aside.`, `${piece.text}\n[cut by Plumbline: ${bytes} bytes in the file]`);
    case 'too-deep': return setAside(locator, 'malformed-row', `${place} is nested more deeply than any real entry.`, `${piece.text}\n[cut by Plumbline: ${bytes} bytes in the file]`);
    case 'undecodable': return setAside(locator, 'undecodable-text', `${place} holds bytes that are not UTF-8 text; they stand as \\xNN.`, piece.text);
    case 'cut-off': return setAside(locator, 'malformed-row', `The file ends in the middle of ${place}.`, piece.text);
  }
}

/** The row set aside for a piece that is no entry of the kind that belongs there. */
export function malformedPiece(file: string, piece: JsonPiece, what: string): SourceRow {
  return setAside(pieceLocator(file, piece), 'malformed-row', `${describePath(piece.path)} ${what}.`, piece.text);
}

/** The row that says where a file stops being JSON. */
export function damageRow(file: string, { byte, path, reason }: JsonDamage): SourceRow {
  const place = `byte ${byte.toLocaleString('en-GB')}, in ${describePath(path)}`;
  return setAside(
    { type: 'json', file, path: `(byte ${byte})` }, 'malformed-row',
    `The file stops being JSON at ${place}: ${reason}. The entries before it are kept; nothing after it was read. Ask for the file again.`, '',
  );
}
