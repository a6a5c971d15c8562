import { AccessContextManagerServicePerimeter } from '@cdktf/provider-google/lib/access-context-manager-service-perimeter';
import { Construct } from 'constructs';
import type { ServicePerimeterProps } from './service-perimeter-props';

/**
 * A perimeter of VPC Service Controls: the APIs of its projects answer only calls from inside, from its access levels and of the named
 * identities, so that neither a stolen credential nor a wrong grant carries data out. Going from the dry run to the enforced perimeter,
 * and back, is a change in place.
 * @example
 * ```ts
 * new ServicePerimeter(stack, 'perimeter', {
 *   accessPolicy: '123456789012',
 *   perimeterName: 'sunrise_dev',
 *   title: 'sunrise-dev',
 *   projectNumbers: ['100000000001'],
 *   restrictedServices: ['bigquery.googleapis.com', 'storage.googleapis.com'],
 *   enforced: false,
 * });
 * ```
 */
export class ServicePerimeter extends Construct {
  readonly perimeter: AccessContextManagerServicePerimeter;

  constructor(scope: Construct, id: string, props: ServicePerimeterProps) {
    super(scope, id);
    const parent = `accessPolicies/${props.accessPolicy}`;
    const resources = props.projectNumbers.map((number) => `projects/${number}`);
    const boundary = {
      resources,
      restrictedServices: [...props.restrictedServices],
      accessLevels: (props.accessLevels ?? []).map((level) => `${parent}/accessLevels/${level}`),
      ingressPolicies: (props.ingress ?? []).map(({ title, identities }) => ({
        title,
        ingressFrom: { identities: [...identities], sources: [{ accessLevel: '*' }] },
        ingressTo: { resources, operations: [{ serviceName: '*' }] },
      })),
    };
    this.perimeter = new AccessContextManagerServicePerimeter(this, 'perimeter', {
      parent,
      name: `${parent}/servicePerimeters/${props.perimeterName}`,
      title: props.title,
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      ...(props.enforced ? { status: boundary } : { spec: boundary, useExplicitDryRunSpec: true }),
    });
  }
}
