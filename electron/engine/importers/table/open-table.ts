/** Opens a recognised table so that its rows can be read from the first as often as needed. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource } from '../importer.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { detectTable, type TableKind } from './detect.ts';
import { delimiterNames, type Dialect } from './dialect.ts';
import { openDatabaseTable } from './read-database.ts';
import { readDelimited } from './read-delimited.ts';
import { openJsonDocument, openJsonLines } from './read-json.ts';
import { openWorkbook } from './read-workbook.ts';
import { encodingQuestion, tableEncoding } from '../text/table-encoding.ts';
import type { AnyRow, OpenTable } from './table-row.ts';

export interface RecognisedTable { readonly table: OpenTable; readonly recognisedBy: string }

function openDelimited(source: EvidenceSource, dialect: Dialect, chosenEncoding: string | undefined): OpenTable {
  const decision = tableEncoding(source.head, chosenEncoding);
  async function* rows(signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyRow, void, void> {
    const feed = await openByteFeed(source.path, decision.encoding);
    try {
      yield* readDelimited(feed, dialect, decision.markBytes, signal, onBytes);
    } finally {
      await feed.close();
    }
  }
  return {
    sheets: [], sheet: null, encoding: decision.encoding, encodingQuestion: encodingQuestion(decision), rows, warnings: [],
    findings: [
      `Values are separated by ${delimiterNames[dialect.delimiter]}${dialect.spaceAfterDelimiter ? ', with a space that is not part of the value' : ''}.`,
      `Encoding: ${decision.encoding} (${decision.evidence}).`,
    ],
  };
}

/** Throws `unrecognised_format` when the content is not a table, and what `detectTable` and `openWorkbook` throw. */
export async function openTable(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<RecognisedTable> {
  const kind = await detectTable(source, signal, answers.encoding);
  if (kind === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as a table.`);
  return { table: await openKind(source, kind, answers, signal), recognisedBy: kind.recognisedBy };
}

function openKind(source: EvidenceSource, kind: TableKind, { mapping, encoding }: ImportAnswers, signal: AbortSignal): Promise<OpenTable> {
  const sheet = mapping?.sheet ?? null;
  switch (kind.kind) {
    case 'workbook': return openWorkbook(source, sheet, signal);
    case 'database': return openDatabaseTable(source, sheet, signal);
    case 'json-document': return openJsonDocument(source, sheet);
    case 'json-lines': return openJsonLines(source, signal);
    case 'delimited': return Promise.resolve(openDelimited(source, kind.dialect, encoding));
  }
}
