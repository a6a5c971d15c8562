import { KEY, PLACEMENT } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { AirflowEnvironment } from './airflow-environment';
import { AIRFLOW_ENVIRONMENT_DEFAULTS, type AirflowEnvironmentProps } from './airflow-environment-props';
import { AIRFLOW_SIZES } from './airflow-sizes';

const synthesize = (optional: Partial<AirflowEnvironmentProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new AirflowEnvironment(stack, 'airflow', {
        environmentName: 'sunrise-prod-airflow',
        region: 'us-central1',
        identity: { email: 'rcm-orchestrate@p.iam.gserviceaccount.com' },
        encryptionKey: KEY,
        placement: PLACEMENT,
        bucket: { name: 'code' },
        environment: { RCM_ENV: 'sunrise-prod' },
        webRanges: [{ range: '10.64.0.0/20', description: 'workloads' }],
        resilience: 'standard',
        dependsOn: [],
        ...optional,
      }),
  ).only('google_composer_environment') as { config: Record<string, unknown>; storage_config: unknown };

it('is private, encrypted, and runs as a named account out of the code bucket', () => {
  const { config, storage_config } = synthesize();
  expect(config).toMatchObject({
    enable_private_environment: true,
    enable_private_builds_only: true,
    encryption_config: { kms_key_name: KEY.name },
    node_config: { ...PLACEMENT, service_account: 'rcm-orchestrate@p.iam.gserviceaccount.com' },
    web_server_network_access_control: { allowed_ip_range: [{ value: '10.64.0.0/20', description: 'workloads' }] },
  });
  expect(storage_config).toEqual({ bucket: 'code' });
});

it.each(['private_environment_config', 'master_authorized_networks_config', 'node_count', 'database_config'])(
  'leaves out %s, which Composer 3 refuses',
  (argument) => {
    expect(synthesize().config).not.toHaveProperty(argument);
  },
);

it('keeps the record of runs for as long as documented, and says nothing of task logs, which is of earlier generations', () => {
  expect(synthesize().config['data_retention_config']).toEqual({
    airflow_metadata_retention_config: [
      { retention_mode: 'RETENTION_MODE_ENABLED', retention_days: AIRFLOW_ENVIRONMENT_DEFAULTS.metadataDays },
    ],
  });
});

it('takes a snapshot a day, at other times, or none, of which it says nothing', () => {
  expect(synthesize().config['recovery_config']).toEqual({
    scheduled_snapshots_config: {
      enabled: true,
      snapshot_location: 'gs://code/snapshots',
      snapshot_creation_schedule: AIRFLOW_ENVIRONMENT_DEFAULTS.snapshotSchedule,
      time_zone: 'UTC',
    },
  });
  expect(synthesize({ snapshotSchedule: '0 3 * * 0' }).config['recovery_config']).toMatchObject({
    scheduled_snapshots_config: { snapshot_creation_schedule: '0 3 * * 0' },
  });
  expect(synthesize({ snapshotSchedule: null }).config).not.toHaveProperty('recovery_config');
});

it('states its resilience, so that it can also go back to standard', () => {
  expect(synthesize().config).toMatchObject({ resilience_mode: 'STANDARD_RESILIENCE' });
  expect(synthesize({ resilience: 'high', size: AIRFLOW_SIZES.medium }).config).toMatchObject({
    resilience_mode: 'HIGH_RESILIENCE',
  });
});

it('states every size there is, so that none is left to what Google chose once', () => {
  expect(synthesize().config).toMatchObject({
    environment_size: 'ENVIRONMENT_SIZE_SMALL',
    workloads_config: {
      scheduler: { cpu: 0.5, memory_gb: 2, storage_gb: 1, count: 1 },
      dag_processor: { cpu: 1, memory_gb: 4, storage_gb: 1, count: 1 },
      triggerer: { cpu: 0.5, memory_gb: 1, count: 1 },
      web_server: { cpu: 1, memory_gb: 2, storage_gb: 1 },
      worker: { cpu: 0.5, memory_gb: 2, storage_gb: 10, min_count: 1, max_count: 3 },
    },
  });
  expect(synthesize({ size: AIRFLOW_SIZES.large }).config).toMatchObject({
    environment_size: 'ENVIRONMENT_SIZE_LARGE',
    workloads_config: { worker: { cpu: 2, memory_gb: 8, storage_gb: 10, min_count: 2, max_count: 12 } },
  });
});

it('is maintained at the weekend, twelve hours in all, from the documented time or another', () => {
  expect(synthesize().config['maintenance_window']).toEqual({
    start_time: `2026-01-03T${AIRFLOW_ENVIRONMENT_DEFAULTS.maintenanceStart}:00Z`,
    end_time: '2026-01-04T00:00:00Z',
    recurrence: 'FREQ=WEEKLY;BYDAY=SA,SU',
  });
  expect(synthesize({ maintenanceStart: '02:30' }).config['maintenance_window']).toMatchObject({
    start_time: '2026-01-03T02:30:00Z',
    end_time: '2026-01-03T08:30:00Z',
  });
});

it('refuses by code what Composer would refuse an hour later', () => {
  const refuses = (optional: Partial<AirflowEnvironmentProps>, code: string) =>
    expect(() => synthesize(optional)).toThrow(expect.objectContaining({ code }));
  refuses({ resilience: 'high' }, 'AIRFLOW_SIZE_REFUSED');
  refuses({ imageVersion: 'composer-2.9.7-airflow-2.9.3' }, 'AIRFLOW_VERSION_REFUSED');
  refuses({ imageVersion: 'composer-3-airflow-3.1.0' }, 'AIRFLOW_VERSION_REFUSED');
  refuses({ maintenanceStart: '24:00' }, 'TIME_OF_DAY_INVALID');
  refuses({ webRanges: [] }, 'WEB_RANGES_MISSING');
  expect(synthesize({ imageVersion: 'composer-3-airflow-2.11.1-build.7' }).config).toMatchObject({
    software_config: { image_version: 'composer-3-airflow-2.11.1-build.7' },
  });
});
