import { attribute, blocks, isFalse, isUnknown, type Json } from '../../attribute';
import { type Estate, ofTypes, type Resource } from '../../resource';
import type { Defect, EstateRule, Verdict } from '../../rule';
import { dataProjects } from '../projects';

interface Change {
  readonly what: string;
  /** As the audit log calls what was done; an alert that finds a part of the name finds it too. */
  readonly methods: readonly string[];
  /** Only where the estate has one of these. @default always */
  readonly of?: readonly string[];
}

/** Changes after which patients' data may be open, gone, or no longer watched. */
const CHANGES: readonly Change[] = [
  {
    what: 'a change of access',
    methods: ['SetIamPolicy', 'UpdateRole', 'CreateRole', 'InsertDataset', 'UpdateDataset', 'PatchDataset'],
  },
  { what: 'a key of a service account', methods: ['CreateServiceAccountKey', 'UploadServiceAccountKey'] },
  { what: 'a change of the audit logs', methods: ['UpdateSink', 'DeleteSink', 'UpdateBucket', 'DeleteBucket'] },
  { what: 'an encryption key that goes', methods: ['DestroyCryptoKeyVersion', 'UpdateCryptoKeyVersion'] },
  {
    what: 'a change of a bucket',
    methods: ['storage.setIamPermissions', 'storage.buckets.update', 'storage.buckets.delete'],
    of: ['google_storage_bucket'],
  },
  {
    what: 'a change of a database instance',
    methods: ['cloudsql.instances.update', 'cloudsql.instances.delete', 'cloudsql.users.create'],
    of: ['google_sql_database_instance'],
  },
  {
    what: 'a change of the network',
    methods: ['compute.firewalls', 'compute.networks', 'compute.routes', 'compute.networkFirewallPolicies'],
    of: ['google_compute_network'],
  },
  {
    what: 'emergency access',
    methods: ['PrivilegedAccessManager.CreateGrant', 'PrivilegedAccessManager.ApproveGrant'],
    of: ['google_privileged_access_manager_entitlement'],
  },
];
const CONDITIONS = ['condition_matched_log', 'condition_threshold'];
const OWN_METRIC = /logging\.googleapis\.com\/user\/([^"'\s]+)/g;

/** Filters of logs that an alert looks at, itself or through metrics that count log lines. */
function filtersOf(alert: Resource, metrics: readonly Resource[]): readonly Json[] | 'cannot_tell' {
  const conditions = blocks(alert.attributes, 'conditions');
  if (conditions === 'cannot_tell') return conditions;
  const own = conditions.flatMap((each) => CONDITIONS.map((kind) => attribute(each, kind, 'filter') ?? ''));
  const counted = own.flatMap((filter) =>
    [...String(filter).matchAll(OWN_METRIC)].flatMap(([, name]) =>
      metrics
        .filter((metric) => metric.attributes['name'] === name && metric.project === alert.project)
        .map((metric) => attribute(metric.attributes, 'filter') ?? ''),
    ),
  );
  return [...own, ...counted];
}

function judge(estate: Estate, projectId: string): Verdict {
  const metrics = ofTypes(estate, 'google_logging_metric');
  const alerts = ofTypes(estate, 'google_monitoring_alert_policy').filter(
    (each) => (each.project ?? projectId) === projectId && !isFalse(attribute(each.attributes, 'enabled')),
  );
  const lists = alerts.map((each) => filtersOf(each, metrics));
  const filters = lists.flatMap((list) => (list === 'cannot_tell' ? [] : list));
  const computed = lists.includes('cannot_tell') || filters.some(isUnknown);
  const isWatched = (method: string) => filters.some((filter) => String(filter).includes(method));
  const defects = CHANGES.filter(({ of = [] }) => of.length === 0 || ofTypes(estate, ...of).length > 0).flatMap(
    ({ what, methods }): Defect[] => {
      const missed = methods.filter((method) => !isWatched(method));
      if (missed.length === 0) return [];
      return [{ attribute: 'conditions', message: `no alert tells of ${what}: ${missed.join(', ')}` }];
    },
  );
  return defects.length > 0 && (computed || !estate.complete) ? 'cannot_tell' : defects;
}

export const changeAlerts: EstateRule = {
  id: 'monitoring-change-alerts',
  title: 'Somebody is told when access, keys, logs, buckets, databases or the network change',
  severity: 'medium',
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(b)'],
  why: 'A log that nobody reads shows a breach afterwards; the notice of 60 days starts when it could have been known.',
  fix: 'Add a google_monitoring_alert_policy with condition_matched_log on the methods that the finding names.',
  resourceTypes: ['google_monitoring_alert_policy', 'google_logging_metric'],
  checkEstate: (estate) =>
    dataProjects(estate).map(({ id, stack }) => ({
      subject: `project ${id || '(not named)'}`,
      stack,
      verdict: judge(estate, id),
    })),
};
