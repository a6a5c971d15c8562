import { judged } from '../../../test/judged';
import { AUDIT_EVENTS } from '../../rule-parts/audit-events';
import { auditAlerts } from './audit-alerts';

const BUCKET = { google_storage_bucket: { b: { name: 'b' } } };
const METHODS = AUDIT_EVENTS.flatMap(({ methods }) => methods);
const alert = (methods: readonly string[], change = {}) => ({
  conditions: [{ condition_matched_log: { filter: methods.join(' OR ') } }],
  ...change,
});
const estate = (policy: ReturnType<typeof alert>) => ({ ...BUCKET, google_monitoring_alert_policy: { a: policy } });

it('names the project in which nobody reports anything, once for each event', () => {
  expect(judged(auditAlerts, BUCKET).defects['project p']).toHaveLength(AUDIT_EVENTS.length);
  expect(judged(auditAlerts, estate(alert(METHODS, { enabled: false }))).defects['project p']).toBeDefined();
});

it('names the policy that reports a part of an event only', () => {
  expect(judged(auditAlerts, estate(alert(METHODS.filter((each) => each !== 'DeleteSink')))).defects).toEqual({
    'google_monitoring_alert_policy.a': ['conditions.condition_matched_log.filter'],
  });
});

it('accepts policies that report everything, by log or by a metric of it', () => {
  const sound = { checked: 2, defects: {}, unknown: [] };
  expect(judged(auditAlerts, estate(alert(METHODS, { display_name: 'new' })))).toEqual(sound);
  const threshold = {
    conditions: [{ condition_threshold: { filter: 'metric.type="logging.googleapis.com/user/audit"' } }],
  };
  const metric = { google_logging_metric: { m: { name: 'audit', filter: METHODS.join(' OR ') } } };
  expect(judged(auditAlerts, { ...metric, ...BUCKET, google_monitoring_alert_policy: { a: threshold } })).toEqual(
    sound,
  );
});

it('is not about an environment without data and alerts, and answers unknown for a part of one', () => {
  expect(judged(auditAlerts, { google_compute_network: { n: {} } }).checked).toBe(0);
  expect(judged(auditAlerts, BUCKET, { complete: false }).unknown).toEqual(['project p']);
  expect(judged(auditAlerts, estate(alert(['${var.filter}']))).unknown).toEqual(['project p']);
});
