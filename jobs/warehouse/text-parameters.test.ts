import { bigqueryDialect } from './bigquery/dialect';
import type { Dialect } from './dialect';
import { duckdbDialect } from './duckdb/dialect';
import { bindAsText } from './text-parameters';
import type { Parameter } from './warehouse';

const ID: Parameter = { type: 'STRING', value: 'x' };
const bind = (dialect: Dialect, sql: string, parameters: Record<string, Parameter> = { id: ID }, prefix = '') =>
  bindAsText(dialect, { name: 'test', sql, parameters }, prefix);

it.each([
  [
    duckdbDialect,
    "select '$id', 'it''s $id', \"$id\", $id -- $id",
    "select '$id', 'it''s $id', \"$id\", cast($s0_id as varchar) -- $id",
  ],
  [
    bigqueryDialect,
    "select '@id', 'it\\'s @id', `@id`, @id -- @id",
    "select '@id', 'it\\'s @id', `@id`, cast(@s0_id as STRING) -- @id",
  ],
])('casts and renames parameters, but nothing that is quoted: %#', (dialect, sql, expected) => {
  expect(bind(dialect, sql, { id: ID }, 's0_')).toEqual({ sql: expected, values: { s0_id: 'x' } });
});

it('takes whole names only, leaves unknown ones to the engine and binds no value that is not used', () => {
  const parameters = { id: ID, id_2: { type: 'INT64', value: 2 }, unused: ID } as const;
  const { sql, values } = bind(duckdbDialect, 'select $id_2, $id_3', parameters);
  expect(sql).toBe('select cast($id_2 as bigint), $id_3');
  expect(values).toEqual({ id_2: '2' });
});

it('gives a timestamp its offset and NULL its type', () => {
  const parameters = {
    at: { type: 'TIMESTAMP', value: '2024-02-29 01:02:03.000004' },
    day: { type: 'DATE', value: null },
  } as const;
  expect(bind(bigqueryDialect, '@at, @day', parameters)).toEqual({
    sql: 'cast(@at as TIMESTAMP), cast(@day as DATE)',
    values: { at: '2024-02-29 01:02:03.000004+00:00', day: null },
  });
});
