import { estateWith } from '../../../test/judged';
import { itJudges, OfType } from '../../../test/rule-cases';
import { evaluate } from '../../verdicts/evaluate';
import { dataPreventDestroy } from './prevent-destroy';

const at = 'lifecycle.prevent_destroy';
const lifecycle = { prevent_destroy: true };

itJudges(dataPreventDestroy, {
  type: 'google_storage_bucket',
  reports: {
    'a bucket': [{}, at],
    'a dataset that may go': [new OfType('google_bigquery_dataset', { lifecycle: { prevent_destroy: false } }), at],
    'a table': [new OfType('google_bigquery_table', { schema: '[]' }), at],
    'a database': [new OfType('google_sql_database_instance', {}), at],
  },
  accepts: {
    'a bucket that stays': { lifecycle, labels: { a: 'b' } },
    'a table that stays': new OfType('google_bigquery_table', { lifecycle }),
  },
  ignores: {
    'a stage before production': { labels: { stage: 'dev' } },
    'a view': new OfType('google_bigquery_table', { view: { query: 'select 1' } }),
    'a replica': new OfType('google_sql_database_instance', { master_instance_name: 'primary' }),
    'another type': new OfType('google_pubsub_topic', {}),
  },
  unknown: {},
});

it('answers unknown from a plan, which does not carry it', () => {
  const { resources, ...estate } = estateWith({ google_storage_bucket: { b: {} } });
  const unsaid = resources.map((each) => ({ ...each, preventDestroy: undefined }));
  const planned = { ...estate, resources: unsaid, byType: new Map([['google_storage_bucket', unsaid]]) };
  expect(evaluate(dataPreventDestroy, planned).unknown).toHaveLength(1);
});
