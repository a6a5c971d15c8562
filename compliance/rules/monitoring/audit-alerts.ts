import { attribute, blocks, isFalse, isUnknown } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import type { Resource } from '../../estate/resource';
import { AUDIT_EVENTS, forgottenMethods } from '../../rule-parts/audit-events';
import { dataProjects } from '../../rule-parts/projects';
import type { EstateRule, SubjectVerdict } from '../../verdicts/rule';

const POLICY = 'google_monitoring_alert_policy';
const FILTER = 'conditions.condition_matched_log.filter';

interface Listening {
  readonly policy: Resource;
  readonly text: string;
  readonly computed: boolean;
}

/** What each enabled policy listens to: filters of its conditions, and of the log metrics that these name. */
function listening(estate: Estate): readonly Listening[] {
  const metrics = ofTypes(estate, 'google_logging_metric').map(({ attributes }) => ({
    name: String(attributes['name']),
    filter: String(attributes['filter'] ?? ''),
  }));
  return ofTypes(estate, POLICY)
    .filter(({ attributes }) => !isFalse(attribute(attributes, 'enabled')))
    .map((policy) => {
      const conditions = blocks(policy.attributes, 'conditions');
      if (conditions === 'unknown') return { policy, text: '', computed: true };
      const filters = conditions.flatMap((condition) =>
        ['condition_matched_log', 'condition_threshold'].map((kind) => attribute(condition, kind, 'filter')),
      );
      const text = filters.map((each) => String(each ?? '')).join('\n');
      const named = metrics.filter(({ name }) => text.includes(`logging.googleapis.com/user/${name}"`));
      return {
        policy,
        text: [text, ...named.map(({ filter }) => filter)].join('\n'),
        computed: filters.some(isUnknown),
      };
    });
}

export const auditAlerts: EstateRule = {
  id: 'monitoring-audit-alerts',
  title: 'Changes to grants, roles, audit settings, buckets, databases, networks and keys raise an alert',
  severity: 'medium',
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(b)'],
  why: 'An unnoticed change by hand stays open until the next review.',
  fix: 'Add a google_monitoring_alert_policy whose condition_matched_log names the methods.',
  resourceTypes: [POLICY],
  checkEstate(estate) {
    const policies = listening(estate);
    const everything = policies.map(({ text }) => text).join('\n');
    const heard = policies.map(({ policy, text }): SubjectVerdict => {
      // Another policy may report the rest.
      const forgotten = forgottenMethods(text).filter((each) => !everything.includes(each));
      const message = `it does not report ${forgotten.join(', ')}`;
      return {
        subject: policy.address,
        stack: policy.stack,
        // In a part of an environment it may be elsewhere.
        verdict: forgotten.length === 0 ? [] : estate.complete ? [{ attribute: FILTER, message }] : 'unknown',
      };
    });
    const missing = AUDIT_EVENTS.filter(
      ({ methods }) => !policies.some(({ text }) => methods.some((each) => text.includes(each))),
    );
    const unsure = !estate.complete || policies.some(({ computed }) => computed);
    const projects = dataProjects(estate).map(
      ({ id, stack }): SubjectVerdict => ({
        subject: `project ${id || '(not named)'}`,
        stack,
        verdict:
          missing.length > 0 && unsure
            ? 'unknown'
            : missing.map(({ what }) => ({ attribute: FILTER, message: `no alert reports ${what}` })),
      }),
    );
    return [...heard, ...projects];
  },
};
