import type { Column, TableDefinition } from '../../model/types';
import { bigqueryDialect } from './bigquery/dialect';
import type { Dialect } from './dialect';
import { duckdbDialect } from './duckdb/dialect';

const column = (name: string, type: Column['type'], required = false): Column => ({
  name,
  type,
  phi: 'none',
  description: 'For the test.',
  ...(required ? { required } : {}),
});
const TABLE: TableDefinition = {
  dataset: 'gold',
  name: 'facts',
  layer: 'gold',
  grain: 'one row per test',
  key: ['id'],
  columns: [
    column('id', 'STRING', true),
    column('at', 'TIMESTAMP'),
    column('day', 'DATE'),
    column('amount', 'NUMERIC'),
  ],
  partitionBy: 'at',
  clusterBy: ['id', 'day'],
};

it('both dialects have the same functions', () => {
  expect(Object.keys(bigqueryDialect).sort()).toEqual(Object.keys(duckdbDialect).sort());
});

describe.each([duckdbDialect, bigqueryDialect])('$name', (dialect: Dialect) => {
  it.each(['2024-2-9', '2024-02-29 00:00:00', "2024-02-29'", ''])('takes no date literal %j', (text) => {
    expect(() => dialect.dateLiteral(text)).toThrow(/^not a date/);
  });

  it.each(['2024-02-29', '2024-02-29T00:00:00', '2024-02-29 00:00:00+02:00', "2024-02-29 00:00:00'", ''])(
    'takes no timestamp literal %j',
    (text) => {
      expect(() => dialect.timestampLiteral(text)).toThrow(/^not a timestamp/);
    },
  );

  it.each(['', 'a b', "a'", '1a', 'a;'])('takes no parameter called %j', (name) => {
    expect(() => dialect.parameter(name)).toThrow(/^not a parameter name/);
  });

  it('requires no column of a staging table: parquet files have none', () => {
    expect(dialect.createTable(TABLE)).toMatch(/not null/);
    expect(dialect.createTable({ ...TABLE, layer: 'staging' })).not.toMatch(/not null/);
  });
});

it('DuckDB identifiers and texts end where they should', () => {
  expect(duckdbDialect.table({ dataset: 'a"b', name: 'c.d' })).toBe('"a""b"."c.d"');
  expect(duckdbDialect.text("o'; drop table x; --")).toBe("'o''; drop table x; --'");
});

it('BigQuery identifiers and texts end where they should', () => {
  expect(bigqueryDialect.table({ dataset: 'a`b', name: 'c\\' })).toBe('`a\\`b`.`c\\\\`');
  expect(bigqueryDialect.text("o\\'; drop table x; --\n")).toBe("'o\\\\\\'; drop table x; --\\u000a'");
});

it('BigQuery partitions by day or month and clusters', () => {
  expect(bigqueryDialect.createTable(TABLE)).toMatch(
    / partition by timestamp_trunc\(`at`, day\) cluster by `id`, `day`$/,
  );
  const byDate = { ...TABLE, partitionBy: 'day', clusterBy: [] };
  expect(bigqueryDialect.createTable(byDate)).toMatch(/ partition by `day`$/);
  expect(bigqueryDialect.createTable({ ...byDate, partitionUnit: 'month' })).toMatch(
    / partition by date_trunc\(`day`, month\)$/,
  );
});
