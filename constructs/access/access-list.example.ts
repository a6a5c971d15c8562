import type { TerraformStack } from 'cdktf';
import { AccessList } from '../index';

/** One workload may run queries in the project and append to one dataset. */
export function accessListExample(stack: TerraformStack): AccessList {
  const member = 'serviceAccount:rcm-load@sunrise-rcm-dev.iam.gserviceaccount.com';
  return new AccessList(stack, 'access', {
    projectId: 'sunrise-rcm-dev',
    region: 'us-central1',
    grants: [
      { member, role: 'roles/bigquery.jobUser', on: { kind: 'project' }, why: 'runs queries' },
      { member, role: 'roles/bigquery.dataEditor', on: { kind: 'dataset', dataset: 'bronze' }, why: 'appends events' },
    ],
  });
}
