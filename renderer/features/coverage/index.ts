export { CoverageView } from './coverage-view.tsx';
export { endSeen, noteSeen } from './seen-queue.ts';
