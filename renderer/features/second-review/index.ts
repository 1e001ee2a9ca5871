export { SecondReviewView } from './second-review-view.tsx';
export { chosenInSecondReview } from './second-review-store.ts';
