/** What rows in other formats are made from. The formats know nothing of the database. */
import { z } from 'zod';
import type { CaseDetails } from '../../../../shared/domain/case-details.ts';
import type { Exhibit } from '../../../../shared/domain/exhibit.ts';
import type { ExportRecord } from '../../../../shared/domain/export-columns.ts';
import { attachmentSchema, type Attachment, type Item } from '../../../../shared/domain/item.ts';
import type { Tag } from '../../../../shared/domain/tags.ts';

export interface ExportedRow { readonly item: Item; readonly tags: readonly string[]; readonly record: ExportRecord }

export interface RowsSource {
  readonly details: CaseDetails;
  readonly filterInWords: string;
  /** Zone of the column of shown times. */
  readonly zone: string;
  /** rows + withheld + leftOut = total. */
  readonly totals: { readonly rows: number; readonly withheld: number; readonly leftOut: number; readonly total: number; readonly setAside: number; readonly thirdParty: number };
  readonly exhibits: readonly Exhibit[];
  readonly tags: readonly Tag[];
  readonly madeAt: Date;
  readonly author: string;
  readonly version: string;
  readonly logHead: string;
  /** Items in timeline order, in pages; dated first, then undated. Can be read more than once, and is the same each time. */
  readonly pages: () => AsyncIterable<readonly ExportedRow[]>;
}

/** The files a row names. Everything a person could have written is read from the record, through which every export's words go. */
export const attachmentsOf = (record: ExportRecord): readonly Attachment[] => (record.attachments === '' ? [] : z.array(attachmentSchema).parse(JSON.parse(record.attachments)));

/** The sentences a file says of itself, where its format has a place for them. */
export function aboutLines({ details, filterInWords, zone, totals, madeAt, author, version, logHead }: RowsSource): readonly (readonly [string, string | number])[] {
  return [
    ['Case', details.reference], ['Title', details.title], ['Protective marking', details.protectiveMarking],
    ['Selection', filterInWords], ['Times as shown are in', zone],
    ['Rows listed', totals.rows], ['Privileged, in this selection and withheld', totals.withheld], ['Outside this selection', totals.leftOut],
    ['All items of the case (the three lines above together)', totals.total], ['Rows set aside on import, in the whole case', totals.setAside],
    ['Rows listed that are of third-party conversations', totals.thirdParty],
    ['Made by', `Plumbline ${version} for ${author}`], ['Made at', madeAt.toISOString()], ['Continuity log head', logHead],
  ];
}
