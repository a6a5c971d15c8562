import { CloudbuildTrigger, type CloudbuildTriggerConfig } from '@cdktf/provider-google/lib/cloudbuild-trigger';
import { Cloudbuildv2Repository } from '@cdktf/provider-google/lib/cloudbuildv2-repository';
import type { Construct } from 'constructs';
import { AccessList } from '../constructs/access/access-list';
import { accountName } from '../model/checked-name';
import type { Identity } from '../model/names';
import {
  applyPlans,
  type BuildStep,
  buildImage,
  fetchRelease,
  keepReport,
  plan,
  reviewCompliance,
  storeRelease,
  testAndSynthesize,
} from './ci/delivery-steps';
import { GitHubTrust } from './ci/github-trust';
import { environmentGrants } from './grants/environment-grants';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';

const BUILD_TIMEOUT = '3600s';

/**
 * Delivery from a repository. A pull request is tested, synthesized, planned and reviewed, by an identity that can write nothing. The
 * main branch builds the image, plans, and keeps the plans; once a reviewer approves, a third identity applies those plans and nothing
 * else. With GitHub Actions only the trust in its runs is made here; the steps are the repository's workflow (docs/delivery.md).
 * Empty where nothing is delivered.
 */
export class DeliveryStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'delivery');
    const { names, props, stateBucket } = settings;
    const { delivery, projectId, region, imageTag } = props;
    if (!delivery || !stateBucket || !imageTag) return;
    if (delivery.kind === 'github_actions') {
      const trust = new GitHubTrust(this, 'github', settings, delivery);
      new AccessList(this, 'access', { projectId, region, grants: environmentGrants(settings).delivery }, [
        trust.provider,
      ]);
      return;
    }
    const connection = names.connection(delivery.connection);
    const repository = new Cloudbuildv2Repository(this, 'repository', {
      name: names.resource('repository'),
      location: region,
      // Made by hand, because GitHub asks a person: the only thing here that Terraform cannot make without a token.
      parentConnection: connection,
      remoteUri: `https://github.com/${delivery.repository}.git`,
    });
    // Known to a plan, which the repository's id is not, and still in order after the repository.
    const repositoryPath = `${connection}/repositories/${repository.name}`;
    const { environment } = names;
    const image = `${names.image}:${imageTag}`;
    const [test, review] = [testAndSynthesize(environment), reviewCompliance(environment)];
    const onMain = { repository: repositoryPath, push: { branch: '^main$' } };
    this.trigger('pull-request', 'build-plan', 'Test, synthesize, plan and review', [test, plan, review], {
      repositoryEventConfig: {
        repository: repositoryPath,
        pullRequest: { branch: '^main$', commentControl: 'COMMENTS_ENABLED' },
      },
    });
    const release = [test, buildImage(image), plan, review, storeRelease(stateBucket, environment)];
    this.trigger('main', 'build-image', 'Build the image, plan, keep the plans', release, {
      repositoryEventConfig: onMain,
    });
    const apply = [fetchRelease(stateBucket, environment), applyPlans, keepReport(names.bucket('audit'), environment)];
    this.trigger('apply', 'build-apply', 'Apply the kept plans after an approval', apply, {
      repositoryEventConfig: onMain,
      approvalConfig: { approvalRequired: true },
    });
  }

  private trigger(
    role: string,
    identity: Identity,
    description: string,
    steps: BuildStep[],
    on: Partial<CloudbuildTriggerConfig>,
  ): void {
    const { names, props } = this.settings;
    new CloudbuildTrigger(this, role, {
      name: names.resource(role),
      location: props.region,
      description,
      serviceAccount: accountName(props.projectId, this.settings.identity(identity).email),
      includeBuildLogs: 'INCLUDE_BUILD_LOGS_WITH_STATUS',
      buildAttribute: {
        timeout: BUILD_TIMEOUT,
        step: steps,
        options: { logging: 'CLOUD_LOGGING_ONLY' },
      },
      ...on,
    });
  }
}
