import { itJudges, OfType } from '../../../test/rule-cases';
import { secretAccessors } from './accessors';

const workload = 'serviceAccount:a@p.iam.gserviceaccount.com';
const reads = 'roles/secretmanager.secretAccessor';

itJudges(secretAccessors, {
  type: 'google_secret_manager_secret_iam_member',
  reports: {
    'a group': [{ member: 'group:a@b.example', role: reads }, 'member'],
    'a person among workloads': [
      new OfType('google_secret_manager_secret_iam_binding', { role: reads, members: [workload, 'user:a@b.example'] }),
      'members',
    ],
    'a workload that may do everything': [{ member: workload, role: 'roles/secretmanager.admin' }, 'role'],
    'every secret of a project': [new OfType('google_project_iam_member', { member: workload, role: reads }), 'role'],
    'everybody, in a policy': [
      new OfType('google_secret_manager_secret_iam_policy', {
        policy_data: JSON.stringify({ bindings: [{ role: reads, members: ['allUsers'] }] }),
      }),
      'policy_data',
    ],
  },
  accepts: {
    'a workload': { member: workload, role: reads },
    'a workload of the stack': { member: '${google_service_account.a.member}', role: reads },
    'a group that adds versions': { member: 'group:a@b.example', role: 'roles/secretmanager.secretVersionAdder' },
    'somebody who sees the names of a project': new OfType('google_project_iam_member', {
      member: 'group:a@b.example',
      role: 'roles/secretmanager.viewer',
    }),
  },
  ignores: {
    'another role of a project': new OfType('google_project_iam_member', {
      member: workload,
      role: 'roles/run.viewer',
    }),
  },
  unknown: {
    'a computed member': { member: '${var.member}', role: reads },
    'a computed role': { member: workload, role: '${var.role}' },
  },
});
