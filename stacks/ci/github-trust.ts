import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { Construct } from 'constructs';
import type { Grant } from '../../constructs/access/access-list-props';
import { serviceAccountMember } from '../../constructs/inputs/service-identity';
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

/** Grants with which runs of GitHub Actions act as the delivery's service accounts; none where Cloud Build delivers. */
export function gitHubGrants(settings: EnvironmentSettings): Grant[] {
  const { names, props, stateBucket } = settings;
  if (props.delivery?.kind !== 'github_actions' || !stateBucket) return [];
  const pool = `projects/${props.projectNumber}/locations/global/workloadIdentityPools/${names.identityPool}`;
  const why = {
    'build-plan': 'plans pull requests; changes nothing',
    'build-image': 'builds the image of the main branch and keeps its plans',
    'build-apply': `applies kept plans, in the GitHub environment ${names.environment} after its reviewers approved`,
  };
  return DELIVERY_IDENTITIES.map((identity) => ({
    member: `principalSet://iam.googleapis.com/${pool}/attribute.identity/${identity}`,
    role: 'roles/iam.workloadIdentityUser',
    on: { kind: 'service_account', email: settings.identity(identity).email },
    why: `${serviceAccountMember(settings.identity(identity)).replace(/^serviceAccount:|@.*$/g, '')} ${why[identity]}`,
  }));
}
