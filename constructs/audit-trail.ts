import { LoggingProjectBucketConfig } from '@cdktf/provider-google/lib/logging-project-bucket-config';
import { LoggingProjectSink } from '@cdktf/provider-google/lib/logging-project-sink';
import { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config';
import { Construct } from 'constructs';
import { AUDIT_TRAIL_DEFAULTS, type AuditTrailProps } from './audit-trail-props';
import { keyNameFor } from './encryption-key';

/** Every read and write of every service, by everybody: no exempted members. */
const LOG_TYPES = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'];
/** The four audit logs, and who talked to whom. */
const FILTER = ['cloudaudit.googleapis.com', 'vpc_flows', 'dns_queries', 'firewall']
  .map((name) => `logName:"${name}"`)
  .join(' OR ');

/**
 * The audit of a project: what is logged, and where it is kept so that nobody can change it.
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class AuditTrail extends Construct {
  readonly bucket: LoggingProjectBucketConfig;
  readonly sink: LoggingProjectSink;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    new ProjectIamAuditConfig(this, 'all-services', {
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
  }
}
