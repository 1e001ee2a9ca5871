/** The views of an open case. */

export type WorkspaceView = 'timeline' | 'pairs' | 'patterns' | 'conversation' | 'second' | 'charges' | 'people' | 'files' | 'bundles' | 'coverage' | 'continuity';

/** Those that are chosen by name; a conversation is reached from a row. */
export const listedViews: readonly (readonly [WorkspaceView, string])[] = [
  ['timeline', 'Timeline'], ['pairs', 'Accesses and contacts'], ['patterns', 'Patterns'], ['second', 'Second review'], ['charges', 'Allegations and tags'], ['people', 'People'], ['files', 'Same files'],
  ['bundles', 'Bundles'], ['coverage', 'Coverage'], ['continuity', 'Continuity'],
];

/** Views beside which one item is shown and assessed. */
export function hasItemPane(view: WorkspaceView): boolean {
  return view === 'timeline' || view === 'pairs' || view === 'conversation' || view === 'second';
}
