import { CloudRunV2Job } from '@cdktf/provider-google/lib/cloud-run-v2-job';
import { Construct } from 'constructs';
import { dataClassLabel } from '../inputs/data-class';
import { keyNameFor } from '../inputs/encryption-key';
import { CONTAINER_JOB_DEFAULTS, type ContainerJobProps, NO_IMAGE_YET } from './container-job-props';

/**
 * A Cloud Run job that runs steps of the pipeline, one or more per execution, inside the private network, as a service account of its own.
 * @example
 * ```ts
 * new ContainerJob(stack, 'load', {
 *   jobName: 'sunrise-dev-load',
 *   region: 'us-central1',
 *   image: 'us-central1-docker.pkg.dev/sunrise-rcm-dev/sunrise-dev-containers/rcm:0.1.0',
 *   identity: { email: 'rcm-load@sunrise-rcm-dev.iam.gserviceaccount.com' },
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/containers',
 *     location: 'us-central1',
 *   },
 *   placement: {
 *     network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network',
 *     subnetwork: 'projects/sunrise-rcm-dev/regions/us-central1/subnetworks/sunrise-dev-workloads',
 *   },
 *   environment: { RCM_ENV: 'sunrise-dev', RCM_SPEC: 'gs://sunrise-rcm-dev-code/data/spec' },
 *   protection: 'protected',
 * });
 * ```
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class ContainerJob extends Construct {
  readonly job: CloudRunV2Job;

  constructor(scope: Construct, id: string, props: ContainerJobProps) {
    super(scope, id);
    this.job = new CloudRunV2Job(this, 'job', {
      name: props.jobName,
      location: props.region,
      deletionProtection: props.protection === 'protected',
      labels: dataClassLabel('phi'),
      template: {
        taskCount: 1,
        parallelism: 1,
        template: {
          serviceAccount: props.identity.email,
          encryptionKey: keyNameFor(props.encryptionKey, props.region),
          executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN2',
          // Airflow decides what is tried again; two layers of retries would multiply.
          maxRetries: 0,
          timeout: `${props.timeoutSeconds ?? CONTAINER_JOB_DEFAULTS.timeoutSeconds}s`,
          vpcAccess: {
            egress: 'ALL_TRAFFIC',
            // Firewall rules see no service account of Cloud Run, only the subnet's range and these tags.
            networkInterfaces: [
              { network: props.placement.network, subnetwork: props.placement.subnetwork, tags: [props.jobName] },
            ],
          },
          containers: [
            {
              // The sample's own program would succeed, and a run that did nothing would look like one that did.
              ...(props.image === undefined
                ? { ...NO_IMAGE_YET, command: [...NO_IMAGE_YET.command] }
                : { image: props.image }),
              resources: {
                limits: {
                  cpu: props.cpu ?? CONTAINER_JOB_DEFAULTS.cpu,
                  memory: props.memory ?? CONTAINER_JOB_DEFAULTS.memory,
                },
              },
              env: Object.entries(props.environment).map(([name, value]) => ({ name, value })),
            },
          ],
        },
      },
    });
  }
}
