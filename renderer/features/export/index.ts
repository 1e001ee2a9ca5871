export type { Wanted } from './document-choice.ts';
export { ExportDialog } from './export-dialog.tsx';
