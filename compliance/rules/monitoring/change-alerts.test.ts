import { judged } from '../../../test/judged';
import type { JsonObject } from '../../attribute';
import { changeAlerts } from './change-alerts';

const ALWAYS = [
  ...['SetIamPolicy', 'UpdateRole', 'CreateRole', 'InsertDataset', 'UpdateDataset', 'PatchDataset'],
  ...['CreateServiceAccountKey', 'UploadServiceAccountKey', 'UpdateSink', 'DeleteSink', 'UpdateBucket', 'DeleteBucket'],
  ...['DestroyCryptoKeyVersion', 'UpdateCryptoKeyVersion'],
];
const alert = (methods: readonly string[], change: JsonObject = {}): JsonObject => ({
  conditions: [{ condition_matched_log: { filter: methods.map((each) => `methodName:"${each}"`).join(' OR ') } }],
  ...change,
});
const judgedWith = (alerts: Record<string, JsonObject>, more: Record<string, Record<string, JsonObject>> = {}) =>
  judged(changeAlerts, { google_bigquery_dataset: { d: {} }, google_monitoring_alert_policy: alerts, ...more });
const IN_ORDER = { checked: 1, defects: {}, cannotTell: [] };

it('accepts a project in which every change is watched, by one alert or several, with more than is asked', () => {
  expect(judgedWith({ all: alert([...ALWAYS, 'SomethingElse']) })).toEqual(IN_ORDER);
  expect(judgedWith({ a: alert(ALWAYS.slice(0, 5)), b: alert(ALWAYS.slice(5), { severity: 'ERROR' }) })).toEqual(
    IN_ORDER,
  );
});

it.each(ALWAYS)('reports the project when no alert tells of %s', (method) => {
  const rest = ALWAYS.filter((each) => each !== method);
  expect(judgedWith({ all: alert(rest) }).defects).toEqual({ 'project p': ['conditions'] });
});

it('reports each kind of change that nobody is told of, and does not count an alert that is off', () => {
  expect(judgedWith({}).defects).toEqual({ 'project p': Array(4).fill('conditions') });
  expect(judgedWith({ all: alert(ALWAYS, { enabled: false }) }).defects).toEqual({
    'project p': Array(4).fill('conditions'),
  });
});

it.each(['google_storage_bucket', 'google_sql_database_instance', 'google_compute_network'])(
  'asks about %s only where there is one',
  (type) => {
    expect(judgedWith({ all: alert(ALWAYS) }, { [type]: { one: {} } }).defects).toEqual({
      'project p': ['conditions'],
    });
  },
);

it('accepts an alert on a metric that counts the lines', () => {
  const counted: JsonObject = {
    conditions: { condition_threshold: { filter: 'metric.type="logging.googleapis.com/user/changes"' } },
  };
  const filter = ALWAYS.join(' OR ');
  expect(judgedWith({ m: counted }, { google_logging_metric: { changes: { name: 'changes', filter } } })).toEqual(
    IN_ORDER,
  );
  expect(judgedWith({ m: counted }).defects).toEqual({ 'project p': Array(4).fill('conditions') });
});

it('is not about a project without data, and cannot tell of a computed filter or of a part of an environment', () => {
  expect(judged(changeAlerts, { google_monitoring_alert_policy: { a: alert([]) } }).checked).toBe(0);
  const computed = { conditions: { condition_matched_log: { filter: '${var.filter}' } } };
  expect(judgedWith({ a: computed }).cannotTell).toEqual(['project p']);
  expect(judged(changeAlerts, { google_bigquery_dataset: { d: {} } }, { complete: false }).cannotTell).toEqual([
    'project p',
  ]);
});
