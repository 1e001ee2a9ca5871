export { ItemPane } from './item-pane.tsx';
export { followItem, showItem, togglePicture, useItem } from './item-store.ts';
export { WriteEventDialog } from './write-event.tsx';
