import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import type { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { Construct } from 'constructs';
import { FIREWALL_PRIORITIES } from '../../constructs/network/egress-rules-props';
import { SparkBatch } from '../../constructs/spark/spark-batch';
import type { SparkFile } from '../../constructs/spark/spark-batch-props';
import { SparkClusterTemplate } from '../../constructs/spark/spark-cluster-template';
import { SparkHistoryServer } from '../../constructs/spark/spark-history-server';
import type { SparkMachines } from '../../constructs/spark/spark-machines';
import { PhiBucket } from '../../constructs/storage/phi-bucket';
import { networkAddresses } from '../props/network-addresses';
import type { EnvironmentSettings } from '../settings/environment-settings';
import { projectFolder } from './project-folder';

/** With which Spark reads MySQL. Its licence leaves fetching it to the customer; docs/big-tables.md says how. */
export const MYSQL_DRIVER = 'mysql-connector-j-8.4.0.jar';
/** What `extract_table.py` imports. */
const MODULES = ['emr_source.py', 'landed_columns.py', 'mapped_texts.py', 'source_tls.py', 'typed_values.py'];
/** Alphabets of `run=` and of the paths of plans. */
const RUN_ID = '[a-z0-9-]{1,100}';
const PLAN = 'gs://[a-z0-9-]+/data/spark/plans/[a-z0-9_./-]+';
/** The template's own arguments name no run; the program that starts one replaces them. */
const NOTHING = 'none';

/**
 * What reads tables too big for one process: the settings of a batch, which the DAG uses; the same program on a cluster of its own, for
 * a read that takes more than a batch has; a bucket for both; and, where the stage has it, the history server.
 */
export class Spark extends Construct {
  /** Keeps the working files of batches and clusters. */
  readonly stagingBucket: StorageBucket;

  constructor(scope: Construct, settings: EnvironmentSettings, labels: Readonly<Record<string, string>>) {
    super(scope, 'spark');
    const { names, props, protection, stage } = settings;
    this.stagingBucket = new PhiBucket(this, 'files', {
      bucketName: names.bucket('spark'),
      location: props.region,
      encryptionKey: settings.key('storage'),
      dataClass: 'phi',
      protection,
      softDeleteDays: stage.softDeleteDays,
      accessLogBucket: { name: names.bucket('audit') },
    }).bucket;
    const machines: SparkMachines = {
      region: props.region,
      identity: settings.identity('spark'),
      encryptionKey: settings.key('dataproc'),
      placement: settings.placement,
      networkTag: names.resource('spark'),
      stagingBucket: { name: names.bucket('spark') },
    };
    if (!props.network) this.rules(names.resource('spark'), settings);
    const clusterName = names.resource('history');
    const batch = new SparkBatch(this, 'extract-table', {
      ...machines,
      batchName: 'extract_table',
      codeBucket: { name: names.bucket('code') },
      program: [sparkFile('extract_table.py'), ...MODULES.map(sparkFile)],
      jars: [MYSQL_DRIVER],
      labels: { ...labels, data_class: 'phi' },
      ...(stage.sparkHistoryServer
        ? { historyServer: `projects/${props.projectId}/regions/${props.region}/clusters/${clusterName}` }
        : {}),
    });
    const { pyspark_batch } = batch.settings;
    new SparkClusterTemplate(this, 'cluster', {
      ...machines,
      templateName: names.resource('spark'),
      stepId: 'extract-table',
      mainFileUri: pyspark_batch.main_python_file_uri,
      pythonFileUris: pyspark_batch.python_file_uris,
      jarFileUris: pyspark_batch.jar_file_uris,
      arguments: ['--plan', NOTHING, '--run-id', NOTHING, '--landing', `gs://${names.bucket('landing')}`],
      parameters: [
        { name: 'PLAN', argument: 1, description: 'Address of the plan of the table', pattern: PLAN },
        { name: 'RUN_ID', argument: 3, description: 'Run that the table is landed for', pattern: RUN_ID },
      ],
      maximumWorkers: stage.sparkWorkers,
      dependsOn: [this.stagingBucket, ...batch.objects],
    });
    if (stage.sparkHistoryServer)
      new SparkHistoryServer(this, 'history', { ...machines, clusterName, dependsOn: [this.stagingBucket] });
  }

  /** The machines of a batch talk to each other; unlike those of a cluster they are identified by their tag alone. */
  private rules(tag: string, { names, placement, props }: EnvironmentSettings): void {
    const between = {
      network: placement.network,
      priority: FIREWALL_PRIORITIES.allow,
      targetTags: [tag],
      allow: [{ protocol: 'all' }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    };
    new ComputeFirewall(this, 'ingress', {
      ...between,
      name: names.resource('spark-ingress'),
      description: 'Machines of Spark batches, from each other',
      direction: 'INGRESS',
      sourceTags: [tag],
    });
    new ComputeFirewall(this, 'egress', {
      ...between,
      name: names.resource('spark-egress'),
      description: 'Machines of Spark batches, to each other',
      direction: 'EGRESS',
      destinationRanges: [networkAddresses(props).workloads],
    });
  }
}

function sparkFile(name: string): SparkFile {
  return { name, text: readFileSync(join(projectFolder(), 'jobs', 'spark', name), 'utf8') };
}
