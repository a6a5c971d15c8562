import { synthesizeConstruct } from '../../test/synthesized-stack';
import { KeyRing } from './key-ring';
import { KEY_RING_DEFAULTS, type KeyRingProps } from './key-ring-props';
import { PhiBucket } from './phi-bucket';

const synthesize = (optional: Partial<KeyRingProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new KeyRing(stack, 'keys', {
        ringName: 'sunrise',
        projectId: 'sunrise-rcm-dev',
        location: 'us-central1',
        keys: ['sql', 'storage'],
        protection: 'protected',
        ...optional,
      }),
  );

it('makes one rotating, protected key per service', () => {
  const keys = synthesize().resources('google_kms_crypto_key');
  expect(keys.map((key) => key.attributes['name'])).toEqual(['sql', 'storage']);
  for (const { attributes } of keys) {
    expect(attributes).toMatchObject({
      rotation_period: `${KEY_RING_DEFAULTS.rotationDays * 86_400}s`,
      destroy_scheduled_duration: `${KEY_RING_DEFAULTS.destroyAfterDays * 86_400}s`,
      lifecycle: { prevent_destroy: true },
    });
  }
});

it('lets the keys be destroyed only where they are destroyable', () => {
  expect(synthesize({ protection: 'destroyable' }).only('google_kms_key_ring')).toMatchObject({
    lifecycle: { prevent_destroy: false },
  });
});

it.each([0, 91, 1.5])('refuses to rotate every %s days', (rotationDays) => {
  expect(() => synthesize({ rotationDays })).toThrow(expect.objectContaining({ code: 'ROTATION_DAYS_INVALID' }));
});

it('hands its keys out, with their location, to what is encrypted in the same stack', () => {
  const bucket = synthesizeConstruct((stack) => {
    const { encryptionKeys } = new KeyRing(stack, 'keys', {
      ringName: 'sunrise',
      projectId: 'sunrise-rcm-dev',
      location: 'us-central1',
      keys: ['sql', 'storage'],
      protection: 'protected',
    });
    expect(encryptionKeys.sql.location).toBe('us-central1');
    new PhiBucket(stack, 'claims', {
      bucketName: 'claims',
      location: 'us-central1',
      encryptionKey: encryptionKeys.storage,
      dataClass: 'phi',
      protection: 'protected',
    });
  }).only('google_storage_bucket');
  expect(bucket['encryption']).toEqual({
    default_kms_key_name: expect.stringMatching(/\/cryptoKeys\/\$\{google_kms_crypto_key\.keys_storage_\w+\.name\}$/),
  });
});
