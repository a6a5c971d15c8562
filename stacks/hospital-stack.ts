import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { SecretManagerSecret } from '@cdktf/provider-google/lib/secret-manager-secret';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { StorageBucketObject } from '@cdktf/provider-google/lib/storage-bucket-object';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access/access-list';
import type { Grant } from '../constructs/access/access-list-props';
import { EmrDatabase } from '../constructs/database/emr-database';
import { dataClassLabel } from '../constructs/inputs/data-class';
import { keyNameFor } from '../constructs/inputs/encryption-key';
import { uploadedText } from '../constructs/inputs/uploaded-text';
import { FIREWALL_PRIORITIES } from '../constructs/network/egress-rules-props';
import { entityOf } from '../model/catalogue';
import { bronzeDataset, reportingDataset } from '../model/datasets';
import { hospitalExecutions } from '../model/executions';
import { modelOf } from '../model/model';
import { hospitalViewSql } from '../model/reporting';
import { sparkPlan } from '../model/spark-plan';
import { databaseOf, type HospitalSpec } from '../model/spec';
import { hospitalWeakenings } from './checks/check-hospital';
import { hospitalGrants } from './grants/hospital-grants';
import { type CloudSqlEmr, type ExistingEmr, type HospitalProps, isExisting } from './props/hospital-props';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';
import { hospitalLakeTables } from './tables/lake-tables';
import { ReportingViews } from './tables/reporting-views';
import { TaggedTables } from './tables/tagged-tables';

const JSON_INDENT = 2;
const TITLES = { mysql: 'MySQL', postgres: 'PostgreSQL' } as const;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Everything that exists because of one hospital: adding or removing it changes no other stack. */
export class HospitalStack extends RcmStack {
  /** Its lines of the list of grants. */
  readonly grants: readonly Grant[];

  constructor(
    scope: Construct,
    settings: EnvironmentSettings,
    readonly hospital: HospitalSpec,
    props: HospitalProps,
  ) {
    super(scope, settings, hospital.id, hospital.id);
    const { names } = settings;
    const { projectId, region } = settings.props;
    const model = modelOf(settings.spec);
    const weakened = hospitalWeakenings(settings.spec.stage, props);
    if (weakened.length > 0) this.addOverride('//.weakened', weakened);
    const needed: ITerraformDependable[] = [
      new ServiceAccount(this, 'sender', {
        accountId: names.senderAccount(hospital.id),
        displayName: `RCM inbox ${hospital.id}`,
        description: 'Delivers files into the inbox of this hospital',
      }),
    ];
    if (props.emr?.kind === 'cloud_sql') this.cloudSql(props.emr);
    if (isExisting(props.emr)) needed.push(...this.existingDatabase(props.emr));
    const { taxonomy, datasets } = new TaggedTables(this, 'bronze', {
      settings,
      taxonomyName: `${names.environment}-${hospital.id}`,
      dataPolicyOwner: hospital.id,
      tables: hospitalLakeTables(model, hospital),
      datasets: { [bronzeDataset(hospital.id)]: { description: `Change events of ${hospital.id}`, holds: 'phi' } },
    });
    if (props.analysts !== undefined) {
      const { dataset, views } = new ReportingViews(this, 'reporting', {
        settings,
        datasetId: reportingDataset(hospital.id),
        description: `Views of the rows of ${hospital.id} for its own analysts`,
        query: (view) => hospitalViewSql(view, projectId, hospital.id),
        needs: [],
      });
      needed.push(dataset, ...views);
    }
    this.grants = hospitalGrants(settings, hospital, props.analysts);
    for (const { dataset } of datasets.values()) needed.push(dataset);
    new AccessList(this, 'access', { projectId, region, grants: this.grants, taxonomy }, needed);
    this.upload('spec', `data/spec/hospitals/${hospital.id}.json`, hospital);
    this.upload('graph', `data/graph/hospitals/${hospital.id}.json`, hospitalExecutions(hospital));
    for (const table of Object.keys(hospital.readers ?? {}))
      this.upload(
        `spark-${table}`,
        `data/spark/plans/${hospital.id}/${table}.json`,
        sparkPlan({ project: projectId, timeZone: settings.props.dailyRun.timeZone }, hospital, entityOf(model, table)),
      );
  }

  private cloudSql(emr: CloudSqlEmr): void {
    const { names, props, protection, stage } = this.settings;
    new EmrDatabase(this, 'emr', {
      instanceName: names.hospitalDatabase(this.hospital.id),
      region: props.region,
      database: databaseOf(this.hospital).database,
      placement: this.settings.placement,
      encryptionKey: this.settings.key('sql'),
      reader: this.settings.identity('extract'),
      availability: emr.availability ?? stage.databaseAvailability,
      protection,
      labels: this.stackLabels,
      tier: emr.tier ?? stage.databaseTier,
      diskGigabytes: emr.diskGigabytes ?? stage.databaseDiskGigabytes,
      retainedBackups: stage.databaseBackups,
    });
  }

  /** Places for the password and the authority's certificate, and a way out of the network to that one address. */
  private existingDatabase(emr: ExistingEmr): SecretManagerSecret[] {
    const { names, props } = this.settings;
    const { id } = this.hospital;
    const source = databaseOf(this.hospital);
    const isAddress = IPV4.test(emr.host);
    if (!props.network && isAddress) {
      new ComputeFirewall(this, 'allow-emr', {
        name: names.resource(`${id}-emr`),
        network: this.settings.placement.network,
        description: `${TITLES[source.kind]} of ${id}`,
        direction: 'EGRESS',
        priority: FIREWALL_PRIORITIES.allow,
        destinationRanges: [`${emr.host}/32`],
        targetTags: [names.containerJob('extract'), ...(this.hospital.readers ? [names.resource('spark')] : [])],
        allow: [{ protocol: 'tcp', ports: [String(source.port)] }],
        logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
      });
    }
    const { passwordSecret, certificateAuthoritySecret } = source;
    return [
      ...(passwordSecret === undefined ? [] : [this.secret('emr-password', passwordSecret)]),
      ...(certificateAuthoritySecret === undefined ? [] : [this.secret('emr-authority', certificateAuthoritySecret)]),
    ];
  }

  /** A secret without a version: the person who knows the content adds it, and Terraform never sees it. */
  private secret(id: string, secretId: string): SecretManagerSecret {
    const { props, protection, key } = this.settings;
    return new SecretManagerSecret(this, id, {
      secretId,
      labels: dataClassLabel('none'),
      deletionProtection: protection === 'protected',
      replication: {
        userManaged: {
          replicas: [
            {
              location: props.region,
              customerManagedEncryption: { kmsKeyName: keyNameFor(key('secrets'), props.region) },
            },
          ],
        },
      },
    });
  }

  private upload(id: string, name: string, content: unknown): void {
    new StorageBucketObject(this, id, {
      bucket: this.settings.names.bucket('code'),
      name,
      content: uploadedText(`${JSON.stringify(content, null, JSON_INDENT)}\n`),
      contentType: 'application/json',
    });
  }
}
