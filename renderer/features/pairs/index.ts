export { PairsView } from './pairs-view.tsx';
export { chosenInPairs, forgetPairs } from './pairs-store.ts';
