export { PatternsView } from './patterns-view.tsx';
