import { attribute, isTrue } from '../../arguments/attribute';
import { dataProjects } from '../../rule-parts/projects';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

/** The buckets that every project has. `_Required` is locked by itself, `_Default` is for operation. */
const BUILT_IN = new Set(['_Default', '_Required']);

export const logBucketLock: ResourceRule = {
  id: 'logging-log-bucket-lock',
  title: 'Production log buckets are locked',
  severity: 'high',
  controls: ['164.316(b)(2)(i)', '164.312(b)', '164.312(c)(1)'],
  why: 'A log administrator could otherwise shorten the retention and delete the record of his own actions.',
  fix: 'Set locked to true. It cannot be undone.',
  resourceTypes: ['google_logging_project_bucket_config'],
  check(bucket, estate) {
    if (BUILT_IN.has(String(bucket.attributes['bucket_id']))) return 'not_applicable';
    // A log bucket has no labels: the stage is that of the data in its project.
    const project = dataProjects(estate).find((each) => each.id === (bucket.project ?? ''));
    if (project?.beforeProduction) return 'not_applicable';
    const verdict = expectValue(attribute(bucket.attributes, 'locked'), isTrue, {
      attribute: 'locked',
      message: 'locked is not true',
    });
    // The data, with the stage, may be in another stack.
    return verdict.length > 0 && project === undefined && !estate.complete ? 'unknown' : verdict;
  },
};
