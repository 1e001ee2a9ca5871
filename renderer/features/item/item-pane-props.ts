/** What the item pane is given, and what it can ask for. */
import type { Account } from '../../../shared/domain/account.ts';
import type { AssessmentState } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';

export interface ItemPaneProps {
  readonly zone: string;
  /** Words of the search that stands, marked in what the item says. */
  readonly marks: readonly string[];
  readonly onAssess: (state: AssessmentState) => void;
  readonly onReasons: () => void;
  /** Agrees, as second reviewer, with the first. */
  readonly onAgree: () => void;
  /** Records what somebody says, or changes an account. */
  readonly onAccount: (account: Account | null) => void;
  readonly onChecklist: () => void;
  readonly onDisclosure: () => void;
  /** Puts one of its files, or the transcript of a picture, into a hearing bundle. */
  readonly onBundle: (attachment: number, what: 'file' | 'transcript') => void;
  readonly onTags: () => void;
  readonly onRemoveTag: (code: string) => void;
  readonly onGoTo: (itemId: ItemId) => void;
}
