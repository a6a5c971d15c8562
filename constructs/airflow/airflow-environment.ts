import {
  ComposerEnvironment,
  type ComposerEnvironmentConfigRecoveryConfig,
  type ComposerEnvironmentConfigWorkloadsConfig,
} from '@cdktf/provider-google/lib/composer-environment';
import { Construct } from 'constructs';
import { ConstructError } from '../inputs/construct-error';
import { dataClassLabel } from '../inputs/data-class';
import { keyNameFor } from '../inputs/encryption-key';
import { uploadedText } from '../inputs/uploaded-text';
import {
  AIRFLOW_ENVIRONMENT_DEFAULTS,
  AIRFLOW_IMAGE_VERSION,
  type AirflowEnvironmentProps,
  TIME_OF_DAY,
} from './airflow-environment-props';
import { airflowSizeProblems } from './airflow-limits';
import { AIRFLOW_SIZES, type AirflowWorkloads } from './airflow-sizes';

/** Any Saturday; the rule repeats it. */
const FIRST_MAINTENANCE_DAY = '2026-01-03';
/** Google asks for 12 hours a week. */
const MAINTENANCE_HOURS = 6;
const MAINTENANCE_RECURRENCE = 'FREQ=WEEKLY;BYDAY=SA,SU';
const MILLISECONDS_PER_HOUR = 3_600_000;

/**
 * Managed Airflow (Composer 3): private, CMEK, as a named service account, with scheduled snapshots. Composer 3 refuses the arguments
 * of earlier generations for private environments; `enable_private_environment` is all of it. Every size is stated: what Google chose
 * once would stay out of sight in the state.
 * @example
 * ```ts
 * new AirflowEnvironment(stack, 'airflow', {
 *   environmentName: 'sunrise-dev-airflow',
 *   region: 'us-central1',
 *   identity: { email: 'rcm-orchestrate@sunrise-rcm-dev.iam.gserviceaccount.com' },
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/composer',
 *     location: 'us-central1',
 *   },
 *   placement: {
 *     network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network',
 *     subnetwork: 'projects/sunrise-rcm-dev/regions/us-central1/subnetworks/sunrise-dev-workloads',
 *   },
 *   bucket: { name: 'sunrise-rcm-dev-code' },
 *   environment: { RCM_ENV: 'sunrise-dev' },
 *   webRanges: [{ range: '10.64.0.0/20', description: 'inside the network' }],
 *   resilience: 'standard',
 *   dependsOn: [],
 * });
 * ```
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`, `AIRFLOW_SIZE_REFUSED` with every value that Composer does not offer,
 * `AIRFLOW_VERSION_REFUSED`, `TIME_OF_DAY_INVALID`, `WEB_RANGES_MISSING`
 */
export class AirflowEnvironment extends Construct {
  readonly environment: ComposerEnvironment;

  constructor(scope: Construct, id: string, props: AirflowEnvironmentProps) {
    super(scope, id);
    const { environmentSize, workloads } = props.size ?? AIRFLOW_SIZES.small;
    const imageVersion = props.imageVersion ?? AIRFLOW_ENVIRONMENT_DEFAULTS.imageVersion;
    const problems = airflowSizeProblems(workloads, props.resilience);
    if (problems.length > 0)
      throw new ConstructError(
        'AIRFLOW_SIZE_REFUSED',
        problems.map(({ path, message }) => `${path}: ${message}`).join('; '),
      );
    if (!AIRFLOW_IMAGE_VERSION.test(imageVersion)) throw new ConstructError('AIRFLOW_VERSION_REFUSED', imageVersion);
    if (props.webRanges.length === 0)
      throw new ConstructError('WEB_RANGES_MISSING', `${props.environmentName} answers nobody`);
    this.environment = new ComposerEnvironment(this, 'environment', {
      name: props.environmentName,
      region: props.region,
      labels: dataClassLabel('code'),
      storageConfig: { bucket: props.bucket.name },
      dependsOn: props.dependsOn,
      config: {
        environmentSize,
        workloadsConfig: workloadsConfig(workloads),
        // Standard in so many words: left out, high would stay as it was. The provider reads the service's silence as standard.
        resilienceMode: props.resilience === 'high' ? 'HIGH_RESILIENCE' : 'STANDARD_RESILIENCE',
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
          imageVersion,
          webServerPluginsMode: 'DISABLED',
          envVariables: { ...props.environment },
          airflowConfigOverrides: {
            'core-dags_are_paused_at_creation': 'False',
            'webserver-expose_config': 'False',
          },
        },
        webServerNetworkAccessControl: {
          allowedIpRange: props.webRanges.map(({ range, description }) => ({
            value: range,
            description: uploadedText(description),
          })),
        },
        maintenanceWindow: maintenanceWindow(props.maintenanceStart ?? AIRFLOW_ENVIRONMENT_DEFAULTS.maintenanceStart),
        ...snapshots(props),
        // Composer 3 never returns `task_logs_retention_config`, so stating it would differ in every plan:
        // docs/decisions/20261130-what-is-left-to-the-service.md
        dataRetentionConfig: {
          airflowMetadataRetentionConfig: [
            { retentionMode: 'RETENTION_MODE_ENABLED', retentionDays: AIRFLOW_ENVIRONMENT_DEFAULTS.metadataDays },
          ],
        },
      },
    });
  }
}

function workloadsConfig(workloads: AirflowWorkloads): ComposerEnvironmentConfigWorkloadsConfig {
  const { scheduler, dagProcessor, triggerer, webServer, worker } = workloads;
  return {
    scheduler: { ...scheduler },
    dagProcessor: { ...dagProcessor },
    triggerer: { ...triggerer },
    webServer: { ...webServer },
    worker: { ...worker },
  };
}

/** Left out where there are none: the service leaves out what is switched off, so saying it would differ for ever. */
function snapshots({
  bucket,
  snapshotSchedule = AIRFLOW_ENVIRONMENT_DEFAULTS.snapshotSchedule,
}: AirflowEnvironmentProps): { recoveryConfig?: ComposerEnvironmentConfigRecoveryConfig } {
  if (snapshotSchedule === null) return {};
  return {
    recoveryConfig: {
      scheduledSnapshotsConfig: {
        enabled: true,
        snapshotLocation: `gs://${bucket.name}/snapshots`,
        snapshotCreationSchedule: snapshotSchedule,
        timeZone: 'UTC',
      },
    },
  };
}

/** The first window. Google reads its time of day and its length from it; the rule repeats it. */
function maintenanceWindow(start: string): { startTime: string; endTime: string; recurrence: string } {
  if (!TIME_OF_DAY.test(start)) throw new ConstructError('TIME_OF_DAY_INVALID', start);
  const from = new Date(`${FIRST_MAINTENANCE_DAY}T${start}:00Z`);
  const to = new Date(from.getTime() + MAINTENANCE_HOURS * MILLISECONDS_PER_HOUR);
  // As the service writes it back: whole seconds.
  const text = (date: Date) => date.toISOString().replace('.000Z', 'Z');
  return { startTime: text(from), endTime: text(to), recurrence: MAINTENANCE_RECURRENCE };
}
