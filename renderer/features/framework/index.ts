export { FrameworkView } from './framework-view.tsx';
