export { PeopleView } from './people-view.tsx';
