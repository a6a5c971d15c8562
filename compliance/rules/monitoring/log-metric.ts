import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { forgottenMethods } from '../../rule-parts/audit-events';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const logMetric: ResourceRule = {
  id: 'monitoring-log-metric',
  title: 'Log metrics are enabled and count whole events',
  severity: 'low',
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(b)'],
  why: 'A metric that counts nothing, or only some changes, looks calm during an incident.',
  fix: 'Leave disabled out, and name every method of the event in filter.',
  resourceTypes: ['google_logging_metric'],
  check({ attributes }) {
    const filter = attribute(attributes, 'filter');
    const forgotten = isUnknown(filter) ? [] : forgottenMethods(String(filter ?? ''));
    return allOf(
      expectValue(attribute(attributes, 'disabled'), (value) => !isTrue(value), {
        attribute: 'disabled',
        message: 'the metric counts nothing',
      }),
      expectValue(filter, (value) => value !== undefined && value !== '' && forgotten.length === 0, {
        attribute: 'filter',
        message: forgotten.length > 0 ? `it does not count ${forgotten.join(', ')}` : 'there is no filter',
      }),
    );
  },
};
