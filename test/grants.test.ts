import type { TerraformStack } from 'cdktf';
import { App, Testing } from 'cdktf';
import { AUTHORIZED, type Grant } from '../constructs/access/access-list-props';
import { ENVIRONMENTS } from '../environments';
import { environmentGrants } from '../stacks';
import { HospitalStack } from '../stacks/hospital-stack';
import { everyOptionEnvironment } from './every-option-environment';
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
      return of('policy_tag').includes('phi_sensitive')
        ? 'sensitive_columns'
        : `class_columns ${/phi_class-(\w+)_[0-9A-F]{8}\./.exec(of('policy_tag'))?.[1]}`;
    case 'google_bigquery_datapolicy_data_policy_iam_member':
      return `masked_columns ${/phi_mask-(\w+)_[0-9A-F]{8}\./.exec(of('data_policy_id'))?.[1]}`;
    default:
      return `unknown: ${type}`;
  }
}

/** What an entry of a dataset's own access list is for, spelled as the list of grants spells it. */
function authorizedMember(attributes: Attributes): string {
  const { view, dataset } = attributes as {
    view?: { project_id: string; dataset_id: string; table_id: string };
    dataset?: { dataset: { project_id: string; dataset_id: string } };
  };
  if (view) return `view:${view.project_id}.${view.dataset_id}.${view.table_id}`;
  if (dataset) return `dataset:${dataset.dataset.project_id}.${dataset.dataset.dataset_id}`;
  return `unknown: ${JSON.stringify(attributes)}`;
}

const EVERY_ENVIRONMENT = { ...ENVIRONMENTS, 'sunrise-test': everyOptionEnvironment };
type Name = keyof typeof EVERY_ENVIRONMENT;
const NAMES = Object.keys(EVERY_ENVIRONMENT) as Name[];

function synthesized(name: Name) {
  const environment = EVERY_ENVIRONMENT[name]?.(new App({ outdir: Testing.app().outdir }));
  const { settings } = environment ?? {};
  if (!environment || !settings) throw new Error(`${name} has problems`);
  const constructs = environment.node.findAll();
  const hospitals = constructs.filter((node) => node instanceof HospitalStack);
  return {
    grants: environmentGrants(settings),
    hospitals: hospitals.map(({ hospital, grants }) => ({ id: hospital.id, grants })),
    stacks: constructs
      .filter((node): node is TerraformStack => 'prepareStack' in node)
      .map((stack) => new SynthesizedStack(stack.node.id, Testing.synth(stack))),
  };
}

const listed = (stack: string, { member, role, on, condition }: Grant) =>
  [stack, member, role, Object.values(on).join(' '), condition?.expression ?? ''].join(' | ');

it.each(NAMES)('the list of grants of %s is what its stacks grant, both ways', (name) => {
  const { grants, hospitals, stacks } = synthesized(name);
  const list = [
    ...Object.entries(grants).flatMap(([concern, each]) =>
      each.map((grant: Grant) => listed(`${name}-${concern}`, grant)),
    ),
    ...hospitals.flatMap(({ id, grants: own }) => own.map((grant) => listed(`${name}-${id}`, grant))),
  ];
  const made = stacks.flatMap((stack) => [
    ...stack
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
    ...stack
      .resources('google_bigquery_dataset_access')
      .map(({ attributes }) =>
        [stack.name, authorizedMember(attributes), AUTHORIZED, `dataset ${attributes['dataset_id']}`, ''].join(' | '),
      ),
  ]);
  expect(made.length).toBeGreaterThan(80);
  expect(made.sort()).toEqual(list.sort());
});

it.each(NAMES)('%s grants to groups, service accounts and views only, no primitive role, and says why', (name) => {
  const { grants, hospitals } = synthesized(name);
  const all = [...Object.values(grants).flat(), ...hospitals.flatMap((hospital) => hospital.grants)];
  const people = all.filter(({ role }) => role !== AUTHORIZED);
  expect(people.filter(({ member }) => !/^(group|serviceAccount):[^:\s]+@[^:\s]+$/.test(member))).toEqual([]);
  const views = all.filter(({ role }) => role === AUTHORIZED);
  expect(views.filter(({ member }) => !/^(view|dataset):[a-z0-9-]+\.reporting/.test(member))).toEqual([]);
  expect(views.length).toBeGreaterThan(15);
  expect(all.filter(({ role }) => /^roles\/(owner|editor|viewer)$/.test(role))).toEqual([]);
  expect(all.filter(({ why }) => why.length < 10)).toEqual([]);
});

/**
 * A dataset's access is one list for BigQuery. Resources that write all of it (inline blocks, bindings, policies) remove the entries of
 * others; one member entered in two ways makes a difference on every plan.
 */
it.each(NAMES)('%s has one way to give access to a dataset: IAM members, and entries for views', (name) => {
  const { stacks } = synthesized(name);
  const types = new Set(stacks.flatMap((stack) => stack.resources().map(({ type }) => type)));
  const access = [...types].filter((type) => /^google_bigquery_(dataset|table)_(access|iam)/.test(type)).sort();
  expect(access).toEqual(['google_bigquery_dataset_access', 'google_bigquery_dataset_iam_member']);
  const datasets = stacks.flatMap((stack) => stack.resources('google_bigquery_dataset'));
  expect(datasets.filter(({ attributes }) => 'access' in attributes)).toEqual([]);
  const entries = stacks.flatMap((stack) => stack.resources('google_bigquery_dataset_access'));
  const forPeople = ['user_by_email', 'group_by_email', 'domain', 'special_group', 'iam_member', 'role', 'routine'];
  expect(entries.filter(({ attributes }) => forPeople.some((each) => each in attributes))).toEqual([]);
});
