import { ComposerEnvironment } from '@cdktf/provider-google/lib/composer-environment';
import { Construct } from 'constructs';
import { AIRFLOW_ENVIRONMENT_DEFAULTS, type AirflowEnvironmentProps } from './airflow-environment-props';
import { dataClassLabel } from './data-class';
import { keyNameFor } from './encryption-key';

/**
 * Managed Airflow (Composer 3): private, CMEK, as a named service account, with a snapshot a day. Composer 3 refuses the arguments
 * of earlier generations for private environments; `enable_private_environment` is all of it.
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class AirflowEnvironment extends Construct {
  readonly environment: ComposerEnvironment;

  constructor(scope: Construct, id: string, props: AirflowEnvironmentProps) {
    super(scope, id);
    this.environment = new ComposerEnvironment(this, 'environment', {
      name: props.environmentName,
      region: props.region,
      labels: dataClassLabel('code'),
      storageConfig: { bucket: props.bucket.name },
      dependsOn: props.dependsOn,
      config: {
        environmentSize: AIRFLOW_ENVIRONMENT_DEFAULTS.size,
        // Standard is what the service reports as nothing at all.
        ...(props.resilience === 'high' ? { resilienceMode: 'HIGH_RESILIENCE' } : {}),
        enablePrivateEnvironment: true,
        enablePrivateBuildsOnly: true,
        encryptionConfig: { kmsKeyName: keyNameFor(props.encryptionKey, props.region) },
        nodeConfig: {
          network: props.placement.network,
          subnetwork: props.placement.subnetwork,
          serviceAccount: props.identity.email,
          ...(props.internalRange === undefined ? {} : { composerInternalIpv4CidrBlock: props.internalRange }),
        },
        softwareConfig: {
          imageVersion: props.imageVersion ?? AIRFLOW_ENVIRONMENT_DEFAULTS.imageVersion,
          webServerPluginsMode: 'DISABLED',
          envVariables: { ...props.environment },
          airflowConfigOverrides: {
            'core-dags_are_paused_at_creation': 'False',
            'webserver-expose_config': 'False',
          },
        },
        webServerNetworkAccessControl: {
          allowedIpRange: props.webRanges.map(({ range, description }) => ({ value: range, description })),
        },
        recoveryConfig: {
          scheduledSnapshotsConfig: {
            enabled: true,
            snapshotLocation: `gs://${props.bucket.name}/snapshots`,
            snapshotCreationSchedule: AIRFLOW_ENVIRONMENT_DEFAULTS.snapshotSchedule,
            timeZone: 'UTC',
          },
        },
        dataRetentionConfig: {
          // Task logs would otherwise lie in the bucket as well, outside the audit's retention.
          taskLogsRetentionConfig: [{ storageMode: 'CLOUD_LOGGING_ONLY' }],
          airflowMetadataRetentionConfig: [
            { retentionMode: 'RETENTION_MODE_ENABLED', retentionDays: AIRFLOW_ENVIRONMENT_DEFAULTS.metadataDays },
          ],
        },
      },
    });
  }
}
