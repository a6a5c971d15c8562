import { KEY, PLACEMENT, REGION } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { SparkBatch } from './spark-batch';
import { SPARK_BATCH_DEFAULTS, type SparkBatchProps } from './spark-batch-props';

const synthesize = (optional: Partial<SparkBatchProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new SparkBatch(stack, 'batch', {
        batchName: 'extract_table',
        region: REGION,
        identity: { email: 'rcm-spark@p.iam.gserviceaccount.com' },
        encryptionKey: KEY,
        placement: PLACEMENT,
        networkTag: 'sunrise-dev-spark',
        codeBucket: { name: 'code' },
        stagingBucket: { name: 'spark' },
        program: [
          { name: 'extract_table.py', text: 'print(f"{1}")' },
          { name: 'landed_columns.py', text: 'x = "${y} %{z}"' },
        ],
        ...optional,
      }),
  );
const file = (name: string, optional: Partial<SparkBatchProps> = {}) =>
  String(synthesize(optional).named('google_storage_bucket_object', name)['content']);
const settings = (optional: Partial<SparkBatchProps> = {}) =>
  JSON.parse(file('data/spark/extract_table.json', optional));

it('is data for the program that starts it: private, encrypted, as a named account, ended in time', () => {
  const { runtimeVersion, timeToLiveSeconds, maximumExecutors } = SPARK_BATCH_DEFAULTS;
  expect(settings()).toEqual({
    pyspark_batch: {
      main_python_file_uri: 'gs://code/spark/extract_table.py',
      python_file_uris: ['gs://code/spark/landed_columns.py'],
      jar_file_uris: [],
    },
    runtime_config: {
      version: runtimeVersion,
      properties: { 'spark.dynamicAllocation.maxExecutors': String(maximumExecutors) },
    },
    environment_config: {
      execution_config: {
        service_account: 'rcm-spark@p.iam.gserviceaccount.com',
        subnetwork_uri: PLACEMENT.subnetwork,
        network_tags: ['sunrise-dev-spark'],
        kms_key: KEY.name,
        staging_bucket: 'spark',
        ttl: { seconds: timeToLiveSeconds },
      },
    },
    labels: {},
  });
});

it('is a batch of its own kind where it is asked to be', () => {
  const historyServer = 'projects/p/regions/us-central1/clusters/history';
  const optional = { historyServer, runtimeVersion: '2.3', timeToLiveSeconds: 600, maximumExecutors: 2 };
  expect(settings({ ...optional, jars: ['driver.jar'], labels: { stage: 'dev' } })).toMatchObject({
    pyspark_batch: { jar_file_uris: ['gs://code/spark/jars/driver.jar'] },
    runtime_config: { version: '2.3', properties: { 'spark.dynamicAllocation.maxExecutors': '2' } },
    environment_config: {
      execution_config: { ttl: { seconds: 600 } },
      peripherals_config: { spark_history_server_config: { dataproc_cluster: historyServer } },
    },
    labels: { stage: 'dev' },
  });
});

it('uploads its program as it is written', () => {
  expect(file('spark/extract_table.py')).toBe('print(f"{1}")');
  // Terraform reads $${ as ${.
  expect(file('spark/landed_columns.py')).toBe('x = "$${y} %%{z}"');
});

it('refuses a key of another place', () => {
  expect(() => synthesize({ encryptionKey: { ...KEY, location: 'europe-west1' } })).toThrow(
    expect.objectContaining({ code: 'KEY_LOCATION_DIFFERS' }),
  );
});
