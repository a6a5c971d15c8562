import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { Construct } from 'constructs';
import { DELIVERY_IDENTITIES } from '../../model/names';
import type { GitHubActionsDelivery } from '../props/delivery-props';
import type { EnvironmentSettings } from '../settings/environment-settings';

const GITHUB_TOKENS = 'https://token.actions.githubusercontent.com';
const MAIN = 'refs/heads/main';

/**
 * Who a run of GitHub Actions is to Google: a pull request plans, the main branch builds, and a job of the protected GitHub environment
 * on the main branch applies. Everything else of the repository, and every other repository, is nobody.
 */
export class GitHubTrust extends Construct {
  readonly pool: IamWorkloadIdentityPool;
  readonly provider: IamWorkloadIdentityPoolProvider;

  constructor(scope: Construct, id: string, { names }: EnvironmentSettings, delivery: GitHubActionsDelivery) {
    super(scope, id);
    this.pool = new IamWorkloadIdentityPool(this, 'pool', {
      // Deleted ones keep their id for a month: the name has the generation in it.
      workloadIdentityPoolId: names.identityPool,
      displayName: `${names.environment} delivery`.slice(0, 32),
      description: 'Runs of GitHub Actions that deliver this environment',
    });
    this.provider = new IamWorkloadIdentityPoolProvider(this, 'provider', {
      workloadIdentityPoolId: this.pool.workloadIdentityPoolId,
      workloadIdentityPoolProviderId: 'github',
      displayName: 'GitHub Actions',
      attributeMapping: {
        'google.subject': 'assertion.sub',
        'attribute.identity': identityExpression(names.environment, delivery.repository),
      },
      attributeCondition: conditionOf(delivery),
      oidc: { issuerUri: GITHUB_TOKENS },
    });
  }
}

/**
 * Tokens that are taken at all. `pull_request_target` runs what the main branch says with what a stranger sent, so it is not among the
 * events.
 */
function conditionOf({ repository, repositoryId }: GitHubActionsDelivery): string {
  return [
    `assertion.repository == "${repository}"`,
    ...(repositoryId === undefined ? [] : [`assertion.repository_id == "${repositoryId}"`]),
    `(assertion.event_name == "pull_request" || (assertion.ref == "${MAIN}" && assertion.event_name in ["push", "workflow_dispatch"]))`,
  ].join(' && ');
}

/** The event decides first: a pull request that names the protected environment still only plans. */
function identityExpression(environment: string, repository: string): string {
  const [plan, image, apply] = DELIVERY_IDENTITIES;
  const subject = (rest: string) => `assertion.sub == "repo:${repository}:${rest}"`;
  return [
    `assertion.event_name == "pull_request" ? "${plan}"`,
    `${subject(`environment:${environment}`)} ? "${apply}"`,
    `${subject(`ref:${MAIN}`)} ? "${image}"`,
    '"nobody"',
  ].join(' : ');
}
