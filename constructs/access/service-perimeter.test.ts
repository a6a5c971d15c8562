import { synthesizeConstruct } from '../../test/synthesized-stack';
import { ServicePerimeter } from './service-perimeter';
import type { ServicePerimeterProps } from './service-perimeter-props';

const perimeter = (optional: Partial<ServicePerimeterProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new ServicePerimeter(stack, 'perimeter', {
        accessPolicy: '123456789',
        perimeterName: 'rcm_sunrise_dev',
        title: 'rcm sunrise-dev',
        projectNumbers: ['100000000001'],
        restrictedServices: ['bigquery.googleapis.com', 'storage.googleapis.com'],
        enforced: false,
        ...optional,
      }),
  ).only('google_access_context_manager_service_perimeter');

it('is a dry run: it would restrict, and refuses nothing', () => {
  const dryRun = perimeter();
  expect(dryRun).toMatchObject({
    name: 'accessPolicies/123456789/servicePerimeters/rcm_sunrise_dev',
    use_explicit_dry_run_spec: true,
    spec: {
      resources: ['projects/100000000001'],
      restricted_services: ['bigquery.googleapis.com', 'storage.googleapis.com'],
    },
  });
  expect(dryRun).not.toHaveProperty('status');
});

it('refuses once it is enforced, with the same boundary', () => {
  const enforced = perimeter({ enforced: true });
  expect(enforced['status']).toEqual(perimeter()['spec']);
  expect(enforced).not.toHaveProperty('spec');
  expect(enforced).not.toHaveProperty('use_explicit_dry_run_spec');
});

it('lets in who is named, and who calls from a place that is named', () => {
  const ingress = [{ title: 'delivery', identities: ['serviceAccount:apply@p.iam.gserviceaccount.com'] }];
  expect(perimeter({ ingress, accessLevels: ['office'] })['spec']).toMatchObject({
    access_levels: ['accessPolicies/123456789/accessLevels/office'],
    ingress_policies: [
      {
        title: 'delivery',
        ingress_from: { identities: ingress[0]?.identities, sources: [{ access_level: '*' }] },
        ingress_to: { resources: ['projects/100000000001'], operations: [{ service_name: '*' }] },
      },
    ],
  });
});

it('lets nobody in by itself', () => {
  const { spec } = perimeter() as { spec: Record<string, unknown> };
  expect([spec['access_levels'], spec['ingress_policies']]).toEqual([[], []]);
});
