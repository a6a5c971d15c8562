import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import MINIMAL_ENVIRONMENT from '../../test/minimal-environment.json';
import { checkAgainstSchema } from '../../test/schema/provider-schema';
import { SynthesizedStack } from '../../test/synthesized-stack';
import { RcmEnvironment } from '../environment';
import { environmentGrants } from '../grants/environment-grants';
import { Delivery, type DeliveryProps } from '../props/delivery-props';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { synthesize } from '../synthesize';

const PROPS: RcmEnvironmentProps = {
  ...MINIMAL_ENVIRONMENT,
  projectId: 'sunrise-rcm-test',
  projectNumber: '100000000003',
  imageTag: '1.0.0',
};

function delivered(delivery: DeliveryProps, optional: Partial<RcmEnvironmentProps> = {}) {
  const target = new App({ outdir: Testing.app().outdir });
  const { settings } = new RcmEnvironment(target, 'sunrise-test', { ...PROPS, ...optional, delivery });
  if (!settings) throw new Error('the environment has problems');
  synthesize(target);
  const stack = (concern: string) => {
    const name = `sunrise-test-${concern}`;
    return new SynthesizedStack(name, readFileSync(join(target.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
  };
  return { settings, stack };
}

const github = delivered(Delivery.gitHubActions({ repository: 'sunrise/rcm-platform', repositoryId: '42' }), {
  generation: 3,
});

it('is what the provider takes, and has nothing of Cloud Build', () => {
  const { stack } = github;
  expect(stack('delivery').resources().flatMap(checkAgainstSchema)).toEqual([]);
  expect(stack('delivery').resources('google_cloudbuild_trigger')).toEqual([]);
  expect(JSON.stringify(stack('iam').resources())).not.toContain('builds.approver');
});

it('takes tokens of this repository alone, of pull requests and of the main branch', () => {
  expect(github.stack('delivery').only('google_iam_workload_identity_pool_provider')).toMatchObject({
    workload_identity_pool_provider_id: 'github',
    oidc: { issuer_uri: 'https://token.actions.githubusercontent.com' },
    attribute_condition:
      'assertion.repository == "sunrise/rcm-platform" && assertion.repository_id == "42" && ' +
      '(assertion.event_name == "pull_request" || (assertion.ref == "refs/heads/main" && assertion.event_name in ["push", "workflow_dispatch"]))',
  });
});

it('lets a pull request plan and nothing more, even one that names the protected environment', () => {
  const { attribute_mapping } = github.stack('delivery').only('google_iam_workload_identity_pool_provider') as {
    attribute_mapping: Record<string, string>;
  };
  expect(attribute_mapping['attribute.identity']?.split(' : ')).toEqual([
    'assertion.event_name == "pull_request" ? "build-plan"',
    'assertion.sub == "repo:sunrise/rcm-platform:environment:sunrise-test" ? "build-apply"',
    'assertion.sub == "repo:sunrise/rcm-platform:ref:refs/heads/main" ? "build-image"',
    '"nobody"',
  ]);
});

it('gives a pool that is made again another id', () => {
  expect(github.stack('delivery').only('google_iam_workload_identity_pool')).toMatchObject({
    workload_identity_pool_id: 'rcm-delivery-3',
  });
});

it('lists the three grants with reasons, each to the one account, after the pool', () => {
  const made = github.stack('delivery').resources('google_service_account_iam_member');
  const pool = 'projects/100000000003/locations/global/workloadIdentityPools/rcm-delivery-3';
  expect(
    made.map(({ attributes }) => [attributes['member'], attributes['role'], attributes['service_account_id']]),
  ).toEqual(
    ['build-apply', 'build-image', 'build-plan'].map((identity) => [
      `principalSet://iam.googleapis.com/${pool}/attribute.identity/${identity}`,
      'roles/iam.workloadIdentityUser',
      `projects/sunrise-rcm-test/serviceAccounts/rcm-${identity}@sunrise-rcm-test.iam.gserviceaccount.com`,
    ]),
  );
  for (const { attributes } of made)
    expect(attributes['depends_on']).toEqual([expect.stringContaining('workload_identity_pool_provider')]);
  expect(environmentGrants(github.settings).delivery.map(({ why }) => why)).toEqual([
    'rcm-build-plan plans pull requests; changes nothing',
    'rcm-build-image builds the image of the main branch and keeps its plans',
    'rcm-build-apply applies kept plans, in the GitHub environment sunrise-test after its reviewers approved',
  ]);
});

it('lets an apply look at the trust and not change it', () => {
  const roles = github
    .stack('iam')
    .resources('google_project_iam_member')
    .filter(({ attributes }) => String(attributes['member']).includes('rcm-build-apply@'))
    .map(({ attributes }) => attributes['role']);
  expect(roles).toContain('roles/iam.workloadIdentityPoolViewer');
  expect(roles).not.toContain('roles/iam.workloadIdentityPoolAdmin');
});

it('has no pool where Cloud Build delivers', () => {
  const { stack, settings } = delivered(
    Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' }),
  );
  expect(stack('delivery').resources('google_iam_workload_identity_pool')).toEqual([]);
  expect(environmentGrants(settings).delivery).toEqual([]);
});

it.each([
  ['sunrise/rcm"platform', 'DELIVERY_INVALID'],
  ['rcm-platform', 'DELIVERY_INVALID'],
])('refuses the repository %s', (repository, code) => {
  const environment = new RcmEnvironment(new App({ outdir: Testing.app().outdir }), 'sunrise-test', {
    ...PROPS,
    delivery: Delivery.gitHubActions({ repository }),
  });
  expect(environment.problems.map((problem) => problem.code)).toEqual([code]);
});
