import { CloudbuildTrigger, type CloudbuildTriggerConfig } from '@cdktf/provider-google/lib/cloudbuild-trigger';
import { Cloudbuildv2Repository } from '@cdktf/provider-google/lib/cloudbuildv2-repository';
import type { Construct } from 'constructs';
import type { Identity } from '../model/names';
import { ENVIRONMENT_DEFAULTS } from './environment-props';
import { type EnvironmentSettings, identityEmail } from './environment-settings';
import { RcmStack } from './stack';

const NODE = 'node:20-bookworm';
const TERRAFORM = 'hashicorp/terraform:1.11.4';
const DOCKER = 'gcr.io/cloud-builders/docker';
const BUILD_TIMEOUT = '3600s';

/**
 * Delivery from a repository: a pull request is tested, synthesized, planned and reviewed; the main branch builds the image and plans
 * again, and after an approval applies. Plan and apply are different identities. Empty where nothing is delivered.
 */
export class DeliveryStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'delivery');
    const { delivery, projectId, region } = settings.props;
    if (!delivery) return;
    const [, repositoryName = delivery.repository] = delivery.repository.split('/');
    const repository = new Cloudbuildv2Repository(this, 'repository', {
      name: repositoryName,
      location: region,
      // Made by hand, because GitHub asks a person: the only thing here that Terraform cannot make without a token.
      parentConnection: `projects/${projectId}/locations/${region}/connections/${delivery.connection}`,
      remoteUri: `https://github.com/${delivery.repository}.git`,
    });
    const environment = settings.names.environment;
    const image = `${settings.names.image}:${settings.props.imageTag ?? ENVIRONMENT_DEFAULTS.imageTag}`;
    const review = [TEST, installTerraform(), PLAN(environment), COMPLIANCE(environment)];
    const onMain = { repository: repository.id, push: { branch: '^main$' } };
    this.trigger('pull-request', 'build-plan', 'Test, synthesize, plan and review', review, {
      repositoryEventConfig: {
        repository: repository.id,
        pullRequest: { branch: '^main$', commentControl: 'COMMENTS_ENABLED' },
      },
    });
    this.trigger('main', 'build-plan', 'Build the image and plan', [...review, ...buildImage(image)], {
      repositoryEventConfig: onMain,
    });
    this.trigger('apply', 'build-apply', 'Apply after an approval', [TEST, installTerraform(), APPLY(environment)], {
      repositoryEventConfig: onMain,
      approvalConfig: { approvalRequired: true },
    });
  }

  private trigger(
    role: string,
    identity: Identity,
    description: string,
    steps: Step[],
    on: Partial<CloudbuildTriggerConfig>,
  ): void {
    const { names, props } = this.settings;
    new CloudbuildTrigger(this, role, {
      name: names.resource(role),
      location: props.region,
      description,
      serviceAccount: `projects/${props.projectId}/serviceAccounts/${identityEmail(this.settings, identity)}`,
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

interface Step {
  readonly name: string;
  readonly script: string;
}

const script = (...lines: string[]) => ['#!/bin/sh', 'set -eu', ...lines, ''].join('\n');
const WITH_TERRAFORM = 'export PATH=/workspace/.bin:$PATH';

const TEST: Step = { name: NODE, script: script('npm ci', 'npm run test:fast', 'npm run synth') };
/** cdktf calls terraform, and the node image has none. */
const installTerraform = (): Step => ({
  name: TERRAFORM,
  script: script('mkdir -p /workspace/.bin', 'cp /bin/terraform /workspace/.bin/'),
});
const PLAN = (environment: string): Step => ({
  name: NODE,
  script: script(
    WITH_TERRAFORM,
    `for stack in $(ls cdktf.out/stacks | grep '^${environment}-'); do npx cdktf diff --skip-synth "$stack"; done`,
  ),
});
const COMPLIANCE = (environment: string): Step => ({
  name: NODE,
  script: script(`node dist/cli/rcm.js compliance --env ${environment}`),
});
const APPLY = (environment: string): Step => ({
  name: NODE,
  script: script(WITH_TERRAFORM, `npx cdktf deploy --skip-synth --auto-approve '${environment}-*'`),
});
const buildImage = (image: string): Step[] => [
  // Tags are immutable: an image that is there already is the one that was tested under this version.
  {
    name: DOCKER,
    script: script(
      `docker manifest inspect ${image} > /dev/null 2>&1 || (docker build -t ${image} . && docker push ${image})`,
    ),
  },
];
