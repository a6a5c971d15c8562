import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access/access-list';
import { ContainerJob } from '../constructs/run/container-job';
import { ImageRepository } from '../constructs/run/image-repository';
import { workloadTimeoutSeconds } from '../model/graph';
import { CONTAINER_WORKLOADS } from '../model/names';
import { environmentGrants } from './grants/environment-grants';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';
import { Spark } from './workloads/spark';

/** Images, the jobs that run steps, and what Spark needs. */
export class ProcessingStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'processing');
    const { names, props, protection, stage } = settings;
    const { repository } = new ImageRepository(this, 'containers', {
      repositoryId: names.repository,
      region: props.region,
      encryptionKey: settings.key('containers'),
    });
    const jobs = CONTAINER_WORKLOADS.map(
      (workload) =>
        new ContainerJob(this, workload, {
          jobName: names.containerJob(workload),
          region: props.region,
          ...(props.imageTag === undefined ? {} : { image: `${names.image}:${props.imageTag}` }),
          identity: settings.identity(workload),
          encryptionKey: settings.key('containers'),
          placement: settings.placement,
          environment: { RCM_ENV: names.environment, RCM_SPEC: `gs://${names.bucket('code')}/data/spec` },
          protection,
          timeoutSeconds: workloadTimeoutSeconds(workload),
          // It converts whole parts of a table in memory; the others wait for the warehouse.
          ...(workload === 'extract'
            ? {
                cpu: String(stage.extractCpus),
                memory: `${stage.extractMemoryGibibytes}Gi`,
              }
            : {}),
        }).job,
    );
    const { stagingBucket } = new Spark(this, settings, this.stackLabels);
    const { projectId, region } = props;
    new AccessList(this, 'access', { projectId, region, grants: environmentGrants(settings).processing }, [
      repository,
      ...jobs,
      stagingBucket,
    ]);
  }
}
