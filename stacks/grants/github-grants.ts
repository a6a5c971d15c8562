import type { Grant } from '../../constructs/access/access-list-props';
import { serviceAccountMember } from '../../constructs/inputs/service-identity';
import { DELIVERY_IDENTITIES } from '../../model/names';
import type { EnvironmentSettings } from '../settings/environment-settings';

/** Grants with which runs of GitHub Actions act as the delivery's service accounts; none where Cloud Build delivers. */
export function gitHubGrants(settings: EnvironmentSettings): Grant[] {
  const { names, props, stateBucket } = settings;
  if (props.delivery?.kind !== 'github_actions' || !stateBucket) return [];
  const pool = names.identityPoolName(props.projectNumber);
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
