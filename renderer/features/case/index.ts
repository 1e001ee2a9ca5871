export { StartScreen } from './start-screen.tsx';
export { CaseDetailsDialog, NewCaseDialog } from './case-details-dialog.tsx';
export { chooseCaseFolder, LockedDialog, openCaseFolder, type Locked } from './open-case.tsx';
