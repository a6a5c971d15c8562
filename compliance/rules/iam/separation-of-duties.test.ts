import { judged } from '../../../test/judged';
import { separationOfDuties } from './separation-of-duties';

const REVIEWERS = 'group:reviewers@x.example';
const PLAN = 'serviceAccount:plan@p.iam.gserviceaccount.com';
const project = (role: string, member: string) => ({ project: 'p', role, member });
const TRIGGER = {
  service_account: 'projects/p/serviceAccounts/plan@p.iam.gserviceaccount.com',
  repository_event_config: { pull_request: { branch: '^main$' } },
};

it('reports who approves and changes, and who reads the audit and changes', () => {
  expect(
    judged(separationOfDuties, {
      google_project_iam_member: {
        approves: project('roles/cloudbuild.builds.approver', REVIEWERS),
        changes: project('roles/run.admin', REVIEWERS),
        audits: project('roles/logging.privateLogViewer', 'group:auditors@x.example'),
        writes: project('roles/storage.objectUser', 'group:auditors@x.example'),
      },
    }),
  ).toEqual({
    checked: 4,
    defects: { 'google_project_iam_member.changes': ['role'], 'google_project_iam_member.writes': ['role'] },
    unknown: [],
  });
});

it('reports what a build changes that nobody approved, and more of what a pull request starts', () => {
  const grants = {
    google_storage_bucket_iam_member: { writes: { bucket: 'b', role: 'roles/storage.objectCreator', member: PLAN } },
    google_project_iam_member: { grants: project('roles/iam.roleAdmin', PLAN) },
  };
  const trigger = (change: object) => ({ google_cloudbuild_trigger: { t: { ...TRIGGER, ...change } } });
  const both = {
    'google_project_iam_member.grants': ['role'],
    'google_storage_bucket_iam_member.writes': ['role'],
  };
  const defects = (change: object) => judged(separationOfDuties, { ...grants, ...trigger(change) }).defects;
  expect(defects({})).toEqual(both);
  expect(defects({ repository_event_config: { push: { branch: '^main$' } } })).toEqual({
    'google_project_iam_member.grants': ['role'],
  });
  expect(defects({ approval_config: [{ approval_required: true }] })).toEqual({});
});

it('reports who asks for access and approves it', () => {
  const entitlement = (approver: string) => ({
    google_privileged_access_manager_entitlement: {
      e: {
        max_request_duration: '3600s',
        eligible_users: [{ principals: [REVIEWERS] }],
        privileged_access: {
          gcp_iam_access: {
            resource: '//cloudresourcemanager.googleapis.com/projects/p',
            role_bindings: [{ role: 'roles/bigquery.dataViewer' }],
          },
        },
        approval_workflow: { manual_approvals: { steps: [{ approvers: [{ principals: [approver] }] }] } },
      },
    },
  });
  expect(judged(separationOfDuties, entitlement(REVIEWERS)).defects).toEqual({
    'google_privileged_access_manager_entitlement.e': ['role'],
  });
  expect(judged(separationOfDuties, entitlement('group:others@x.example')).defects).toEqual({});
});

it('accepts duties in different hands, having looked at them', () => {
  expect(
    judged(separationOfDuties, {
      google_project_iam_member: {
        approves: project('roles/cloudbuild.builds.approver', REVIEWERS),
        reads: project('roles/logging.viewAccessor', REVIEWERS),
        changes: project('roles/run.admin', 'serviceAccount:apply@p.iam.gserviceaccount.com'),
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});

it('is not about what grants nothing', () => {
  expect(judged(separationOfDuties, { google_storage_bucket: { b: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});

it('answers unknown for a computed member, or of a role that nobody has looked at, where somebody approves', () => {
  const grants = {
    computed: project('roles/run.admin', '${var.member}'),
    reads: project('roles/bigquery.dataViewer', '${var.member}'),
    new: project('roles/new.thing', REVIEWERS),
  };
  const approves = project('roles/cloudbuild.builds.approver', REVIEWERS);
  expect(judged(separationOfDuties, { google_project_iam_member: { approves, ...grants } }).unknown).toEqual([
    'google_project_iam_member.computed',
    'google_project_iam_member.new',
  ]);
  expect(judged(separationOfDuties, { google_project_iam_member: grants }).unknown).toEqual([]);
});
