import type { TerraformStack } from 'cdktf';
import { AccessList, PhiTaxonomy, serviceAccountMember } from '../index';

/** A workload reads tagged columns as they are; analysts see dates masked. */
export function accessListColumnsExample(stack: TerraformStack): AccessList {
  const transform = serviceAccountMember({ email: 'rcm-transform@sunrise-rcm-dev.iam.gserviceaccount.com' });
  const taxonomy = new PhiTaxonomy(stack, 'phi', {
    displayName: 'sunrise-dev',
    region: 'us-central1',
    tags: ['medical_record_number', 'date'],
    dataPolicyName: (tag) => `sunrise_${tag}`,
  });
  return new AccessList(stack, 'access', {
    projectId: 'sunrise-rcm-dev',
    region: 'us-central1',
    taxonomy,
    grants: [
      {
        member: transform,
        role: 'roles/datacatalog.categoryFineGrainedReader',
        on: { kind: 'phi_columns' },
        why: 'builds history',
      },
      {
        member: 'group:rcm-analysts@sunrise.example',
        role: 'roles/bigquerydatapolicy.maskedReader',
        on: { kind: 'masked_columns', tag: 'date' },
        why: 'analyse years',
      },
    ],
  });
}
