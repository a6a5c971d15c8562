import { estateWith, type ResourcePart } from '../../test/judged';
import { KNOWN_AFTER_APPLY } from '../arguments/attribute';
import { estateOf } from '../estate/estate';
import { readPlan } from '../reading/plan';
import { readSynthesis } from '../reading/synthesis';
import { targetText } from './grant';
import { allGrants, judgeGrants } from './grants-of';

/** Principal, role, target and condition of every grant. */
function grants(resource: ResourcePart) {
  return allGrants(estateWith(resource)).map((each) => [
    each.principal,
    each.role,
    targetText(each.on),
    each.condition,
    each.argument,
  ]);
}

const GROUP = 'group:a@x.example';
const CONDITION = { title: 't', expression: 'request.time < x' };

it('gives the same grant for a member, a binding and a policy', () => {
  const wanted = ['roles/run.invoker', 'project p', 'request.time < x'];
  expect(
    grants({
      google_project_iam_member: {
        m: { project: 'p', role: 'roles/run.invoker', member: GROUP, condition: CONDITION },
      },
      google_project_iam_binding: {
        b: { project: 'p', role: 'roles/run.invoker', members: [GROUP], condition: [CONDITION] },
      },
      google_project_iam_policy: {
        p: {
          project: 'p',
          policy_data: JSON.stringify({
            bindings: [{ role: 'roles/run.invoker', members: ['group:A@X.example'], condition: CONDITION }],
          }),
        },
      },
    }),
  ).toEqual(['member', 'members', 'policy_data'].map((argument) => [GROUP, ...wanted, argument]));
});

it('says what a spelling takes away from others', () => {
  const estate = estateWith({
    google_project_iam_member: { m: { role: 'r', member: GROUP } },
    google_project_iam_binding: { b: { role: 'r', members: [GROUP] } },
    google_project_iam_policy: { p: { policy_data: JSON.stringify({ bindings: [{ role: 'r', members: [GROUP] }] }) } },
  });
  expect(allGrants(estate).map((each) => each.replaces)).toEqual(['nothing', 'role', 'everything']);
});

it('reads a policy that a data source of the same document spells out', () => {
  const document = {
    data: { google_iam_policy: { open: { binding: [{ role: 'roles/viewer', members: ['allUsers'] }] } } },
    resource: {
      google_storage_bucket_iam_policy: {
        p: { bucket: 'b', policy_data: '${data.google_iam_policy.open.policy_data}' },
        elsewhere: { bucket: 'b', policy_data: '${data.google_iam_policy.missing.policy_data}' },
      },
    },
  };
  const estate = estateOf([readSynthesis('s', document)], { complete: true });
  expect(allGrants(estate).map((each) => [each.principal, each.role])).toEqual([
    ['allUsers', 'roles/viewer'],
    [KNOWN_AFTER_APPLY, KNOWN_AFTER_APPLY],
  ]);
});

it('reads a grant of a plan whose member is known after the apply', () => {
  const address = 'google_project_iam_member.m["a"]';
  const values = { project: 'p', role: 'roles/viewer' };
  const plan = {
    format_version: '1.2',
    planned_values: {
      root_module: { resources: [{ address, mode: 'managed', type: 'google_project_iam_member', values }] },
    },
    resource_changes: [{ address, change: { actions: ['create'], after_unknown: { member: true } } }],
  };
  expect(allGrants(estateOf([readPlan('s', plan)], { complete: false }))).toMatchObject([
    { principal: KNOWN_AFTER_APPLY, role: 'roles/viewer', on: { kind: 'project', name: 'p' }, why: null, address },
  ]);
});

it('reads the access that a dataset keeps itself', () => {
  const access = [
    { role: 'READER', special_group: 'allAuthenticatedUsers' },
    { role: 'OWNER', user_by_email: 'a@x.example' },
    { role: 'READER', domain: 'x.example', condition: CONDITION },
    { routine: { project_id: 'p', dataset_id: 'd', routine_id: 'f' } },
    { dataset: { dataset: { project_id: 'p', dataset_id: 'reports' }, target_types: ['VIEWS'] } },
  ];
  expect(grants({ google_bigquery_dataset: { d: { dataset_id: 'gold', access } } })).toEqual([
    ['allAuthenticatedUsers', 'READER', 'bigquery_dataset gold', null, 'access.special_group'],
    ['user:a@x.example', 'OWNER', 'bigquery_dataset gold', null, 'access.user_by_email'],
    ['domain:x.example', 'READER', 'bigquery_dataset gold', 'request.time < x', 'access.domain'],
    ['routine:p.d.f', 'authorized', 'bigquery_dataset gold', null, 'access.routine'],
    ['dataset:reports', 'authorized', 'bigquery_dataset gold', null, 'access.dataset'],
  ]);
});

it('does not know whom an access entry lets in that names nobody', () => {
  const access = [{ role: 'OWNER' }, { role: 'READER', user_by_email: '', dataset: [] }];
  expect(grants({ google_bigquery_dataset: { d: { dataset_id: 'gold', access } } })).toEqual([
    [KNOWN_AFTER_APPLY, 'OWNER', 'bigquery_dataset gold', null, 'access.role'],
    [KNOWN_AFTER_APPLY, 'READER', 'bigquery_dataset gold', null, 'access.role'],
  ]);
});

it('reads who may sign in to a database, and how', () => {
  const instance = '${google_sql_database_instance.emr.name}';
  expect(
    grants({
      google_sql_database_instance: { emr: { name: 'emr' } },
      google_sql_user: {
        iam: { instance, name: 'extract@p.iam.gserviceaccount.com', type: 'CLOUD_IAM_SERVICE_ACCOUNT' },
        own: { instance, name: 'root' },
        computed: { instance, name: 'root', type: '${var.type}' },
      },
    }),
  ).toEqual([
    ['serviceAccount:extract@p.iam.gserviceaccount.com', 'databaseUser', 'sql_database_instance emr', null, 'name'],
    ['databaseUser:root', 'databaseUser', 'sql_database_instance emr', null, 'name'],
    [KNOWN_AFTER_APPLY, 'databaseUser', 'sql_database_instance emr', null, 'name'],
  ]);
});

it('reads row policies and the older lists of Cloud Storage', () => {
  expect(
    grants({
      google_bigquery_row_access_policy: {
        r: { dataset_id: 'gold', table_id: 'claims', filter_predicate: "hospital_id = 'a'", grantees: [GROUP] },
      },
      google_storage_bucket_acl: { l: { bucket: 'b', role_entity: ['READER:allUsers', 'OWNER:group-a@x.example'] } },
      google_storage_object_acl: { o: { bucket: 'b', object: 'x', predefined_acl: 'publicRead' } },
      google_storage_bucket_access_control: { c: { bucket: 'b', role: 'READER', entity: 'allAuthenticatedUsers' } },
    }),
  ).toEqual([
    [
      GROUP,
      'roles/bigquery.filteredDataViewer',
      'bigquery_table gold.claims',
      "rows where hospital_id = 'a'",
      'grantees',
    ],
    ['allUsers', 'READER', 'storage_bucket b', null, 'role_entity'],
    [GROUP, 'OWNER', 'storage_bucket b', null, 'role_entity'],
    ['allUsers', 'READER', 'storage_object b.x', null, 'predefined_acl'],
    ['allAuthenticatedUsers', 'READER', 'storage_bucket b', null, 'entity'],
  ]);
});

it('carries the reason from the comment of the resource', () => {
  const member = { role: 'r', member: GROUP };
  const estate = estateWith({
    google_project_iam_member: { explained: { ...member, '//': { why: 'reads the audit' } }, silent: member },
  });
  expect(allGrants(estate).map((each) => each.why)).toEqual(['reads the audit', null]);
});

it('judges every grant of a resource, a certain defect before what is unknown', () => {
  const estate = estateWith({ google_project_iam_binding: { b: { role: 'r', members: [GROUP, 'allUsers'] } } });
  const [resource] = estate.resources;
  if (!resource) throw new Error('there is one');
  const defect = { attribute: 'members', message: 'm' };
  const judge = (public_: 'unknown' | 'defect') =>
    judgeGrants(resource, estate, ({ principal }) =>
      principal === 'allUsers' && public_ === 'defect' ? [defect] : 'unknown',
    );
  expect(judge('defect')).toEqual([defect]);
  expect(judge('unknown')).toBe('unknown');
});
