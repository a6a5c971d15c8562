import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { dataProjects } from '../../rule-parts/projects';
import type { EstateRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

const STORED = /^(storage\.googleapis\.com|logging\.googleapis\.com|bigquery\.googleapis\.com)\//;
const SINK_TYPES = [
  'google_logging_project_sink',
  'google_logging_folder_sink',
  'google_logging_organization_sink',
] as const;

function judge(estate: Estate, projectId: string): Verdict {
  const sinks = ofTypes(estate, ...SINK_TYPES).filter(
    (sink) => sink.type !== 'google_logging_project_sink' || (sink.project ?? projectId) === projectId,
  );
  const on = sinks.filter((sink) => !isTrue(attribute(sink.attributes, 'disabled')));
  const destinations = on.map((sink) => sink.attributes['destination']);
  if (destinations.some((each) => typeof each === 'string' && STORED.test(each))) return [];
  if (!estate.complete || destinations.some(isUnknown)) return 'unknown';
  return [{ attribute: 'destination', message: 'no log sink keeps the logs longer than the default log bucket' }];
}

export const auditSink: EstateRule = {
  id: 'logging-audit-sink',
  title: 'Projects with data send their logs to a store of their own',
  severity: 'high',
  controls: ['164.312(b)', '164.316(b)(2)(i)'],
  why: 'The default log bucket deletes data access logs after 30 days.',
  fix: 'Add a google_logging_project_sink to a bucket with retention.',
  resourceTypes: [...SINK_TYPES],
  checkEstate: (estate) =>
    dataProjects(estate).map(({ id, stack }) => ({
      subject: `project ${id || '(not named)'}`,
      stack,
      verdict: judge(estate, id),
    })),
};
