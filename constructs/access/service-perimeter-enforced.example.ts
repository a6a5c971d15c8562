import type { TerraformStack } from 'cdktf';
import { ServicePerimeter } from '../index';

/** Enforced: people call from the office, the delivery calls from anywhere, everybody else is refused. */
export function servicePerimeterEnforcedExample(stack: TerraformStack): ServicePerimeter {
  return new ServicePerimeter(stack, 'perimeter', {
    accessPolicy: '123456789012',
    perimeterName: 'sunrise_prod',
    title: 'sunrise-prod',
    projectNumbers: ['100000000002'],
    restrictedServices: ['bigquery.googleapis.com', 'storage.googleapis.com'],
    enforced: true,
    accessLevels: ['office'],
    ingress: [{ title: 'delivery', identities: ['serviceAccount:rcm-apply@sunrise-rcm-prod.iam.gserviceaccount.com'] }],
  });
}
