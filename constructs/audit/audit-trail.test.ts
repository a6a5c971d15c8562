import { KEY } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { AuditTrail } from './audit-trail';
import { AUDIT_TRAIL_DEFAULTS } from './audit-trail-props';

const synthesize = (locked = false) =>
  synthesizeConstruct(
    (stack) =>
      new AuditTrail(stack, 'audit', {
        projectId: 'p',
        logBucketId: 'sunrise-audit',
        sinkName: 'sunrise-audit',
        location: 'us-central1',
        encryptionKey: KEY,
        protection: 'protected',
        locked,
        services: [],
        dependsOn: [],
      }),
  );

it('logs every read and write of every service, exempting nobody', () => {
  expect(synthesize().only('google_project_iam_audit_config')).toMatchObject({
    service: 'allServices',
    audit_log_config: [{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }, { log_type: 'DATA_WRITE' }],
  });
});

it('keeps the logs six years, encrypted, locked only when asked', () => {
  expect(synthesize().only('google_logging_project_bucket_config')).toMatchObject({
    retention_days: AUDIT_TRAIL_DEFAULTS.retentionDays,
    locked: false,
    cmek_settings: { kms_key_name: KEY.name },
  });
  expect(AUDIT_TRAIL_DEFAULTS.retentionDays).toBeGreaterThanOrEqual(6 * 365);
  expect(synthesize(true).only('google_logging_project_bucket_config')).toMatchObject({ locked: true });
});

it('sends the audit logs there with an identity of its own', () => {
  expect(synthesize().only('google_logging_project_sink')).toMatchObject({
    destination: 'logging.googleapis.com/projects/p/locations/us-central1/buckets/sunrise-audit',
    unique_writer_identity: true,
    filter: expect.stringContaining('cloudaudit.googleapis.com'),
  });
});

it('keeps what who talked to whom is known by: flows, address translation, names, rules', () => {
  const filter = String(synthesize().only('google_logging_project_sink')['filter']);
  for (const log of ['vpc_flows', 'nat_flows', 'dns_queries', 'firewall']) expect(filter).toContain(`logName:"${log}"`);
});

it('leaves no second copy of who read what where there is no key of ours', () => {
  expect(synthesize().only('google_logging_project_exclusion')).toMatchObject({
    filter: 'logName:"cloudaudit.googleapis.com%2Fdata_access"',
    depends_on: [expect.stringMatching(/^google_logging_project_sink\./)],
  });
});

it('does not let the kept logs be destroyed by mistake', () => {
  expect(synthesize().only('google_logging_project_bucket_config')).toMatchObject({
    lifecycle: { prevent_destroy: true },
  });
});
