import { itJudges, OfType } from '../../../test/rule-cases';
import { datasetDeleteContents } from './dataset-delete-contents';

const at = 'delete_contents_on_destroy';

itJudges(datasetDeleteContents, {
  type: 'google_bigquery_dataset',
  reports: {
    'a dataset that goes with its tables': [{ delete_contents_on_destroy: true }, at],
    'the same as text, in production': [{ delete_contents_on_destroy: 'true', labels: { stage: 'prod' } }, at],
  },
  accepts: { false: { delete_contents_on_destroy: false, labels: { a: 'b' } }, 'the default': {} },
  ignores: {
    'a stage before production': { delete_contents_on_destroy: true, labels: { stage: 'dev' } },
    'another type': new OfType('google_bigquery_table', {}),
  },
  unknown: { 'a computed value': { delete_contents_on_destroy: '${var.delete}' } },
});
