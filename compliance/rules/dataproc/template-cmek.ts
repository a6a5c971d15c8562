import { attribute } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';

export const templateCmek: ResourceRule = {
  id: 'dataproc-template-cmek',
  title: 'Arguments of Dataproc jobs are encrypted with a customer-managed key',
  severity: 'low',
  controls: ['164.312(a)(2)(iv)'],
  why: 'Arguments name tables, files and periods, and are kept with the template and with each run of it.',
  fix: 'Set encryption_config.kms_key to a key in the location of the template.',
  resourceTypes: ['google_dataproc_workflow_template'],
  check: ({ attributes }) =>
    customerManagedKey(
      attribute(attributes, 'encryption_config', 'kms_key'),
      'encryption_config.kms_key',
      attributes['location'],
    ),
};
