export { AddExhibits } from './add-exhibits.tsx';
export { ExhibitSheet } from './exhibit-sheet.tsx';
export { ImportWizard } from './import-wizard.tsx';
