/** What people call a tag. */
import { useTimeline } from './timeline-store.ts';

export function useTagName(code: string): string {
  return useTimeline((state) => state.facets?.tags.find((tag) => tag.code === code)?.name ?? code);
}
