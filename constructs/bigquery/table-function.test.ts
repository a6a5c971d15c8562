import { synthesizeConstruct } from '../../test/synthesized-stack';
import { tableFunctionExample } from './table-function.example';
import { tableFunctionOnTableExample } from './table-function-on-table.example';

const routineOf = (make: Parameters<typeof synthesizeConstruct>[0]) =>
  synthesizeConstruct(make).only('google_bigquery_routine');

it('is a query in SQL with typed arguments', () => {
  expect(routineOf(tableFunctionExample)).toMatchObject({
    routine_id: 'visits_since',
    routine_type: 'TABLE_VALUED_FUNCTION',
    language: 'SQL',
    definition_body: 'select visit_id from `sunrise-rcm-dev.silver.visits` where visit_date >= first_day',
    arguments: [{ name: 'first_day', data_type: '{"typeKind":"DATE"}' }],
  });
});

it('reads with the rights of its caller: nothing authorizes it, and it runs as nobody else', () => {
  const synthesized = synthesizeConstruct(tableFunctionExample);
  expect(synthesized.only('google_bigquery_routine')).not.toHaveProperty('security_mode');
  expect(synthesized.resources('google_bigquery_dataset_access')).toEqual([]);
});

it('is made after the table that it reads', () => {
  expect(routineOf(tableFunctionOnTableExample)).toMatchObject({
    depends_on: [expect.stringContaining('google_bigquery_table.payments_table')],
  });
});
