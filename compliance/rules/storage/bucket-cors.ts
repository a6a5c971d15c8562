import { attribute, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { judgeBlocks } from '../../verdicts/verdict';

export const bucketCors: ResourceRule = {
  id: 'storage-bucket-cors',
  title: 'Buckets allow named origins only (CORS)',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: "Any web page that a user opens could read objects with the user's session or a signed URL.",
  fix: 'Name the origins in cors.origin, or remove the block.',
  resourceTypes: ['google_storage_bucket'],
  check: ({ attributes }) =>
    judgeBlocks(attributes, 'cors', (cors) => {
      const origins = strings(attribute(cors, 'origin'));
      if (origins === 'unknown') return origins;
      const open = origins.filter((origin) => origin.includes('*'));
      return open.map((origin) => ({ attribute: 'cors.origin', message: `cors.origin allows ${origin}` }));
    }),
};
