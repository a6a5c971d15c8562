import { KEY, PLACEMENT } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { EmrDatabase } from './emr-database';
import { EMR_DATABASE_DEFAULTS, type EmrDatabaseProps } from './emr-database-props';

const synthesize = (optional: Partial<EmrDatabaseProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new EmrDatabase(stack, 'emr', {
        instanceName: 'sunrise-prod-hospital-a',
        region: 'us-central1',
        database: 'hospital_a_db',
        placement: PLACEMENT,
        encryptionKey: KEY,
        reader: { email: 'rcm-extract@p.iam.gserviceaccount.com' },
        availability: 'regional',
        protection: 'protected',
        labels: { group: 'sunrise' },
        ...optional,
      }),
  );
const instance = (optional: Partial<EmrDatabaseProps> = {}) =>
  synthesize(optional).only('google_sql_database_instance');

it('has a private address only, TLS with client certificates, and the key it was given', () => {
  expect(instance()).toMatchObject({
    encryption_key_name: KEY.name,
    settings: {
      connector_enforcement: 'REQUIRED',
      ip_configuration: {
        ipv4_enabled: false,
        private_network: PLACEMENT.network,
        ssl_mode: 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED',
      },
      user_labels: { group: 'sunrise', data_class: 'phi' },
    },
  });
});

it('backs up with a binary log and without the flag that MySQL refuses', () => {
  const { settings } = instance() as { settings: { backup_configuration: Record<string, unknown> } };
  expect(settings.backup_configuration).toMatchObject({ enabled: true, binary_log_enabled: true });
  expect(settings.backup_configuration).not.toHaveProperty('point_in_time_recovery_enabled');
});

it('states the edition that its tier needs', () => {
  expect(instance()).toMatchObject({
    settings: { edition: EMR_DATABASE_DEFAULTS.edition, tier: EMR_DATABASE_DEFAULTS.tier },
  });
  expect(() => instance({ edition: 'ENTERPRISE_PLUS' })).toThrow(
    expect.objectContaining({ code: 'TIER_NEEDS_EDITION' }),
  );
  expect(() => instance({ tier: 'db-perf-optimized-N-2' })).toThrow(
    expect.objectContaining({ code: 'TIER_NEEDS_EDITION' }),
  );
});

it('takes two keys to destroy', () => {
  expect(instance()).toMatchObject({
    deletion_protection: true,
    lifecycle: { prevent_destroy: true },
    settings: { deletion_protection_enabled: true },
  });
  expect(instance({ protection: 'destroyable' })).toMatchObject({
    deletion_protection: false,
    lifecycle: { prevent_destroy: false },
    settings: { deletion_protection_enabled: false },
  });
});

it('lets a service account in without a password', () => {
  const user = synthesize().only('google_sql_user');
  expect(user).toMatchObject({ name: 'rcm-extract@p.iam.gserviceaccount.com', type: 'CLOUD_IAM_SERVICE_ACCOUNT' });
  expect(Object.keys(user).filter((key) => key.startsWith('password'))).toEqual([]);
});

it('is not replaced when its disk has grown', () => {
  expect(instance()).toMatchObject({
    settings: { disk_autoresize: true, disk_size: EMR_DATABASE_DEFAULTS.diskGigabytes },
    lifecycle: { ignore_changes: ['settings[0].disk_size'] },
  });
});

it('is of the version that the docs name, which has long-term support', () => {
  expect(instance()).toMatchObject({ database_version: 'MYSQL_8_4' });
});

it('has a standby only when regional', () => {
  expect(instance()).toMatchObject({ settings: { availability_type: 'REGIONAL' } });
  expect(instance({ availability: 'zonal' })).toMatchObject({ settings: { availability_type: 'ZONAL' } });
});
