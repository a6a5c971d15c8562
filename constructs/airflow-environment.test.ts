import { KEY, PLACEMENT } from '../test/placed-resources';
import { synthesizeConstruct } from '../test/synthesized-stack';
import { AirflowEnvironment } from './airflow-environment';
import { AIRFLOW_ENVIRONMENT_DEFAULTS, type AirflowEnvironmentProps } from './airflow-environment-props';

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

it.each(['private_environment_config', 'master_authorized_networks_config', 'node_count'])(
  'leaves out %s, which Composer 3 refuses',
  (argument) => {
    expect(synthesize().config).not.toHaveProperty(argument);
  },
);

it('takes a snapshot a day', () => {
  expect(synthesize().config['recovery_config']).toEqual({
    scheduled_snapshots_config: {
      enabled: true,
      snapshot_location: 'gs://code/snapshots',
      snapshot_creation_schedule: AIRFLOW_ENVIRONMENT_DEFAULTS.snapshotSchedule,
      time_zone: 'UTC',
    },
  });
});

it('states its resilience only when it is high', () => {
  expect(synthesize().config).not.toHaveProperty('resilience_mode');
  expect(synthesize({ resilience: 'high' }).config).toMatchObject({ resilience_mode: 'HIGH_RESILIENCE' });
});
