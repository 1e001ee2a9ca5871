export { forgetFiles } from './files-store.ts';
export { FilesView } from './files-view.tsx';
export { forgetHashing } from './hashing.tsx';
