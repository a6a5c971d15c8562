import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const triggerLogs: ResourceRule = {
  id: 'build-trigger-logs',
  title: 'Builds keep their logs',
  severity: 'medium',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'A build changes the programs that read the data; only its log shows what it changed.',
  fix: 'Set build.options.logging to CLOUD_LOGGING_ONLY, or name a bucket in build.logs_bucket.',
  resourceTypes: ['google_cloudbuild_trigger'],
  check({ attributes }) {
    const builds = blocks(attributes, 'build');
    if (builds === 'unknown') return builds;
    // Otherwise a file of the repository says it.
    if (builds.length === 0) return 'not_applicable';
    const bucket = attribute(builds, 'logs_bucket');
    const logging = attribute(builds, 'options', 'logging');
    const defect = { attribute: 'build.options.logging', message: 'no destination for the log is set' };
    if (isUnknown(logging)) return 'unknown';
    if (logging === 'NONE') return [{ ...defect, message: 'logging is off' }];
    return expectValue(
      bucket,
      () => bucket !== undefined || (logging !== undefined && logging !== 'LOGGING_UNSPECIFIED'),
      defect,
    );
  },
};
