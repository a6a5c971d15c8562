import type { TerraformStack } from 'cdktf';
import { App, Testing } from 'cdktf';
import type { Grant } from '../constructs/access-list-props';
import { ENVIRONMENTS } from '../environments';
import { environmentGrants, hospitalGrants } from '../stacks';
import { type Attributes, SynthesizedStack } from './synthesized-stack';

/** What a grant is on, as an IAM member's attributes say it. References of tags resolve to the tag's or policy's own name. */
function targetOf(type: string, attributes: Attributes): string {
  const of = (name: string) => String(attributes[name]);
  switch (type) {
    case 'google_project_iam_member':
      return 'project';
    case 'google_storage_bucket_iam_member':
      return `bucket ${of('bucket')}`;
    case 'google_bigquery_dataset_iam_member':
      return `dataset ${of('dataset_id')}`;
    case 'google_kms_crypto_key_iam_member':
      return `key ${of('crypto_key_id')}`;
    case 'google_secret_manager_secret_iam_member':
      return `secret ${of('secret_id')}`;
    case 'google_cloud_run_v2_job_iam_member':
      return `container_job ${of('name')}`;
    case 'google_artifact_registry_repository_iam_member':
      return `repository ${of('repository')}`;
    case 'google_service_account_iam_member':
      return `service_account ${of('service_account_id').replace(/^.*\//, '')}`;
    case 'google_data_catalog_taxonomy_iam_member':
      return 'phi_columns';
    case 'google_data_catalog_policy_tag_iam_member':
      return of('policy_tag').includes('phi_sensitive') ? 'sensitive_columns' : `policy tag ${of('policy_tag')}`;
    case 'google_bigquery_datapolicy_data_policy_iam_member':
      return `masked_columns ${/phi_mask-(\w+)_[0-9A-F]{8}\./.exec(of('data_policy_id'))?.[1]}`;
    default:
      return `unknown: ${type}`;
  }
}

const listed = (stack: string, { member, role, on, condition }: Grant) =>
  [stack, member, role, Object.values(on).join(' '), condition?.expression ?? ''].join(' | ');

it.each(Object.keys(ENVIRONMENTS))('the list of grants of %s is what its stacks grant, both ways', (name) => {
  const app = new App({ outdir: Testing.app().outdir });
  const environment = ENVIRONMENTS[name]?.(app);
  const { settings } = environment ?? {};
  if (!environment || !settings) throw new Error(`${name} has problems`);
  const list = [
    ...Object.entries(environmentGrants(settings)).flatMap(([concern, grants]) =>
      grants.map((grant: Grant) => listed(`${name}-${concern}`, grant)),
    ),
    ...environment.hospitals.flatMap((hospital) =>
      hospitalGrants(settings, hospital).map((grant) => listed(`${name}-${hospital.id}`, grant)),
    ),
  ];
  const stacks = environment.node
    .findAll()
    .filter((node): node is TerraformStack => 'prepareStack' in node)
    .map((stack) => new SynthesizedStack(stack.node.id, Testing.synth(stack)));
  const made = stacks.flatMap((stack) =>
    stack
      .resources()
      .filter(({ type }) => /_iam_(member|binding|policy)$/.test(type))
      .map(({ type, attributes }) => {
        const condition = attributes['condition'] as { expression: string } | undefined;
        return [
          stack.name,
          attributes['member'],
          attributes['role'],
          targetOf(type, attributes),
          condition?.expression ?? '',
        ].join(' | ');
      }),
  );
  expect(made.length).toBeGreaterThan(80);
  expect(made.sort()).toEqual(list.sort());
  expect(stacks.flatMap((stack) => stack.resources('google_bigquery_dataset_access'))).toEqual([]);
});

it.each(Object.keys(ENVIRONMENTS))(
  '%s grants to groups and service accounts only, no primitive role, and every grant says why',
  (name) => {
    const environment = ENVIRONMENTS[name]?.(new App({ outdir: Testing.app().outdir }));
    const { settings } = environment ?? {};
    if (!environment || !settings) throw new Error(`${name} has problems`);
    const grants = [
      ...Object.values(environmentGrants(settings)).flat(),
      ...environment.hospitals.flatMap((hospital) => hospitalGrants(settings, hospital)),
    ];
    expect(grants.filter(({ member }) => !/^(group|serviceAccount):[^:\s]+@[^:\s]+$/.test(member))).toEqual([]);
    expect(grants.filter(({ role }) => /^roles\/(owner|editor|viewer)$/.test(role))).toEqual([]);
    expect(grants.filter(({ why }) => why.length < 10)).toEqual([]);
  },
);
