import { attribute, isUnknown, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** Permissions that lead to all others: access to projects and above, keys and tokens of accounts, the roles themselves. */
const EVERYTHING_ELSE =
  /^(resourcemanager\.(projects|folders|organizations)\.setIamPolicy|iam\.serviceAccountKeys\.create|iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|setIamPolicy|signBlob|signJwt)|iam\.roles\.(create|update|undelete)|privilegedaccessmanager\.entitlements\.(create|update|setIamPolicy))$/;

export const customRolePermissions: ResourceRule = {
  id: 'iam-custom-role-permissions',
  title: 'Custom roles hold no permission that leads to all others',
  severity: 'high',
  controls: ['164.308(a)(4)(ii)(B)', '164.308(a)(3)(ii)(A)', '164.502(b)'],
  why: "Anyone who can change a project's access, or act as any of its accounts, can do everything.",
  fix: 'Remove the permission; grant the predefined role that it is needed for, so that reviewers see it by name.',
  resourceTypes: ['google_project_iam_custom_role', 'google_organization_iam_custom_role'],
  check({ attributes }) {
    const permissions = strings(attribute(attributes, 'permissions'));
    if (permissions === 'unknown') return permissions;
    return allOf(
      ...permissions.map((each): Verdict => {
        if (isUnknown(each)) return 'unknown';
        if (!EVERYTHING_ELSE.test(each) && !each.includes('*')) return [];
        return [{ attribute: 'permissions', message: `${each} leads to all other permissions` }];
      }),
      [],
    );
  },
};
