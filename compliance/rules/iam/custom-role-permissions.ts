import { attribute, isUnknown, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** Permissions with which a holder gets every other: access to projects and above, keys and tokens of accounts, the roles themselves. */
const EVERYTHING_ELSE =
  /^(resourcemanager\.(projects|folders|organizations)\.setIamPolicy|iam\.serviceAccountKeys\.create|iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|setIamPolicy|signBlob|signJwt)|iam\.roles\.(create|update|undelete)|privilegedaccessmanager\.entitlements\.(create|update|setIamPolicy))$/;

export const customRolePermissions: ResourceRule = {
  id: 'iam-custom-role-permissions',
  title: 'Roles of our own hold no permission that leads to every other',
  severity: 'high',
  controls: ['164.308(a)(4)(ii)(B)', '164.308(a)(3)(ii)(A)', '164.502(b)'],
  why: 'Who may set the access of a project, or become any account of it, may do all that anybody may.',
  fix: 'Leave the permission out; grant the one predefined role that is needed for it, where a reviewer sees it by name.',
  resourceTypes: ['google_project_iam_custom_role', 'google_organization_iam_custom_role'],
  check({ attributes }) {
    const permissions = strings(attribute(attributes, 'permissions'));
    if (permissions === 'unknown') return permissions;
    return allOf(
      ...permissions.map((each): Verdict => {
        if (isUnknown(each)) return 'unknown';
        if (!EVERYTHING_ELSE.test(each) && !each.includes('*')) return [];
        return [{ attribute: 'permissions', message: `${each} leads to every other permission` }];
      }),
      [],
    );
  },
};
