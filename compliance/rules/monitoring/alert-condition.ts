import { attribute, blocks, isUnknown, type JsonObject, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue, judgeBlocks, type Verdict } from '../../verdicts/verdict';

/** Longer, and the notification comes too late for the same morning. */
export const LONGEST_WAIT_SECONDS = 60 * 60;
/** A day of one run and its tail. */
const LONGEST_WINDOW_SECONDS = 26 * 60 * 60;

function judgeThreshold(threshold: JsonObject): Verdict {
  const at = (name: string, message: string) => ({ attribute: `conditions.condition_threshold.${name}`, message });
  const comparison = attribute(threshold, 'comparison');
  const limit = attribute(threshold, 'threshold_value');
  const below = comparison === 'COMPARISON_LT';
  const never: Verdict =
    below && !isUnknown(limit) && !(numberOf(limit) > 0)
      ? [at('threshold_value', 'nothing that is counted is below it')]
      : [];
  const silence: Verdict =
    below && attribute(threshold, 'evaluation_missing_data') === 'EVALUATION_MISSING_DATA_INACTIVE'
      ? [at('evaluation_missing_data', 'it says nothing when nothing is reported any more')]
      : [];
  return allOf(
    expectValue(
      attribute(threshold, 'filter'),
      (value) => value !== undefined && value !== '',
      at('filter', 'there is no filter'),
    ),
    expectValue(
      attribute(threshold, 'duration'),
      (value) => value === undefined || numberOf(value) <= LONGEST_WAIT_SECONDS,
      at('duration', `it waits for more than ${LONGEST_WAIT_SECONDS} s`),
    ),
    judgeBlocks(threshold, 'aggregations', (aggregation) =>
      expectValue(
        attribute(aggregation, 'alignment_period'),
        (value) => value === undefined || numberOf(value) <= LONGEST_WINDOW_SECONDS,
        at('aggregations.alignment_period', `it looks at more than ${LONGEST_WINDOW_SECONDS} s at once`),
      ),
    ),
    never,
    silence,
  );
}

export const alertCondition: ResourceRule = {
  id: 'monitoring-alert-condition',
  title: 'Alert conditions can fire, without delay',
  severity: 'low',
  controls: ['164.308(a)(6)(ii)', '164.308(a)(1)(ii)(D)'],
  why: 'People rely on an alert; a condition that is never true, or days late, hides the problem.',
  fix: 'Set a filter, a threshold that can be crossed, and a short duration; below a limit, do not count missing data as good.',
  resourceTypes: ['google_monitoring_alert_policy'],
  check({ attributes }) {
    const conditions = blocks(attributes, 'conditions');
    if (conditions === 'unknown') return conditions;
    if (conditions.length === 0) return [{ attribute: 'conditions', message: 'there is no condition' }];
    return allOf(
      ...conditions.flatMap((condition) => [
        judgeBlocks(condition, 'condition_matched_log', (log) =>
          expectValue(attribute(log, 'filter'), (value) => value !== undefined && value !== '', {
            attribute: 'conditions.condition_matched_log.filter',
            message: 'there is no filter',
          }),
        ),
        judgeBlocks(condition, 'condition_threshold', judgeThreshold),
      ]),
    );
  },
};
