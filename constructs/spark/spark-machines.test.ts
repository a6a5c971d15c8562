import { KEY, PLACEMENT, REGION } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { SparkClusterTemplate } from './spark-cluster-template';
import type { SparkClusterTemplateProps } from './spark-cluster-template-props';
import { SparkHistoryServer } from './spark-history-server';
import { SPARK_CLUSTER_DEFAULTS, type SparkMachines } from './spark-machines';

const MACHINES: SparkMachines = {
  region: REGION,
  identity: { email: 'rcm-spark@p.iam.gserviceaccount.com' },
  encryptionKey: KEY,
  placement: PLACEMENT,
  networkTag: 'sunrise-dev-spark',
  stagingBucket: { name: 'spark' },
};
const PRIVATE = {
  internal_ip_only: true,
  service_account: 'rcm-spark@p.iam.gserviceaccount.com',
  subnetwork: PLACEMENT.subnetwork,
  tags: ['sunrise-dev-spark'],
  shielded_instance_config: { enable_secure_boot: true, enable_vtpm: true, enable_integrity_monitoring: true },
};

describe('a template of clusters', () => {
  const synthesize = (optional: Partial<SparkClusterTemplateProps> = {}) =>
    synthesizeConstruct(
      (stack) =>
        new SparkClusterTemplate(stack, 'clusters', {
          ...MACHINES,
          templateName: 'sunrise-dev-spark',
          stepId: 'extract-table',
          mainFileUri: 'gs://code/spark/extract_table.py',
          arguments: ['--run-id', 'none'],
          parameters: [{ name: 'RUN_ID', argument: 1, description: 'Run', pattern: '[a-z0-9-]+' }],
          ...optional,
        }),
    );
  const template = (optional: Partial<SparkClusterTemplateProps> = {}) =>
    synthesize(optional).only('google_dataproc_workflow_template') as {
      placement: { managed_cluster: { config: Record<string, unknown> } };
    } & Record<string, unknown>;

  it('makes private, encrypted, shielded machines under a named account, and no bucket of its own', () => {
    const { placement, encryption_config } = template();
    expect(encryption_config).toEqual({ kms_key: KEY.name });
    expect(placement.managed_cluster.config).toMatchObject({
      gce_cluster_config: PRIVATE,
      encryption_config: { gce_pd_kms_key_name: KEY.name },
      staging_bucket: 'spark',
      temp_bucket: 'spark',
    });
  });

  it('states no scopes, which would differ on every plan', () => {
    expect(template().placement.managed_cluster.config['gce_cluster_config']).not.toHaveProperty(
      'service_account_scopes',
    );
  });

  it('grows with the work between the documented numbers of workers, and goes when it is idle', () => {
    const { minimumWorkers, maximumWorkers, idleSeconds, timeoutSeconds } = SPARK_CLUSTER_DEFAULTS;
    const limits = (stack: ReturnType<typeof synthesize>) =>
      stack.only('google_dataproc_autoscaling_policy')['worker_config'];
    expect(limits(synthesize())).toEqual({ min_instances: minimumWorkers, max_instances: maximumWorkers });
    expect(limits(synthesize({ maximumWorkers: 4 }))).toEqual({ min_instances: minimumWorkers, max_instances: 4 });
    expect(template()['dag_timeout']).toBe(`${timeoutSeconds}s`);
    expect(template().placement.managed_cluster.config).toMatchObject({
      autoscaling_config: { policy: expect.stringContaining('google_dataproc_autoscaling_policy.') },
      lifecycle_config: { idle_delete_ttl: `${idleSeconds}s` },
    });
  });

  it('takes a run only with values that fit', () => {
    expect(template()['parameters']).toEqual([
      {
        name: 'RUN_ID',
        description: 'Run',
        fields: ["jobs['extract-table'].pysparkJob.args[1]"],
        validation: { regex: { regexes: ['[a-z0-9-]+'] } },
      },
    ]);
  });

  it('refuses a name that its clusters could not have', () => {
    expect(() => synthesize({ templateName: 's'.repeat(36) })).toThrow(
      expect.objectContaining({ code: 'CLUSTER_NAME_TOO_LONG' }),
    );
  });
});

describe('the history server', () => {
  const cluster = synthesizeConstruct(
    (stack) => new SparkHistoryServer(stack, 'history', { ...MACHINES, clusterName: 'sunrise-dev-history' }),
  ).only('google_dataproc_cluster') as { cluster_config: Record<string, unknown> };

  it('is one private, encrypted, shielded machine, reached through the gateway', () => {
    expect(cluster.cluster_config).toMatchObject({
      gce_cluster_config: PRIVATE,
      encryption_config: { kms_key_name: KEY.name },
      endpoint_config: { enable_http_port_access: true },
      master_config: { num_instances: 1 },
      software_config: { override_properties: { 'dataproc:dataproc.allow.zero.workers': 'true' } },
    });
    expect(cluster.cluster_config).not.toHaveProperty('worker_config');
    expect(cluster.cluster_config['gce_cluster_config']).not.toHaveProperty('service_account_scopes');
  });

  it('reads the histories of every cluster with the same temporary bucket, whose version it has', () => {
    expect(cluster.cluster_config).toMatchObject({
      temp_bucket: 'spark',
      software_config: {
        image_version: SPARK_CLUSTER_DEFAULTS.imageVersion,
        override_properties: { 'spark:spark.history.fs.logDirectory': 'gs://spark/*/spark-job-history' },
      },
    });
  });
});
