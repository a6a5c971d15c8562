import type { LogAlertProps } from '../../constructs/audit/log-alert-props';

/** An alert without its channels. */
export type Alert = Omit<LogAlertProps, 'channels'> & { readonly id: string };

const audit = (condition: string) => `logName:"cloudaudit.googleapis.com" AND (${condition})`;
const method = (...names: string[]) => names.map((name) => `protoPayload.methodName:"${name}"`).join(' OR ');
/** A failure by its code, as the container writes it: cli/output/cloud-log.ts. */
const coded = (code: string) => `resource.type="cloud_run_job" AND jsonPayload.code="${code}"`;

/** Name of the metric that counts an alert's log entries, e.g. `sunrise-dev/failed_step`. */
export function countName(environment: string, alertId: string): string {
  return `${environment}/${alertId.replaceAll('-', '_')}`;
}

/** What the pipeline and the audit can raise; late data is an alert on a metric, in the stack. */
export const ALERTS: readonly Alert[] = [
  {
    id: 'failed-step',
    displayName: 'A step of the pipeline failed',
    filter: 'resource.type="cloud_run_job" AND severity>=ERROR',
    severity: 'ERROR',
    documentation:
      'The log line has the code of the failure and what to do. `rcm status` shows the run. A step that may be retried is retried by Airflow first.',
  },
  {
    id: 'quarantine',
    displayName: 'Too many rows in quarantine',
    filter: coded('QUARANTINE_SHARE_EXCEEDED'),
    severity: 'ERROR',
    documentation:
      'A table of a hospital has more rows in quarantine than its environment allows. Look at quarantine.<table> by rule; nothing of it is in gold.',
  },
  {
    id: 'reconciliation',
    displayName: 'Totals do not agree',
    filter: coded('RECONCILIATION_DIFFERENCE'),
    severity: 'CRITICAL',
    documentation:
      'A total of gold differs from the rows it comes from. Compare ops.reconciliations by hospital before anybody uses the reports.',
  },
  {
    id: 'grants',
    displayName: 'A grant was changed',
    filter: audit(
      `${method('SetIamPolicy')} OR ${method('UpdateRole', 'CreateRole')} OR ${method('InsertDataset', 'UpdateDataset', 'PatchDataset')}`,
    ),
    severity: 'CRITICAL',
    documentation:
      'A grant, a role, or a dataset, whose settings include grants. Compare with the list of grants (`rcm access`). Every grant of the platform is on it; one that is not was made by hand.',
  },
  {
    id: 'break-glass',
    displayName: 'Break-glass access was used',
    filter: audit(method('PrivilegedAccessManager.CreateGrant', 'PrivilegedAccessManager.ApproveGrant')),
    severity: 'CRITICAL',
    documentation:
      'Somebody asked for access to patient data in an emergency. The request has a reason; review what was read, in the audit logs.',
  },
  {
    id: 'service-account-keys',
    displayName: 'A service account key was made',
    filter: audit(method('CreateServiceAccountKey', 'UploadServiceAccountKey')),
    severity: 'CRITICAL',
    documentation: 'The platform uses no keys. Delete it and find out who needs it.',
  },
  {
    id: 'audit-settings',
    displayName: 'Audit settings were changed',
    filter: audit(
      `${method('UpdateSink', 'DeleteSink', 'UpdateBucket', 'DeleteBucket')} AND protoPayload.serviceName="logging.googleapis.com"`,
    ),
    severity: 'CRITICAL',
    documentation:
      'A log sink or log bucket was changed. Unless a deployment did it, restore it at once: activity may be going unrecorded.',
  },
  {
    id: 'keys',
    displayName: 'An encryption key was disabled or destroyed',
    filter: audit(
      `${method('DestroyCryptoKeyVersion', 'UpdateCryptoKeyVersion')} AND protoPayload.serviceName="cloudkms.googleapis.com"`,
    ),
    severity: 'CRITICAL',
    documentation:
      'What the key encrypted becomes unreadable. A destroyed version can be restored while it is scheduled for destruction.',
  },
  {
    id: 'perimeter',
    displayName: 'A call across the service perimeter was refused, or would be',
    filter: 'logName:"cloudaudit.googleapis.com%2Fpolicy" AND protoPayload.metadata.violationReason:*',
    severity: 'WARNING',
    documentation:
      'Of a dry run it is what enforcing would refuse: let it in, or find out who calls. Of an enforced perimeter, somebody outside tried to reach data, or something of ours was forgotten.',
  },
  {
    id: 'databases',
    displayName: 'A database instance was changed',
    filter: audit(method('cloudsql.instances.update', 'cloudsql.instances.delete', 'cloudsql.users.create')),
    severity: 'WARNING',
    documentation: 'Unless a deployment did it, compare the instance with its stack: `npx cdktf diff`.',
  },
  {
    id: 'buckets',
    displayName: "A bucket's access or settings were changed",
    filter: audit(method('storage.setIamPermissions', 'storage.buckets.update', 'storage.buckets.delete')),
    severity: 'WARNING',
    documentation: 'Unless a deployment did it, compare the bucket with its stack: `npx cdktf diff`.',
  },
  {
    id: 'network',
    displayName: 'The network was changed',
    filter: audit(method('compute.firewalls', 'compute.networks', 'compute.routes', 'compute.networkFirewallPolicies')),
    severity: 'WARNING',
    documentation: 'Unless a deployment did it, compare the rules with the network stack: data may have a way out.',
  },
];
