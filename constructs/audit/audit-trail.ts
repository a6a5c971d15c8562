import { LoggingProjectBucketConfig } from '@cdktf/provider-google/lib/logging-project-bucket-config';
import { LoggingProjectExclusion } from '@cdktf/provider-google/lib/logging-project-exclusion';
import { LoggingProjectSink } from '@cdktf/provider-google/lib/logging-project-sink';
import { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config';
import { Construct } from 'constructs';
import { keyNameFor } from '../inputs/encryption-key';
import { dataLifecycle } from '../inputs/protection';
import { AUDIT_TRAIL_DEFAULTS, type AuditTrailProps } from './audit-trail-props';

/** Every read and write of every service, by everybody: no exempted members. */
const LOG_TYPES = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'];
/** The four audit logs, and who talked to whom. */
const FILTER = ['cloudaudit.googleapis.com', 'vpc_flows', 'nat_flows', 'dns_queries', 'firewall']
  .map((name) => `logName:"${name}"`)
  .join(' OR ');

/** Who read and wrote what. The log holds queries, and a query can name a patient. */
const DATA_ACCESS = 'logName:"cloudaudit.googleapis.com%2Fdata_access"';

/**
 * The audit of a project: what is logged, and where it is kept so that nobody can change it. Logs of data access are there alone; what
 * administrators do Google keeps as well, for 400 days.
 * @example
 * ```ts
 * new AuditTrail(stack, 'audit', {
 *   projectId: 'sunrise-rcm-dev',
 *   logBucketId: 'sunrise-dev-audit',
 *   sinkName: 'sunrise-dev-audit',
 *   location: 'us-central1',
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/logging',
 *     location: 'us-central1',
 *   },
 *   protection: 'protected',
 *   locked: true,
 *   services: [],
 *   dependsOn: [],
 * });
 * ```
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class AuditTrail extends Construct {
  readonly auditConfig: ProjectIamAuditConfig;
  readonly bucket: LoggingProjectBucketConfig;
  readonly sink: LoggingProjectSink;
  /** Keeps the audit of data out of the project's default log bucket. */
  readonly exclusion: LoggingProjectExclusion;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    this.auditConfig = new ProjectIamAuditConfig(this, 'all-services', {
      project: props.projectId,
      service: 'allServices',
      auditLogConfig: LOG_TYPES.map((logType) => ({ logType })),
      dependsOn: props.services,
    });
    this.bucket = new LoggingProjectBucketConfig(this, 'bucket', {
      project: props.projectId,
      location: props.location,
      bucketId: props.logBucketId,
      description: 'Audit, flow, DNS and firewall logs',
      retentionDays: props.retentionDays ?? AUDIT_TRAIL_DEFAULTS.retentionDays,
      locked: props.locked,
      cmekSettings: { kmsKeyName: keyNameFor(props.encryptionKey, props.location) },
      lifecycle: dataLifecycle(props.protection),
      dependsOn: props.dependsOn,
    });
    this.sink = new LoggingProjectSink(this, 'sink', {
      name: props.sinkName,
      description: 'Audit, flow, DNS and firewall logs, kept',
      destination: `logging.googleapis.com/projects/${props.projectId}/locations/${props.location}/buckets/${props.logBucketId}`,
      filter: FILTER,
      uniqueWriterIdentity: true,
      dependsOn: [this.bucket],
    });
    // The project's default log bucket is everywhere and has no key of ours.
    this.exclusion = new LoggingProjectExclusion(this, 'data-access', {
      name: `${props.sinkName}-data-access`,
      description: 'Kept in the audit bucket only',
      filter: DATA_ACCESS,
      dependsOn: [this.sink],
    });
  }
}
