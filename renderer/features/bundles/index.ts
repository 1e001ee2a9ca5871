export { AddFileDialog } from './add-file-dialog.tsx';
export type { Selection } from './add-timeline-dialog.tsx';
export { BundlesView } from './bundles-view.tsx';
export { forgetBundles } from './bundles-store.ts';
