import { blocks } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const bucketNoWebsite: ResourceRule = {
  id: 'storage-bucket-no-website',
  title: 'Buckets are not websites',
  severity: 'medium',
  controls: ['164.312(a)(1)'],
  why: 'A website is public; a bucket configured as one is meant to be opened.',
  fix: 'Remove the website block.',
  resourceTypes: ['google_storage_bucket'],
  check({ attributes }) {
    const website = blocks(attributes, 'website');
    if (website === 'unknown') return website;
    return website.length > 0 ? [{ attribute: 'website', message: 'the bucket is configured as a website' }] : [];
  },
};
