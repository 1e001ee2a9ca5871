export { KeySheet } from './key-sheet.tsx';
export { ReasonsDialog } from './reasons-dialog.tsx';
export { TagPicker } from './tag-picker.tsx';
export { assess, inOrder, setTag, undo } from './review-actions.ts';
