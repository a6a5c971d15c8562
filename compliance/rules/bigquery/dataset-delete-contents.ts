import { attribute, isTrue } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const datasetDeleteContents: ResourceRule = {
  id: 'bigquery-dataset-delete-contents',
  title: 'An apply cannot delete a production dataset that has tables',
  severity: 'high',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(c)(1)'],
  why: 'Otherwise a change that replaces the dataset first deletes every table, also those outside Terraform.',
  fix: 'Leave delete_contents_on_destroy at false.',
  resourceTypes: ['google_bigquery_dataset'],
  check(dataset) {
    if (isBeforeProduction(dataset)) return 'not_applicable';
    return expectValue(attribute(dataset.attributes, 'delete_contents_on_destroy'), (value) => !isTrue(value), {
      attribute: 'delete_contents_on_destroy',
      message: 'delete_contents_on_destroy is true',
    });
  },
};
