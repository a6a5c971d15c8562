import type { TerraformStack } from 'cdktf';
import { PhiTaxonomy } from '../index';

/** Tags for names, which nobody sees, record numbers, which are seen as hashes, and amounts, which analysts may see. */
export function phiTaxonomyExample(stack: TerraformStack): PhiTaxonomy {
  return new PhiTaxonomy(stack, 'phi', {
    displayName: 'sunrise-dev',
    region: 'us-central1',
    tags: ['name', 'medical_record_number', 'payment'],
    dataPolicyName: (tag) => `sunrise_${tag}`,
  });
}
