export { SecondReviewView } from './second-review-view.tsx';
export { chosenInSecondReview, forgetSecondReview } from './second-review-store.ts';
