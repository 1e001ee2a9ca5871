export { ItemPane } from './item-pane.tsx';
export { followItem, showItem, togglePicture, useItem } from './item-store.ts';
export { openRedaction, openRedactionOfItem } from './redaction/open-redaction.ts';
export { RedactionDialog } from './redaction/redaction-dialog.tsx';
export { openViewerOf, openViewerOfItem } from './viewer/open-viewer.ts';
export { PictureViewer } from './viewer/picture-viewer.tsx';
export { WriteEventDialog } from './write-event.tsx';
