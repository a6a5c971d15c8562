import type { TerraformStack } from 'cdktf';
import * as constructs from '../constructs';
import { KEY, PLACEMENT, REGION } from './placed-resources';

const resourceName = (role: string) => `sunrise-prod-${role}`;
const identity = { email: 'rcm-load@p.iam.gserviceaccount.com' };
const SPARK_MACHINES: constructs.SparkMachines = {
  region: REGION,
  identity,
  encryptionKey: KEY,
  placement: PLACEMENT,
  networkTag: 'sunrise-prod-spark',
  stagingBucket: { name: 'spark' },
};

/** A construct with every optional prop given: `Required` does not compile when a new one is forgotten. */
export const CUSTOM_CONSTRUCTS = {
  'access-list': (stack: TerraformStack) => {
    const props: Required<constructs.AccessListProps> = {
      projectId: 'p',
      region: REGION,
      grants: [
        {
          member: constructs.serviceAccountMember(identity),
          role: 'roles/datacatalog.categoryFineGrainedReader',
          on: { kind: 'phi_columns' },
          why: 'compares new events with those it has',
        },
      ],
      taxonomy: taxonomy(stack),
    };
    return new constructs.AccessList(stack, 'access', props);
  },
  'airflow-environment': (stack: TerraformStack) => {
    const props: Required<constructs.AirflowEnvironmentProps> = {
      environmentName: 'sunrise-prod-airflow',
      region: REGION,
      identity,
      encryptionKey: KEY,
      placement: PLACEMENT,
      bucket: { name: 'code' },
      environment: { RCM_ENV: 'sunrise-prod' },
      webRanges: [{ range: '203.0.113.0/24', description: 'office' }],
      internalRange: '100.64.0.0/20',
      resilience: 'high',
      dependsOn: [],
      size: constructs.AIRFLOW_SIZES.large,
      imageVersion: 'composer-3-airflow-2.11.0',
      snapshotSchedule: '0 4 * * *',
      maintenanceStart: '06:00',
    };
    return new constructs.AirflowEnvironment(stack, 'airflow', props);
  },
  'audit-trail': (stack: TerraformStack) => {
    const props: Required<constructs.AuditTrailProps> = {
      projectId: 'p',
      logBucketId: 'sunrise-prod-audit',
      sinkName: 'sunrise-prod-audit',
      location: REGION,
      encryptionKey: KEY,
      protection: 'protected',
      locked: true,
      services: [],
      dependsOn: [],
      retentionDays: 2555,
    };
    return new constructs.AuditTrail(stack, 'audit', props);
  },
  'container-job': (stack: TerraformStack) => {
    const props: Required<constructs.ContainerJobProps> = {
      jobName: 'sunrise-prod-load',
      region: REGION,
      image: 'us-central1-docker.pkg.dev/p/containers/rcm:1',
      identity,
      encryptionKey: KEY,
      placement: PLACEMENT,
      environment: {},
      protection: 'protected',
      cpu: '4',
      memory: '8Gi',
      timeoutSeconds: 60,
    };
    return new constructs.ContainerJob(stack, 'load', props);
  },
  'dataset-view': (stack: TerraformStack) => {
    const props: Required<constructs.DatasetViewProps> = {
      viewId: 'payments',
      dataset: dataset(stack),
      query: 'select 1 as `one`',
      description: 'one row per payer',
      dataClass: 'deidentified',
      needs: [],
    };
    return new constructs.DatasetView(stack, 'view', props);
  },
  'egress-rules': (stack: TerraformStack) => {
    const props: Required<constructs.EgressRulesProps> = {
      resourceName,
      placement: PLACEMENT,
      workloadRange: '10.0.0.0/24',
      serviceRange: '10.1.0.0/24',
      publicApis: [],
      clusterIdentity: identity,
    };
    return new constructs.EgressRules(stack, 'rules', props);
  },
  'emr-database': (stack: TerraformStack) => {
    const props: Required<constructs.EmrDatabaseProps> = {
      instanceName: 'sunrise-prod-hospital-a',
      region: REGION,
      database: 'hospital_a_db',
      placement: PLACEMENT,
      encryptionKey: KEY,
      reader: identity,
      availability: 'regional',
      protection: 'protected',
      labels: { owner: 'sunrise' },
      tier: 'db-perf-optimized-N-2',
      edition: 'ENTERPRISE_PLUS',
      diskGigabytes: 100,
      retainedBackups: 60,
    };
    return new constructs.EmrDatabase(stack, 'emr', props);
  },
  'image-repository': (stack: TerraformStack) => {
    const props: Required<constructs.ImageRepositoryProps> = {
      repositoryId: 'sunrise-prod-containers',
      region: REGION,
      encryptionKey: KEY,
      keepRecent: 3,
      deleteUntaggedAfterDays: 1,
    };
    return new constructs.ImageRepository(stack, 'images', props);
  },
  'key-ring': (stack: TerraformStack) => {
    const props: Required<constructs.KeyRingProps> = {
      projectId: 'p',
      ringName: 'sunrise-prod',
      location: REGION,
      keys: ['storage', 'sql'],
      protection: 'protected',
      rotationDays: 30,
      dependsOn: [],
    };
    return new constructs.KeyRing(stack, 'keys', props);
  },
  'log-alert': (stack: TerraformStack) => {
    const props: Required<constructs.LogAlertProps> = {
      displayName: 'Grants changed',
      filter: 'protoPayload.methodName:"SetIamPolicy"',
      documentation: 'Compare with the list of grants.',
      severity: 'WARNING',
      channels: ['projects/p/notificationChannels/1', 'projects/p/notificationChannels/2'],
    };
    return new constructs.LogAlert(stack, 'grants', props);
  },
  'medallion-dataset': (stack: TerraformStack) => dataset(stack),
  'model-table': (stack: TerraformStack) => {
    const props: Required<constructs.ModelTableProps> = {
      definition: {
        dataset: 'gold',
        name: 'payments',
        layer: 'gold',
        grain: 'one row per payer',
        key: ['payer'],
        clusterBy: ['payer'],
        columns: [
          { name: 'payer', type: 'STRING', phi: 'none', required: true, description: 'Payer.' },
          { name: 'paid', type: 'NUMERIC', phi: 'payment', description: 'Amount.' },
        ],
      },
      dataset: dataset(stack),
      taxonomy: taxonomy(stack),
      protection: 'protected',
    };
    return new constructs.ModelTable(stack, 'payments', props);
  },
  'organization-policies': (stack: TerraformStack) => {
    const props: Required<constructs.OrganizationPoliciesProps> = {
      projectNumber: '100000000001',
      region: REGION,
      keyProjects: ['p', 'sunrise-keys'],
    };
    return new constructs.OrganizationPolicies(stack, 'policies', props);
  },
  'phi-bucket': (stack: TerraformStack) => {
    const props: Required<constructs.PhiBucketProps> = {
      bucketName: 'sunrise-archive',
      location: REGION,
      encryptionKey: KEY,
      dataClass: 'phi',
      protection: 'protected',
      accessLogBucket: { name: 'sunrise-audit' },
      retention: { keepDays: 3650, deleteAfterDays: 4000, locked: true },
      coldlineAfterDays: 30,
      softDeleteDays: 90,
    };
    return new constructs.PhiBucket(stack, 'archive', props);
  },
  'phi-taxonomy': (stack: TerraformStack) => taxonomy(stack),
  'private-network': (stack: TerraformStack) => {
    const props: Required<constructs.PrivateNetworkProps> = {
      resourceName,
      projectId: 'p',
      region: REGION,
      clusterIdentity: identity,
      workloadRange: '10.0.0.0/22',
      serviceRange: '10.1.0.0/20',
      publicApis: [],
    };
    return new constructs.PrivateNetwork(stack, 'vpc', props);
  },
  'restricted-google-dns': (stack: TerraformStack) => {
    const props: Required<constructs.RestrictedGoogleDnsProps> = { resourceName, placement: PLACEMENT };
    return new constructs.RestrictedGoogleDns(stack, 'google-dns', props);
  },
  'service-perimeter': (stack: TerraformStack) => {
    const props: Required<constructs.ServicePerimeterProps> = {
      accessPolicy: '123',
      perimeterName: 'sunrise_prod',
      title: 'sunrise-prod',
      projectNumbers: ['100000000001', '100000000002'],
      restrictedServices: ['storage.googleapis.com'],
      enforced: true,
      accessLevels: ['office'],
      ingress: [{ title: 'delivery', identities: ['serviceAccount:rcm-build-apply@p.iam.gserviceaccount.com'] }],
    };
    return new constructs.ServicePerimeter(stack, 'perimeter', props);
  },
  'spark-batch': (stack: TerraformStack) => {
    const props: Required<constructs.SparkBatchProps> = {
      ...SPARK_MACHINES,
      batchName: 'count_rows',
      codeBucket: { name: 'code' },
      program: [
        { name: 'count_rows.py', text: 'import words' },
        { name: 'words.py', text: '' },
      ],
      jars: ['driver.jar'],
      historyServer: 'projects/p/regions/us-central1/clusters/history',
      labels: { stage: 'prod' },
      runtimeVersion: '2.3',
      timeToLiveSeconds: 600,
      maximumExecutors: 4,
      dependsOn: [],
    };
    return new constructs.SparkBatch(stack, 'count', props);
  },
  'spark-cluster-template': (stack: TerraformStack) => {
    const props: Required<constructs.SparkClusterTemplateProps> = {
      ...SPARK_MACHINES,
      templateName: 'sunrise-prod-spark',
      stepId: 'count-rows',
      mainFileUri: 'gs://code/spark/count_rows.py',
      pythonFileUris: ['gs://code/spark/words.py'],
      jarFileUris: ['gs://code/spark/jars/driver.jar'],
      arguments: ['--run-id', 'none'],
      parameters: [{ name: 'RUN_ID', argument: 1, description: 'Run', pattern: '[a-z0-9-]+' }],
      maximumWorkers: 4,
      dependsOn: [],
    };
    return new constructs.SparkClusterTemplate(stack, 'clusters', props);
  },
  'spark-history-server': (stack: TerraformStack) => {
    const props: Required<constructs.SparkHistoryServerProps> = {
      ...SPARK_MACHINES,
      clusterName: 'sunrise-prod-history',
      dependsOn: [],
    };
    return new constructs.SparkHistoryServer(stack, 'history', props);
  },
  'table-function': (stack: TerraformStack) => {
    const props: Required<constructs.TableFunctionProps> = {
      functionId: 'payments_since',
      dataset: dataset(stack),
      arguments: [{ name: 'first_day', type: 'DATE' }],
      query: 'select first_day as `day`',
      description: 'one row',
      needs: [],
    };
    return new constructs.TableFunction(stack, 'function', props);
  },
} as const satisfies Record<string, (stack: TerraformStack) => unknown>;

function dataset(stack: TerraformStack): constructs.MedallionDataset {
  const props: Required<constructs.MedallionDatasetProps> = {
    datasetId: 'gold',
    location: REGION,
    encryptionKey: KEY,
    description: 'Results',
    dataClass: 'deidentified',
    protection: 'protected',
  };
  return new constructs.MedallionDataset(stack, 'gold', props);
}

function taxonomy(stack: TerraformStack): constructs.PhiTaxonomy {
  const props: Required<constructs.PhiTaxonomyProps> = {
    displayName: 'sunrise-prod',
    region: REGION,
    tags: ['payment', 'birth_year'],
    dataPolicyName: (tag) => `sunrise_${tag}`,
  };
  return new constructs.PhiTaxonomy(stack, 'phi', props);
}
