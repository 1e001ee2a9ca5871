export { ItemPane } from './item-pane.tsx';
export { followItem, showItem, togglePicture, useItem } from './item-store.ts';
export { openViewerOf, openViewerOfItem } from './viewer/open-viewer.ts';
export { PictureViewer } from './viewer/picture-viewer.tsx';
export { WriteEventDialog } from './write-event.tsx';
