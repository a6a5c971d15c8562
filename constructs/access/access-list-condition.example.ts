import type { TerraformStack } from 'cdktf';
import { AccessList, serviceAccountMember } from '../index';

/** A sender may add files to its own folder of a bucket, and to no other. */
export function accessListConditionExample(stack: TerraformStack): AccessList {
  const sender = serviceAccountMember({ email: 'inbox-a@sunrise-rcm-dev.iam.gserviceaccount.com' });
  return new AccessList(stack, 'access', {
    projectId: 'sunrise-rcm-dev',
    region: 'us-central1',
    grants: [
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
