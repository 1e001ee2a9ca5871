export { forgetFiles } from './files-store.ts';
export { FilesView } from './files-view.tsx';
