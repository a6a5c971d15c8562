import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { TerraformStack, Testing } from 'cdktf';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { PhiTaxonomy } from '../bigquery/phi-taxonomy';
import { AccessList } from './access-list';
import { AUTHORIZED, type Grant } from './access-list-props';

const MEMBER = 'serviceAccount:rcm-load@p.iam.gserviceaccount.com';
const grant = (on: Grant['on'], role = 'roles/viewer.of.it'): Grant => ({ member: MEMBER, role, on, why: 'test' });

function synthesize(grants: readonly Grant[], withTaxonomy = true) {
  return synthesizeConstruct((stack) => {
    const taxonomy = new PhiTaxonomy(stack, 'phi', {
      displayName: 'phi',
      region: 'us-central1',
      tags: ['name', 'payment'],
      dataPolicyName: (tag) => `policy_${tag}`,
    });
    new AccessList(stack, 'access', {
      projectId: 'p',
      region: 'us-central1',
      grants,
      ...(withTaxonomy ? { taxonomy } : {}),
    });
  });
}

it.each<[Grant['on'], string, Record<string, unknown>]>([
  [{ kind: 'project' }, 'google_project_iam_member', { project: 'p' }],
  [{ kind: 'bucket', bucket: 'b' }, 'google_storage_bucket_iam_member', { bucket: 'b' }],
  [{ kind: 'dataset', dataset: 'd' }, 'google_bigquery_dataset_iam_member', { dataset_id: 'd' }],
  [{ kind: 'key', key: 'k' }, 'google_kms_crypto_key_iam_member', { crypto_key_id: 'k' }],
  [{ kind: 'secret', secret: 's' }, 'google_secret_manager_secret_iam_member', { secret_id: 's' }],
  [{ kind: 'container_job', job: 'j' }, 'google_cloud_run_v2_job_iam_member', { name: 'j', location: 'us-central1' }],
  [{ kind: 'repository', repository: 'r' }, 'google_artifact_registry_repository_iam_member', { repository: 'r' }],
  [
    { kind: 'service_account', email: 'e' },
    'google_service_account_iam_member',
    { service_account_id: 'projects/p/serviceAccounts/e' },
  ],
  [{ kind: 'phi_columns' }, 'google_data_catalog_taxonomy_iam_member', { region: 'us-central1' }],
  [
    { kind: 'sensitive_columns' },
    'google_data_catalog_policy_tag_iam_member',
    { policy_tag: expect.stringContaining('phi_sensitive') },
  ],
  [
    { kind: 'class_columns', tag: 'name' },
    'google_data_catalog_policy_tag_iam_member',
    { policy_tag: expect.stringContaining('phi_class-name') },
  ],
  [
    { kind: 'masked_columns', tag: 'name' },
    'google_bigquery_datapolicy_data_policy_iam_member',
    { data_policy_id: expect.stringContaining('phi_mask-name') },
  ],
])('grants on %j', (on, type, target) => {
  expect(synthesize([grant(on)]).only(type)).toMatchObject({ member: MEMBER, role: 'roles/viewer.of.it', ...target });
});

it('authorizes a view, or all views of a dataset, by an entry that leaves members alone', () => {
  const authorized = (member: string) =>
    synthesize([{ ...grant({ kind: 'dataset', dataset: 'gold' }), member, role: AUTHORIZED }]).only(
      'google_bigquery_dataset_access',
    );
  expect(authorized('view:p.reporting.visits')).toMatchObject({
    dataset_id: 'gold',
    view: { project_id: 'p', dataset_id: 'reporting', table_id: 'visits' },
  });
  expect(authorized('dataset:p.reporting_hospital_a')).toMatchObject({
    dataset_id: 'gold',
    dataset: { dataset: { project_id: 'p', dataset_id: 'reporting_hospital_a' }, target_types: ['VIEWS'] },
  });
});

it('keeps a grant in place when the list is reordered', () => {
  const grants = [
    grant({ kind: 'bucket', bucket: 'a' }),
    grant({ kind: 'bucket', bucket: 'b' }),
    grant({ kind: 'project' }),
  ];
  const ids = (list: readonly Grant[]) =>
    synthesize(list)
      .resources()
      .map((resource) => resource.id)
      .sort();
  expect(ids([...grants].reverse())).toEqual(ids(grants));
});

it('narrows a grant by its condition', () => {
  const condition = { title: 'own_files', expression: 'resource.name.startsWith("x")' };
  const [member] = synthesize([{ ...grant({ kind: 'bucket', bucket: 'b' }), condition }]).resources(
    'google_storage_bucket_iam_member',
  );
  expect(member?.attributes).toMatchObject({ condition });
});

it('refuses a grant on columns where the stack has no tags', () => {
  expect(() => synthesize([grant({ kind: 'phi_columns' })], false)).toThrow(
    expect.objectContaining({ code: 'POLICY_TAG_MISSING' }),
  );
  expect(() => synthesize([grant({ kind: 'masked_columns', tag: 'ssn' })])).toThrow(
    expect.objectContaining({ code: 'POLICY_TAG_MISSING' }),
  );
});

it('says in the JSON why somebody has it', () => {
  const why = 'appends events';
  const stack = new TerraformStack(Testing.app(), 'test');
  const grants = [{ ...grant({ kind: 'project' }), why }];
  new AccessList(stack, 'access', { projectId: 'p', region: 'us-central1', grants });
  const { resource } = stack.toTerraform();
  const [member] = Object.values(resource['google_project_iam_member']);
  expect(member).toMatchObject({ '//': { why } });
});

it('refuses a grant on sensitive columns where the tags have none', () => {
  const build = () =>
    synthesizeConstruct((stack) => {
      const taxonomy = new PhiTaxonomy(stack, 'phi', {
        displayName: 'phi',
        region: 'us-central1',
        tags: ['name'],
        dataPolicyName: (tag) => `policy_${tag}`,
      });
      const grants = [grant({ kind: 'sensitive_columns' })];
      new AccessList(stack, 'access', { projectId: 'p', region: 'us-central1', grants, taxonomy });
    });
  expect(build).toThrow(expect.objectContaining({ code: 'POLICY_TAG_MISSING' }));
});

it.each<[string, Grant, string]>([
  ['a member', grant({ kind: 'project' }), 'google_project_iam_member'],
  [
    'an authorized view',
    { ...grant({ kind: 'dataset', dataset: 'gold' }, AUTHORIZED), member: 'view:p.reporting.payments' },
    'google_bigquery_dataset_access',
  ],
])('%s comes after what it grants on', (_, each, type) => {
  const granted = synthesizeConstruct((stack) => {
    const account = new ServiceAccount(stack, 'load', { accountId: 'rcm-load' });
    new AccessList(stack, 'access', { projectId: 'p', region: 'us-central1', grants: [each] }, [account]);
  }).only(type);
  expect(granted['depends_on']).toEqual(['google_service_account.load']);
});
