export { PairsView } from './pairs-view.tsx';
export { chosenInPairs } from './pairs-store.ts';
