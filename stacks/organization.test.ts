import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { stackOrder } from '../cli/environment/stack-order';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { checkAgainstSchema } from '../test/schema/provider-schema';
import { SynthesizedStack } from '../test/synthesized-stack';
import { RcmEnvironment } from './environment';
import { Delivery } from './props/delivery-props';
import type { RcmEnvironmentProps } from './props/environment-props';
import { restrictedServices } from './settings/google-services';
import { synthesize } from './synthesize';

const PROPS: RcmEnvironmentProps = MINIMAL_ENVIRONMENT;
const DELIVERY = {
  delivery: Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' }),
  imageTag: '1.0.0',
  stateBucket: 'states',
};
const PERIMETER = 'google_access_context_manager_service_perimeter';

/** Folder and organization stack of an environment with these props beside the usual ones. */
function synthesized(optional: Partial<RcmEnvironmentProps>): {
  outdir: string;
  organization: SynthesizedStack | undefined;
} {
  const target = new App({ outdir: Testing.app().outdir });
  new RcmEnvironment(target, 'sunrise-dev', { ...PROPS, ...optional });
  synthesize(target);
  const name = 'sunrise-dev-organization';
  const file = join(target.outdir, 'stacks', name, 'cdk.tf.json');
  const organization = existsSync(file) ? new SynthesizedStack(name, readFileSync(file, 'utf8')) : undefined;
  expect((organization?.resources() ?? []).flatMap(checkAgainstSchema)).toEqual([]);
  return { outdir: target.outdir, organization };
}

it('has no stack without policies and without a perimeter', () => {
  expect(synthesized({}).organization).toBeUndefined();
});

it('restricts every API of the environment that a perimeter can, at first in a dry run', () => {
  const { organization } = synthesized({ perimeter: { accessPolicy: '123456789' }, additionalServices: ['pubsub'] });
  const perimeter = organization?.only(PERIMETER);
  const spec = perimeter?.['spec'] as Record<string, string[]> | undefined;
  expect(perimeter).not.toHaveProperty('status');
  expect(spec).toMatchObject({ resources: ['projects/100000000001'] });
  expect(spec?.['restricted_services']).toEqual(
    expect.arrayContaining([...restrictedServices(['bigquery', 'pubsub', 'sqladmin', 'storage'])]),
  );
  expect(spec?.['restricted_services']).not.toContain('accesscontextmanager.googleapis.com');
});

it('refuses calls only by a named switch, and lets the delivery and the deployers in', () => {
  const { organization } = synthesized({
    ...DELIVERY,
    perimeter: {
      accessPolicy: '123456789',
      projectNumbers: ['100000000009'],
      deployers: ['group:deployers@sunrise.example'],
      enforce: { reason: 'the dry run refused nothing in two weeks' },
    },
  });
  expect(organization?.only(PERIMETER)).toMatchObject({
    name: 'accessPolicies/123456789/servicePerimeters/rcm_sunrise_dev',
    status: {
      resources: ['projects/100000000001', 'projects/100000000009'],
      ingress_policies: [
        {
          title: 'delivery',
          ingress_from: {
            identities: ['build-plan', 'build-image', 'build-apply'].map(
              (identity) => `serviceAccount:rcm-${identity}@sunrise-rcm-dev.iam.gserviceaccount.com`,
            ),
          },
        },
        { title: 'deployers', ingress_from: { identities: ['group:deployers@sunrise.example'] } },
      ],
    },
  });
});

it('joins a perimeter that somebody else keeps, and changes nothing of it', () => {
  const existing = 'accessPolicies/1/servicePerimeters/hospital_wide';
  const membership = { perimeter_name: existing, resource: 'projects/100000000001' };
  const dryRun = synthesized({ perimeter: { existing } }).organization;
  expect(dryRun?.resources().map(({ type, attributes }) => [type, attributes])).toEqual([
    [`${PERIMETER}_dry_run_resource`, expect.objectContaining(membership)],
  ]);
  const enforced = synthesized({ perimeter: { existing, enforce: { reason: 'as everywhere' } } }).organization;
  expect(enforced?.resources().map(({ type, attributes }) => [type, attributes])).toEqual([
    [`${PERIMETER}_resource`, expect.objectContaining(membership)],
  ]);
});

it('sets organization policies for the environment’s own keys, or for those of another project', () => {
  const keyProjects = (optional: Partial<RcmEnvironmentProps>) =>
    synthesized({ organizationPolicies: true, ...optional }).organization?.named(
      'google_org_policy_policy',
      'projects/100000000001/policies/gcp.restrictCmekCryptoKeyProjects',
    )['spec'];
  const only = (project: string) => ({ rules: [{ values: { allowed_values: [`projects/${project}`] } }] });
  expect(keyProjects({})).toEqual(only('sunrise-rcm-dev'));
  expect(keyProjects({ encryption: { keyProject: 'sunrise-keys', keyRing: 'rcm' } })).toEqual(only('sunrise-keys'));
});

it('has calls to the organization counted against the project, and is not what the delivery deploys', () => {
  const { organization, outdir } = synthesized({ ...DELIVERY, organizationPolicies: true });
  expect(organization?.section('provider')).toMatchObject({
    google: [{ user_project_override: true, billing_project: 'sunrise-rcm-dev' }],
  });
  const order = stackOrder(outdir, 'sunrise-dev');
  expect(order).toContain('sunrise-dev-foundation');
  expect(order).not.toContain('sunrise-dev-organization');
});
