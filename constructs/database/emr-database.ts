import { SqlDatabase } from '@cdktf/provider-google/lib/sql-database';
import { SqlDatabaseInstance } from '@cdktf/provider-google/lib/sql-database-instance';
import { SqlUser } from '@cdktf/provider-google/lib/sql-user';
import { Construct } from 'constructs';
import { ConstructError } from '../inputs/construct-error';
import { keyNameFor } from '../inputs/encryption-key';
import { dataLifecycle } from '../inputs/protection';
import { EMR_DATABASE_DEFAULTS, type EmrDatabaseProps } from './emr-database-props';

const FLAGS: Readonly<Record<string, string>> = {
  cloudsql_iam_authentication: 'on',
  /** Without these two a client could read files of the server, or send it its own. */
  local_infile: 'off',
  skip_show_database: 'on',
};
const QUERY_INSIGHTS = {
  queryInsightsEnabled: true,
  queryStringLength: 1024,
  recordClientAddress: true,
  recordApplicationTags: false,
};
/** For administrators who set a password by hand; the reader has none. */
const PASSWORD_POLICY = {
  enablePasswordPolicy: true,
  minLength: 16,
  complexity: 'COMPLEXITY_DEFAULT',
  disallowUsernameSubstring: true,
  reuseInterval: 10,
};

/**
 * A hospital's EMR database: Cloud SQL for MySQL with a private address only, TLS with client certificates (the Cloud SQL connector
 * brings them), CMEK, IAM authentication, daily backups and a binary log for point-in-time recovery.
 * @example
 * ```ts
 * new EmrDatabase(stack, 'emr', {
 *   instanceName: 'sunrise-dev-hospital-a',
 *   region: 'us-central1',
 *   database: 'hospital_a_db',
 *   placement: { network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network' },
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/sql',
 *     location: 'us-central1',
 *   },
 *   reader: { email: 'rcm-extract@sunrise-rcm-dev.iam.gserviceaccount.com' },
 *   availability: 'zonal',
 *   protection: 'protected',
 *   labels: { group: 'sunrise', stage: 'dev', owner: 'sunrise' },
 * });
 * ```
 * @throws ConstructError `TIER_NEEDS_EDITION`, `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class EmrDatabase extends Construct {
  readonly instance: SqlDatabaseInstance;
  readonly database: SqlDatabase;
  readonly reader: SqlUser;

  constructor(scope: Construct, id: string, props: EmrDatabaseProps) {
    super(scope, id);
    this.instance = new SqlDatabaseInstance(this, 'instance', {
      name: props.instanceName,
      region: props.region,
      databaseVersion: EMR_DATABASE_DEFAULTS.version,
      encryptionKeyName: keyNameFor(props.encryptionKey, props.region),
      // Two keys: this one is the provider's, the one in settings the API's.
      deletionProtection: props.protection === 'protected',
      // A disk that grew by itself is larger than what is written here, and one cannot shrink: without this it would be replaced.
      lifecycle: { ...dataLifecycle(props.protection), ignoreChanges: ['settings[0].disk_size'] },
      settings: {
        ...machine(props),
        ...destruction(props),
        connectorEnforcement: 'REQUIRED',
        userLabels: { ...props.labels, data_class: 'phi' },
        ipConfiguration: privateAddress(props),
        backupConfiguration: backups(props),
        insightsConfig: QUERY_INSIGHTS,
        passwordValidationPolicy: PASSWORD_POLICY,
        maintenanceWindow: { day: 7, hour: 8, updateTrack: 'stable' },
        databaseFlags: Object.entries(FLAGS).map(([name, value]) => ({ name, value })),
      },
    });
    this.database = new SqlDatabase(this, 'database', {
      instance: this.instance.name,
      name: props.database,
      charset: 'utf8mb4',
      // Destroying the instance destroys its databases; deleting one by itself is never wanted.
      deletionPolicy: 'ABANDON',
    });
    this.reader = new SqlUser(this, 'reader', {
      instance: this.instance.name,
      name: props.reader.email,
      type: 'CLOUD_IAM_SERVICE_ACCOUNT',
    });
    this.reader.addOverride('//.why', 'reads the tables of the EMR, signing in without a password');
  }
}

/** Machine and disk, and whether another zone has a standby. @throws ConstructError `TIER_NEEDS_EDITION` */
function machine({
  tier = EMR_DATABASE_DEFAULTS.tier,
  edition = EMR_DATABASE_DEFAULTS.edition,
  ...props
}: EmrDatabaseProps) {
  if (tier.startsWith('db-perf-optimized-') !== (edition === 'ENTERPRISE_PLUS'))
    throw new ConstructError('TIER_NEEDS_EDITION', `${tier} with ${edition}`);
  return {
    tier,
    // Stated, because this version defaults to ENTERPRISE_PLUS, which refuses db-custom tiers.
    edition,
    availabilityType: props.availability === 'regional' ? 'REGIONAL' : 'ZONAL',
    diskSize: props.diskGigabytes ?? EMR_DATABASE_DEFAULTS.diskGigabytes,
    diskType: 'PD_SSD',
    diskAutoresize: true,
  };
}

/** What the API itself refuses to destroy, and keeps after a destroy. */
function destruction({ protection }: EmrDatabaseProps) {
  const isProtected = protection === 'protected';
  return { deletionProtectionEnabled: isProtected, retainBackupsOnDelete: isProtected };
}

function privateAddress({ placement }: EmrDatabaseProps) {
  return {
    ipv4Enabled: false,
    privateNetwork: placement.network,
    sslMode: 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED',
    enablePrivatePathForGoogleCloudServices: false,
  };
}

function backups({ region, retainedBackups = EMR_DATABASE_DEFAULTS.retainedBackups }: EmrDatabaseProps) {
  return {
    enabled: true,
    // MySQL's point-in-time recovery is its binary log; `point_in_time_recovery_enabled` is another engine's.
    binaryLogEnabled: true,
    location: region,
    startTime: '07:00',
    transactionLogRetentionDays: EMR_DATABASE_DEFAULTS.binaryLogDays,
    backupRetentionSettings: { retainedBackups, retentionUnit: 'COUNT' },
  };
}
