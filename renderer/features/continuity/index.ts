export { ContinuityView } from './continuity-view.tsx';
