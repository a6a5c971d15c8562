import { itJudges, OfType } from '../../../test/rule-cases';
import { keyUsers } from './key-users';

const agent = 'serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com';
const workload = 'serviceAccount:a@p.iam.gserviceaccount.com';
const uses = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

itJudges(keyUsers, {
  type: 'google_kms_crypto_key_iam_member',
  reports: {
    'a workload that decrypts': [{ member: workload, role: 'roles/cloudkms.cryptoKeyDecrypter' }, 'member'],
    'a group among services': [
      new OfType('google_kms_crypto_key_iam_binding', { role: uses, members: [agent, 'group:a@b.example'] }),
      'members',
    ],
    'a service that administers its key': [{ member: agent, role: 'roles/cloudkms.admin' }, 'role'],
    'every key of a ring, in a policy': [
      new OfType('google_kms_key_ring_iam_policy', {
        policy_data: JSON.stringify({ bindings: [{ role: uses, members: [workload] }] }),
      }),
      'policy_data',
    ],
    'every key of a project': [new OfType('google_project_iam_member', { member: agent, role: uses }), 'role'],
  },
  accepts: {
    'a service': { member: agent, role: uses },
    'a service that the provider names': {
      member: 'serviceAccount:${data.google_storage_project_service_account.gcs.email_address}',
      role: uses,
    },
    'an administrator who cannot decrypt': { member: 'group:keys@b.example', role: 'roles/cloudkms.admin' },
    'somebody who looks at the keys of a project': new OfType('google_project_iam_member', {
      member: 'group:a@b.example',
      role: 'roles/cloudkms.viewer',
    }),
  },
  ignores: {
    'another role of a project': new OfType('google_project_iam_member', {
      member: workload,
      role: 'roles/run.viewer',
    }),
  },
  unknown: {
    'a computed member': { member: '${var.member}', role: uses },
    'a computed role': { member: workload, role: '${var.role}' },
  },
});
