import { createHash } from 'node:crypto';
import type { Review } from '../review/review';
import { DISCLAIMER } from './words';

/** What `toJson` writes. `version` grows when a field changes its meaning or goes. */
export interface ReviewDocument extends Review {
  readonly version: 2;
  readonly disclaimer: string;
  /** As `contentHash` gives it. */
  readonly contentHash: string;
}

/** The whole review as plain data, for `JSON.stringify`. */
export function toJson(review: Review): ReviewDocument {
  return { version: 2, disclaimer: DISCLAIMER, contentHash: contentHash(review), ...review };
}

/**
 * SHA-256, in hexadecimal, of what the review found, as JSON. It stands in every form of the report: two reports with the same hash say
 * the same.
 */
export function contentHash(review: Review): string {
  return createHash('sha256').update(JSON.stringify(review)).digest('hex');
}
