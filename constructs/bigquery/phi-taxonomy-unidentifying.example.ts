import type { TerraformStack } from 'cdktf';
import { PhiTaxonomy } from '../index';

/** Only classes that identify nobody alone: analysts get all of them with one grant on `sensitive`. */
export function phiTaxonomyUnidentifyingExample(stack: TerraformStack): PhiTaxonomy {
  return new PhiTaxonomy(stack, 'phi', {
    displayName: 'sunrise-dev-gold',
    region: 'us-central1',
    tags: ['payment', 'date'],
    dataPolicyName: (tag) => `sunrise_gold_${tag}`,
  });
}
