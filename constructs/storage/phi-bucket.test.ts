import { KEY } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { PhiBucket } from './phi-bucket';
import { PHI_BUCKET_DEFAULTS, type PhiBucketProps } from './phi-bucket-props';

const REQUIRED: PhiBucketProps = {
  bucketName: 'sunrise-claims',
  location: 'us-central1',
  encryptionKey: KEY,
  dataClass: 'phi',
  protection: 'protected',
};
const synthesize = (optional: Partial<PhiBucketProps> = {}) =>
  synthesizeConstruct((stack) => new PhiBucket(stack, 'claims', { ...REQUIRED, ...optional })).only(
    'google_storage_bucket',
  );

it('encrypts with the key it was given, blocks public access, keeps versions and cannot be destroyed', () => {
  expect(synthesize()).toMatchObject({
    encryption: { default_kms_key_name: KEY.name },
    public_access_prevention: 'enforced',
    uniform_bucket_level_access: true,
    versioning: { enabled: true },
    force_destroy: false,
    labels: { data_class: 'phi' },
    lifecycle: { prevent_destroy: true },
  });
});

it('has no retention policy unless given one, and then deletes only superseded versions', () => {
  const bucket = synthesize();
  expect(bucket['retention_policy']).toBeUndefined();
  expect(bucket['lifecycle_rule']).toEqual([
    {
      action: { type: 'Delete' },
      condition: { days_since_noncurrent_time: PHI_BUCKET_DEFAULTS.noncurrentVersionDays, with_state: 'ARCHIVED' },
    },
  ]);
});

it('keeps versions where it has no retention policy, and no versions under one, which Cloud Storage refuses', () => {
  expect(synthesize({ retention: { keepDays: 30, deleteAfterDays: 60, locked: false } })).not.toHaveProperty(
    'versioning',
  );
  expect(synthesize({ retention: { keepDays: 0, deleteAfterDays: 60, locked: false } })).toMatchObject({
    versioning: { enabled: true },
  });
});

it('keeps six years, deletes after seven and locks only when asked', () => {
  const retention = { keepDays: 2190, deleteAfterDays: 2555, locked: false };
  expect(synthesize({ retention })).toMatchObject({
    retention_policy: { retention_period: 2190 * 86_400, is_locked: false },
    lifecycle_rule: [
      { action: { storage_class: 'COLDLINE' }, condition: { age: PHI_BUCKET_DEFAULTS.coldlineAfterDays } },
      { action: { type: 'Delete' }, condition: { age: 2555 } },
    ],
  });
  expect(synthesize({ retention: { ...retention, locked: true } })).toMatchObject({
    retention_policy: { is_locked: true },
  });
});

it('deletes after a while, with nothing that keeps the bucket from being destroyed', () => {
  const bucket = synthesize({
    retention: { keepDays: 0, deleteAfterDays: 90, locked: false },
    softDeleteDays: 0,
    protection: 'destroyable',
  });
  expect(bucket['retention_policy']).toBeUndefined();
  expect(bucket).toMatchObject({
    force_destroy: true,
    soft_delete_policy: { retention_duration_seconds: 0 },
    lifecycle: { prevent_destroy: false },
  });
  expect(bucket['lifecycle_rule']).toContainEqual({
    action: { type: 'Delete' },
    condition: { age: 90, with_state: 'ANY' },
  });
});

it('writes its access log under its own name', () => {
  expect(synthesize({ accessLogBucket: { name: 'audit' } })).toMatchObject({
    logging: { log_bucket: 'audit', log_object_prefix: REQUIRED.bucketName },
  });
});

it.each([
  [-1, 10],
  [0, 0],
  [1.5, 10],
  [10, 10],
  [11, 10],
])('refuses to keep %s days and delete after %s', (keepDays, deleteAfterDays) => {
  expect(() => synthesize({ retention: { keepDays, deleteAfterDays, locked: false } })).toThrow(
    expect.objectContaining({ code: 'RETENTION_DAYS_INVALID' }),
  );
});
