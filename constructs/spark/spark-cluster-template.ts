import { DataprocAutoscalingPolicy } from '@cdktf/provider-google/lib/dataproc-autoscaling-policy';
import {
  DataprocWorkflowTemplate,
  type DataprocWorkflowTemplatePlacementManagedCluster,
} from '@cdktf/provider-google/lib/dataproc-workflow-template';
import { Construct } from 'constructs';
import { ConstructError } from '../inputs/construct-error';
import { keyNameFor } from '../inputs/encryption-key';
import type { SparkClusterTemplateProps } from './spark-cluster-template-props';
import { privateMachines, SPARK_CLUSTER_DEFAULTS } from './spark-machines';

/** Longest name of a template whose clusters are called after it. */
const LONGEST_CLUSTER_NAME = 35;

/**
 * A Spark program on a cluster that is made for the run and deleted after it: private, CMEK, as a named service account, with as many
 * workers as the work takes. Starting it takes `gcloud dataproc workflow-templates instantiate` or Airflow's operator. The template
 * itself cannot be changed: each change replaces it, without an effect on runs.
 * @example
 * ```ts
 * new SparkClusterTemplate(stack, 'count', {
 *   templateName: 'sunrise-dev-spark',
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
 *   stagingBucket: { name: 'sunrise-rcm-dev-spark' },
 *   stepId: 'count-rows',
 *   mainFileUri: 'gs://sunrise-rcm-dev-code/spark/count_rows.py',
 *   arguments: ['--run-id', 'none'],
 *   parameters: [{ name: 'RUN_ID', argument: 1, description: 'Run that is counted', pattern: '[a-z0-9-]{1,100}' }],
 * });
 * ```
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`, `CLUSTER_NAME_TOO_LONG`
 */
export class SparkClusterTemplate extends Construct {
  readonly template: DataprocWorkflowTemplate;
  readonly policy: DataprocAutoscalingPolicy;

  constructor(scope: Construct, id: string, props: SparkClusterTemplateProps) {
    super(scope, id);
    const { templateName, region } = props;
    if (templateName.length > LONGEST_CLUSTER_NAME) throw new ConstructError('CLUSTER_NAME_TOO_LONG', templateName);
    const { minimumWorkers, maximumWorkers, timeoutSeconds } = SPARK_CLUSTER_DEFAULTS;
    this.policy = new DataprocAutoscalingPolicy(this, 'policy', {
      policyId: templateName,
      location: region,
      workerConfig: { minInstances: minimumWorkers, maxInstances: props.maximumWorkers ?? maximumWorkers },
      basicAlgorithm: {
        cooldownPeriod: '120s',
        yarnConfig: { gracefulDecommissionTimeout: '600s', scaleUpFactor: 0.5, scaleDownFactor: 1 },
      },
    });
    this.template = new DataprocWorkflowTemplate(this, 'template', {
      name: templateName,
      location: region,
      dagTimeout: `${timeoutSeconds}s`,
      ...(props.dependsOn ? { dependsOn: props.dependsOn } : {}),
      // The arguments of a run are kept with the template.
      encryptionConfig: { kmsKey: keyNameFor(props.encryptionKey, region) },
      placement: { managedCluster: this.managedCluster(props) },
      jobs: [
        {
          stepId: props.stepId,
          pysparkJob: {
            mainPythonFileUri: props.mainFileUri,
            args: [...props.arguments],
            ...(props.pythonFileUris ? { pythonFileUris: [...props.pythonFileUris] } : {}),
            ...(props.jarFileUris ? { jarFileUris: [...props.jarFileUris] } : {}),
          },
        },
      ],
      parameters: props.parameters.map(({ name, argument, description, pattern }) => ({
        name,
        description,
        fields: [`jobs['${props.stepId}'].pysparkJob.args[${argument}]`],
        validation: { regex: { regexes: [pattern] } },
      })),
    });
  }

  private managedCluster(props: SparkClusterTemplateProps): DataprocWorkflowTemplatePlacementManagedCluster {
    const { imageVersion, masterMachine, workerMachine, diskGigabytes, minimumWorkers, idleSeconds } =
      SPARK_CLUSTER_DEFAULTS;
    const diskConfig = { bootDiskType: 'pd-balanced', bootDiskSizeGb: diskGigabytes };
    return {
      clusterName: props.templateName,
      config: {
        stagingBucket: props.stagingBucket.name,
        tempBucket: props.stagingBucket.name,
        autoscalingConfig: { policy: this.policy.name },
        encryptionConfig: { gcePdKmsKeyName: keyNameFor(props.encryptionKey, props.region) },
        gceClusterConfig: privateMachines(props),
        lifecycleConfig: { idleDeleteTtl: `${idleSeconds}s` },
        softwareConfig: {
          imageVersion,
          properties: {
            'spark:spark.authenticate': 'true',
            'spark:spark.network.crypto.enabled': 'true',
            'spark:spark.io.encryption.enabled': 'true',
          },
        },
        masterConfig: { numInstances: 1, machineType: masterMachine, diskConfig },
        workerConfig: { numInstances: minimumWorkers, machineType: workerMachine, diskConfig },
      },
    };
  }
}
