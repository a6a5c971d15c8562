import type { Review } from '../review';
import { DISCLAIMER } from './words';

/** What `toJson` writes. `version` grows when a field changes its meaning or goes. */
export interface ReviewDocument extends Review {
  readonly version: 1;
  readonly disclaimer: string;
}

/** The whole review as plain data, for `JSON.stringify`. */
export function toJson(review: Review): ReviewDocument {
  return { version: 1, disclaimer: DISCLAIMER, ...review };
}
