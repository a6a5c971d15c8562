import type { TerraformStack } from 'cdktf';
import { AccessList, serviceAccountMember } from '../index';

/** One workload may run queries, and read one dataset; a sender may only add files to its own folder. */
export function accessListExample(stack: TerraformStack): AccessList {
  const load = serviceAccountMember({ email: 'rcm-load@sunrise-rcm-dev.iam.gserviceaccount.com' });
  const sender = serviceAccountMember({ email: 'inbox-a@sunrise-rcm-dev.iam.gserviceaccount.com' });
  return new AccessList(stack, 'access', {
    projectId: 'sunrise-rcm-dev',
    region: 'us-central1',
    grants: [
      { member: load, role: 'roles/bigquery.jobUser', on: { kind: 'project' }, why: 'runs queries' },
      {
        member: load,
        role: 'roles/bigquery.dataEditor',
        on: { kind: 'dataset', dataset: 'bronze_hospital_a' },
        why: 'appends events',
      },
      {
        member: sender,
        role: 'roles/storage.objectCreator',
        on: { kind: 'bucket', bucket: 'sunrise-rcm-dev-inbox' },
        why: 'delivers files',
        condition: {
          title: 'own_folder',
          expression: 'resource.name.startsWith("projects/_/buckets/sunrise-rcm-dev-inbox/objects/hospital-a/")',
        },
      },
    ],
  });
}
