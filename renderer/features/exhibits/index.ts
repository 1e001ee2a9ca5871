export { AddExhibits } from './add-exhibits.tsx';
export { CertificateView } from './certificate-view.tsx';
export { ExhibitSheet } from './exhibit-sheet.tsx';
export { ImportWizard } from './import-wizard.tsx';
