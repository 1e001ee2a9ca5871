/**
 * What every importer is: it recognises content, says what only a person can answer, and reads
 * a working copy row by row. It never opens the original, never touches the database, never
 * guesses a zone, a date order or a sender.
 */
import type { ImportAnswers, ImportedPart, InspectionDraft, FormatId } from '../../../shared/contract/importing.ts';
import type { DateOrder } from '../../../shared/domain/audit-row.ts';
import type { ItemDraft, QuarantinedRow } from '../../../shared/domain/item.ts';
import type { ZoneBasis } from '../../../shared/domain/evidence-time.ts';
import type { EvidenceTree, TreeFile } from '../exhibits/evidence-tree.ts';

/** The evidence file an importer reads: a private, read-only working copy. */
export interface EvidenceSource {
  /** Path of the working copy. */
  readonly path: string;
  /** Contained path inside the exhibit: what locators name as `file`. '' when the exhibit is this one file. */
  readonly name: string;
  /** Every file of the exhibit, this one among them: media beside a chat, a journal beside a database. */
  readonly tree: EvidenceTree;
  /** The file's name as supplied: a hint for display, never the basis of recognition. */
  readonly originalName: string;
  readonly sizeBytes: number;
  /** Modification time of the supplied file (UTC ms): when the copy was last written, not when anything happened. */
  readonly modifiedAtMs: number;
  /** The first 64 KiB (or the whole file when smaller), for recognition. */
  readonly head: Uint8Array;
  /** A folder the importer may write scratch files in; removed afterwards. */
  readonly scratchFolder: string;
}

/** One row of the source. Every row is an item or quarantined: nothing else exists. */
export type SourceRow =
  /** `foldedRows`: further rows of the source that are lines of this item. */
  | { readonly type: 'item'; readonly item: ItemDraft; readonly foldedRows?: number }
  | { readonly type: 'quarantined'; readonly row: QuarantinedRow };

/** Facts about the import as a whole, settled once reading has ended. */
export interface ImportFacts {
  readonly zone: string | null;
  readonly basis: ZoneBasis;
  readonly basisBy: string;
  readonly dateOrder: DateOrder | null;
  readonly dateOrderBasis: string;
  readonly encoding: string | null;
  readonly warnings: readonly string[];
  /** How it was read, for the record; nothing to worry about. */
  readonly notes?: readonly string[];
  /** Rows the parser itself met, counted apart from what became of them; the import fails when the sums differ. */
  readonly rowsSeen?: number;
  /** Tool and version that made the file, in its own words; null when it does not say. */
  readonly madeBy?: string | null;
  /** What an exhibit of several sources held, source by source. */
  readonly parts?: readonly ImportedPart[];
}

/** Path inside the exhibit of something inside this source: '' is the source itself. */
export function inExhibit(source: Pick<EvidenceSource, 'name'>, inner: string): string {
  if (inner === '') return source.name;
  return source.name === '' ? inner : `${source.name}/${inner}`;
}

export interface ReadContext {
  readonly answers: ImportAnswers;
  readonly signal: AbortSignal;
  /** Call often; the caller thins it out. */
  readonly onBytes: (done: number, total: number) => void;
  /**
   * True when the caller throws away every row of a reading that ends with `ReadAgain`, and asks for them once more
   * without this: then an importer may read on an assumption that only the end of the source bears out.
   */
  readonly mayReadAgain?: boolean;
}

/** The rows given rest on an assumption that did not hold. */
export class ReadAgain extends Error {
  constructor() {
    super('the rows were read on an assumption that did not hold, and are to be read again');
  }
}

/** Several files of an exhibit that are one source: a report folder, a download. */
export interface Claim {
  /** Folder inside the exhibit; '' is the top. The source's name. */
  readonly root: string;
  readonly files: readonly TreeFile[];
}

export interface Importer {
  readonly id: FormatId;
  readonly label: string;
  /** Raised whenever the same bytes would give different rows. */
  readonly version: string;
  /** True when `recognise` looks at `head` and nothing else, so that no copy need be made to ask. */
  readonly byHeadAlone?: true;
  /** Why it is not read from an exhibit of many sources unless a person asks for it; left out when it is. */
  readonly onlyWhenAsked?: string;
  /** Finds the sources of several files in an exhibit of many; they are not offered singly. */
  claim?(tree: EvidenceTree, signal: AbortSignal): Promise<readonly Claim[]>;
  /** What in the content was recognised, or null when this is not the importer's format. Cheap: reads `head`, a zip's directory at most. */
  recognise(source: EvidenceSource, signal: AbortSignal): Promise<string | null>;
  /** Questions, findings and (for tables) a preview, given the answers so far. */
  inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft>;
  /**
   * Reads every row, in source order. Throws PlumblineError `needs_answers` (details.questions) before
   * the first row when an answer is missing, `damaged_input` or `refused_input` when nothing can be read.
   * The generator returns the facts for the certificate.
   */
  read(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void>;
  /**
   * The same rows in the same order, some at a time. Optional, for formats of millions of short rows, where
   * handing them over one by one costs as much as a third of reading them.
   */
  readMany?(source: EvidenceSource, context: ReadContext): AsyncGenerator<readonly SourceRow[], ImportFacts, void>;
}
