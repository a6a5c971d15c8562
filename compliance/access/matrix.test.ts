import { estateWith } from '../../test/judged';
import { accessMatrix } from './matrix';

const ACCOUNT = { google_service_account: { load: { account_id: 'sunrise-dev-load' } } };

/** The rows without the stack, which is always the same here. */
function rows(resource: Parameters<typeof estateWith>[0]) {
  return accessMatrix(estateWith({ ...ACCOUNT, ...resource })).map((row) => [
    row.principal,
    row.role,
    row.resource,
    row.condition,
  ]);
}

it('reads each spelling of a grant, with the account that a reference means', () => {
  expect(
    rows({
      google_storage_bucket_iam_member: {
        m: { bucket: 'landing', role: 'roles/storage.objectUser', member: '${google_service_account.load.member}' },
      },
      google_storage_bucket_iam_binding: {
        b: {
          bucket: 'landing',
          role: 'roles/storage.objectViewer',
          members: ['group:b@x.example', 'serviceAccount:${google_service_account.load.email}'],
        },
      },
      google_project_iam_policy: {
        p: {
          project: 'p',
          policy_data: JSON.stringify({ bindings: [{ role: 'roles/run.invoker', members: ['group:a@x.example'] }] }),
        },
      },
      google_secret_manager_secret_iam_policy: {
        s: { secret_id: 'emr', policy_data: '${data.google_iam_policy.p.policy_data}' },
      },
    }),
  ).toEqual([
    ['(computed)', '(computed)', 'secret_manager_secret emr', null],
    ['group:a@x.example', 'roles/run.invoker', 'project p', null],
    ['group:b@x.example', 'roles/storage.objectViewer', 'storage_bucket landing', null],
    [
      'serviceAccount:sunrise-dev-load@p.iam.gserviceaccount.com',
      'roles/storage.objectUser',
      'storage_bucket landing',
      null,
    ],
    [
      'serviceAccount:sunrise-dev-load@p.iam.gserviceaccount.com',
      'roles/storage.objectViewer',
      'storage_bucket landing',
      null,
    ],
  ]);
});

it('reads grants that a dataset keeps itself, inline and apart, with authorized views', () => {
  expect(
    rows({
      google_bigquery_dataset: {
        d: {
          dataset_id: 'gold',
          access: [
            { role: 'READER', group_by_email: 'a@x.example' },
            { view: [{ project_id: 'p', dataset_id: 'reports', table_id: 'denials' }] },
          ],
        },
      },
      google_bigquery_dataset_access: {
        a: {
          dataset_id: '${google_bigquery_dataset.d.dataset_id}',
          role: 'OWNER',
          user_by_email: 'x@p.iam.gserviceaccount.com',
        },
      },
    }),
  ).toEqual([
    ['group:a@x.example', 'READER', 'bigquery_dataset gold', null],
    ['serviceAccount:x@p.iam.gserviceaccount.com', 'OWNER', 'bigquery_dataset gold', null],
    ['view:p.reports.denials', 'authorized', 'bigquery_dataset gold', null],
  ]);
});

it('shows when a grant holds, and names what a table is in', () => {
  expect(
    rows({
      google_bigquery_table_iam_member: {
        t: {
          dataset_id: 'gold',
          table_id: 'claims',
          role: 'r',
          member: 'group:a@x.example',
          condition: [{ title: 't', expression: 'request.time < x' }],
        },
      },
    }),
  ).toEqual([['group:a@x.example', 'r', 'bigquery_table gold.claims', 'request.time < x']]);
});

it('shows what may be asked for in an emergency, and for how long', () => {
  const entitlement = {
    eligible_users: [{ principals: ['group:break-glass@x.example'] }],
    max_request_duration: '14400s',
    privileged_access: {
      gcp_iam_access: [
        {
          resource: '//cloudresourcemanager.googleapis.com/projects/p',
          role_bindings: [{ role: 'roles/bigquery.dataViewer' }],
        },
      ],
    },
  };
  expect(rows({ google_privileged_access_manager_entitlement: { e: entitlement } })).toEqual([
    ['group:break-glass@x.example', 'roles/bigquery.dataViewer', 'project p', 'on request, for at most 14400s'],
  ]);
});
