import { blocks } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const bucketNoWebsite: ResourceRule = {
  id: 'storage-bucket-no-website',
  title: 'No bucket is a website',
  severity: 'medium',
  controls: ['164.312(a)(1)'],
  why: 'A website is for everybody; a bucket that is set up as one is waiting to be opened.',
  fix: 'Drop the website block.',
  resourceTypes: ['google_storage_bucket'],
  check({ attributes }) {
    const website = blocks(attributes, 'website');
    if (website === 'unknown') return website;
    return website.length > 0 ? [{ attribute: 'website', message: 'the bucket is set up as a website' }] : [];
  },
};
