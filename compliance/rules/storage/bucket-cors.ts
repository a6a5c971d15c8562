import { attribute, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { judgeBlocks } from '../../verdicts/verdict';

export const bucketCors: ResourceRule = {
  id: 'storage-bucket-cors',
  title: 'No bucket hands its objects to pages of any origin',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'A page that somebody opens beside his work could read objects with his session or a signed address.',
  fix: 'Name the origins in cors.origin, or drop the block.',
  resourceTypes: ['google_storage_bucket'],
  check: ({ attributes }) =>
    judgeBlocks(attributes, 'cors', (cors) => {
      const origins = strings(attribute(cors, 'origin'));
      if (origins === 'unknown') return origins;
      const open = origins.filter((origin) => origin.includes('*'));
      return open.map((origin) => ({ attribute: 'cors.origin', message: `cors.origin lets in ${origin}` }));
    }),
};
