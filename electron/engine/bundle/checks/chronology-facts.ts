/** What the case knows of the entries of a chronology, so that its pages can be held against it (C2, C4). */
import type { BundleDefinition } from '../../../../shared/domain/bundle.ts';
import type { ItemId } from '../../../../shared/domain/ids.ts';
import type { Hiding } from '../../ciphers/hiding.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { bracketed } from '../../exports/documents/named-emoji.ts';
import { withEmojiNames } from '../../exports/emoji-names.ts';
import { accountsOfItems } from '../../review/accounts.ts';
import { getExhibit } from '../../store/exhibits.ts';
import { getItem } from '../../timeline/item-detail.ts';

/** Words as they are shown in the file, people hidden who are hidden there and emoji named that are named there. */
export interface ChronologyFacts {
  readonly documentId: string;
  readonly entries: number;
  /** References of the exhibits its entries come from. */
  readonly sources: readonly string[];
  /** Keys of the columns it was asked for without. */
  readonly leftOut: readonly string[];
  /** What people say of its events. */
  readonly versions: readonly string[];
}

/** Items of the rows of each document that lists any, by the id of the document. */
export type ListedItems = ReadonlyMap<string, readonly ItemId[]>;

/** Of the chronologies of a bundle whose rows are known: those that were set for it. Throws `not_found` for an item that has gone. */
export function chronologyFacts(db: CaseDatabase, hiding: Hiding, { sections }: BundleDefinition, listed: ListedItems): ChronologyFacts[] {
  return sections.flatMap(({ documents }) => documents.flatMap(({ id, source }): ChronologyFacts[] => {
    const ask = source.type === 'document' && source.ask.kind === 'chronology' ? source.ask : undefined;
    const items = listed.get(id);
    if (ask === undefined || items === undefined) return [];
    const shown = (text: string): string => (ask.nameEmoji ? withEmojiNames(hiding.text(text), (name) => bracketed(name, hiding.text)) : hiding.text(text));
    const exhibits = new Set(items.map((itemId) => getItem(db, itemId).exhibitId));
    return [{
      documentId: id, entries: items.length, leftOut: ask.leaveOut, sources: [...exhibits].map((exhibitId) => shown(getExhibit(db, exhibitId).reference)),
      versions: [...accountsOfItems(db, [...new Set(items)]).values()].flat().map(({ text }) => shown(text)),
    }];
  }));
}
