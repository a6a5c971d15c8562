import { attribute, isTrue } from '../../attribute';
import { allOf, expectValue, type ResourceRule } from '../../rule';

export const metricCounts: ResourceRule = {
  id: 'logging-metric-counts',
  title: 'Metrics that alerts wait for count something',
  severity: 'low',
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)'],
  why: 'An alert on a metric that counts nothing stays silent, and looks as if nothing had happened.',
  fix: 'Leave disabled at false, and let filter say what is counted.',
  resourceTypes: ['google_logging_metric'],
  check: ({ attributes }) =>
    allOf(
      expectValue(attribute(attributes, 'disabled'), (value) => !isTrue(value), {
        attribute: 'disabled',
        message: 'the metric is switched off',
      }),
      expectValue(attribute(attributes, 'filter'), (value) => typeof value === 'string' && value.trim() !== '', {
        attribute: 'filter',
        message: 'the metric has no filter',
      }),
    ),
};
