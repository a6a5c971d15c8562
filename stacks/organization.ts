import { AccessContextManagerServicePerimeterDryRunResource } from '@cdktf/provider-google/lib/access-context-manager-service-perimeter-dry-run-resource';
import { AccessContextManagerServicePerimeterResource } from '@cdktf/provider-google/lib/access-context-manager-service-perimeter-resource';
import type { Construct } from 'constructs';
import { OrganizationPolicies } from '../constructs/access/organization-policies';
import { ServicePerimeter } from '../constructs/access/service-perimeter';
import type { PerimeterIngress } from '../constructs/access/service-perimeter-props';
import { serviceAccountMember } from '../constructs/inputs/service-identity';
import { DELIVERY_IDENTITIES } from '../model/names';
import type { ExistingPerimeter, OwnPerimeter } from './props/organization-props';
import type { EnvironmentSettings } from './settings/environment-settings';
import { enabledServices, restrictedServices } from './settings/google-services';
import { RcmStack } from './stack';

/**
 * What only administrators of the organization may set on the project: organization policies and the service perimeter. A stack of its
 * own, because no identity of the project gets such rights, the delivery's neither: an administrator deploys it.
 */
export class OrganizationStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'organization');
    const { props } = settings;
    // Both APIs belong to the organization and need a project to count calls against.
    this.google.userProjectOverride = true;
    this.google.billingProject = props.projectId;
    if (props.organizationPolicies) {
      new OrganizationPolicies(this, 'policies', {
        projectNumber: props.projectNumber,
        region: props.region,
        keyProjects: [props.encryption?.keyProject ?? props.projectId],
      });
    }
    if (props.perimeter && 'existing' in props.perimeter) this.join(props.perimeter);
    else if (props.perimeter) this.perimeter(props.perimeter);
  }

  private perimeter({ accessPolicy, accessLevels, deployers, enforce, projectNumbers }: OwnPerimeter): void {
    const { identity, names, props } = this.settings;
    const ingress: PerimeterIngress[] = [
      // The machines of a build are outside every perimeter, Google's own too.
      ...(props.delivery
        ? [{ title: 'delivery', identities: DELIVERY_IDENTITIES.map((each) => serviceAccountMember(identity(each))) }]
        : []),
      ...(deployers && deployers.length > 0 ? [{ title: 'deployers', identities: deployers }] : []),
    ];
    new ServicePerimeter(this, 'perimeter', {
      accessPolicy,
      perimeterName: names.perimeter,
      title: names.perimeter,
      projectNumbers: [props.projectNumber, ...(projectNumbers ?? [])],
      restrictedServices: restrictedServices(enabledServices(props)),
      enforced: enforce !== undefined,
      ingress,
      ...(accessLevels ? { accessLevels } : {}),
    });
  }

  private join({ enforce, existing }: ExistingPerimeter): void {
    const membership = { perimeterName: existing, resource: `projects/${this.settings.props.projectNumber}` };
    if (enforce) new AccessContextManagerServicePerimeterResource(this, 'membership', membership);
    else new AccessContextManagerServicePerimeterDryRunResource(this, 'dry-run-membership', membership);
  }
}
