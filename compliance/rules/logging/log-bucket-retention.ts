import { SIX_YEARS_DAYS } from '../../../model';
import { attribute, numberOf } from '../../arguments/attribute';
import { dataProjects } from '../../rule-parts/projects';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

/** The buckets that every project has. `_Default` is for operation, not for records; `_Required` cannot be changed. */
const BUILT_IN = new Set(['_Default', '_Required']);

export const logBucketRetention: ResourceRule = {
  id: 'logging-log-bucket-retention',
  title: 'Log buckets keep everything for six years',
  severity: 'high',
  controls: ['164.312(b)', '164.316(b)(2)(i)'],
  why: 'By default a log bucket deletes logs after 30 days.',
  fix: `Set retention_days to ${SIX_YEARS_DAYS} or more.`,
  resourceTypes: ['google_logging_project_bucket_config'],
  check(bucket, estate) {
    if (BUILT_IN.has(String(bucket.attributes['bucket_id']))) return 'not_applicable';
    // A log bucket has no labels: the stage is that of the data in its project.
    const project = dataProjects(estate).find((each) => each.id === (bucket.project ?? ''));
    if (project?.beforeProduction) return 'not_applicable';
    const verdict = expectValue(
      attribute(bucket.attributes, 'retention_days'),
      (days) => numberOf(days) >= SIX_YEARS_DAYS,
      {
        attribute: 'retention_days',
        message: `retention_days is not ${SIX_YEARS_DAYS} or more`,
      },
    );
    // The data, with the stage, may be in another stack.
    return verdict.length > 0 && project === undefined && !estate.complete ? 'unknown' : verdict;
  },
};
