import type { TerraformStack } from 'cdktf';
import { ServicePerimeter } from '../index';

/** A dry run: what it would refuse stands in the audit logs, and nothing is refused. */
export function servicePerimeterExample(stack: TerraformStack): ServicePerimeter {
  return new ServicePerimeter(stack, 'perimeter', {
    accessPolicy: '123456789012',
    perimeterName: 'sunrise_dev',
    title: 'sunrise-dev',
    projectNumbers: ['100000000001'],
    restrictedServices: ['bigquery.googleapis.com', 'storage.googleapis.com'],
    enforced: false,
  });
}
