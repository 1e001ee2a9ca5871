/** What the item pane is given, and what it can ask for. */
import type { AssessmentState } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Tag } from '../../../shared/domain/tags.ts';

export interface ItemPaneProps {
  readonly zone: string;
  readonly tags: readonly Tag[];
  /** Words of the search that stands, marked in what the item says. */
  readonly marks: readonly string[];
  readonly onAssess: (state: AssessmentState) => void;
  readonly onReasons: () => void;
  readonly onTags: () => void;
  readonly onRemoveTag: (code: string) => void;
  readonly onGoTo: (itemId: ItemId) => void;
}
