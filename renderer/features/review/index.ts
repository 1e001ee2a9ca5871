export { AccountDialog } from './account-dialog.tsx';
export { BulkDialog } from './bulk-dialog.tsx';
export { ChecklistDialog } from './checklist-dialog.tsx';
export { DisclosureDialog } from './disclosure-dialog.tsx';
export { KeySheet } from './key-sheet.tsx';
export { ReasonsDialog } from './reasons-dialog.tsx';
export { TagPicker } from './tag-picker.tsx';
export { agree, assess, inOrder, setTag, undo } from './review-actions.ts';
