import { StorageBucketObject } from '@cdktf/provider-google/lib/storage-bucket-object';
import { Construct } from 'constructs';
import { keyNameFor } from '../inputs/encryption-key';
import { uploadedText } from '../inputs/uploaded-text';
import { SPARK_BATCH_DEFAULTS, type SparkBatchProps } from './spark-batch-props';

const JSON_INDENT = 2;

/** A batch of Dataproc Serverless as its API takes it, but for the arguments: those are the caller's. */
export interface SparkBatchSettings {
  readonly pyspark_batch: {
    readonly main_python_file_uri: string;
    readonly python_file_uris: readonly string[];
    readonly jar_file_uris: readonly string[];
  };
  readonly runtime_config: { readonly version: string; readonly properties: Readonly<Record<string, string>> };
  readonly environment_config: {
    readonly execution_config: {
      readonly service_account: string;
      readonly subnetwork_uri: string;
      readonly network_tags: readonly string[];
      readonly kms_key: string;
      readonly staging_bucket: string;
      readonly ttl: { readonly seconds: number };
    };
    readonly peripherals_config?: { readonly spark_history_server_config: { readonly dataproc_cluster: string } };
  };
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * A Spark program and how it is run without a cluster of our own: private, CMEK, as a named service account. A batch is one run, so
 * there is no resource of it here: the program that starts one takes `data/spark/<name>.json` and adds arguments.
 * @example
 * ```ts
 * new SparkBatch(stack, 'count', {
 *   batchName: 'count_rows',
 *   region: 'us-central1',
 *   identity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/dataproc',
 *     location: 'us-central1',
 *   },
 *   placement: {
 *     network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network',
 *     subnetwork: 'projects/sunrise-rcm-dev/regions/us-central1/subnetworks/sunrise-dev-workloads',
 *   },
 *   networkTag: 'sunrise-dev-spark',
 *   codeBucket: { name: 'sunrise-rcm-dev-code' },
 *   stagingBucket: { name: 'sunrise-rcm-dev-spark' },
 *   program: [{ name: 'count_rows.py', text: 'print("no rows")\n' }],
 * });
 * ```
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class SparkBatch extends Construct {
  readonly settings: SparkBatchSettings;
  /** The program's files and the settings. */
  readonly objects: readonly StorageBucketObject[];

  constructor(scope: Construct, id: string, props: SparkBatchProps) {
    super(scope, id);
    const uri = (name: string) => `gs://${props.codeBucket.name}/spark/${name}`;
    const [main, ...imported] = props.program;
    this.settings = {
      pyspark_batch: {
        main_python_file_uri: uri(main.name),
        python_file_uris: imported.map(({ name }) => uri(name)),
        jar_file_uris: (props.jars ?? []).map((name) => uri(`jars/${name}`)),
      },
      runtime_config: {
        version: props.runtimeVersion ?? SPARK_BATCH_DEFAULTS.runtimeVersion,
        properties: {
          // What machines say to each other is authenticated and encrypted without being asked for.
          'spark.dynamicAllocation.maxExecutors': String(
            props.maximumExecutors ?? SPARK_BATCH_DEFAULTS.maximumExecutors,
          ),
        },
      },
      environment_config: {
        execution_config: {
          service_account: props.identity.email,
          subnetwork_uri: props.placement.subnetwork,
          network_tags: [props.networkTag],
          kms_key: keyNameFor(props.encryptionKey, props.region),
          staging_bucket: props.stagingBucket.name,
          ttl: { seconds: props.timeToLiveSeconds ?? SPARK_BATCH_DEFAULTS.timeToLiveSeconds },
        },
        ...(props.historyServer === undefined
          ? {}
          : { peripherals_config: { spark_history_server_config: { dataproc_cluster: props.historyServer } } }),
      },
      labels: { ...props.labels },
    };
    const upload = (objectId: string, name: string, content: string, contentType: string) =>
      new StorageBucketObject(this, objectId, {
        bucket: props.codeBucket.name,
        name,
        content,
        contentType,
        ...(props.dependsOn ? { dependsOn: props.dependsOn } : {}),
      });
    this.objects = [
      ...props.program.map(({ name, text }) => upload(name, `spark/${name}`, uploadedText(text), 'text/x-python')),
      upload(
        'settings',
        `data/spark/${props.batchName}.json`,
        `${JSON.stringify(this.settings, null, JSON_INDENT)}\n`,
        'application/json',
      ),
    ];
  }
}
